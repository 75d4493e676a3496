using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.Money;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Sandbox.Bot;

public sealed class BotDatabaseTests
{
    [Fact]
    public void Before_the_bot_has_made_its_file_there_is_nothing_to_see()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "bot.db");
        using var database = new BotDatabase(path);
        AssertEmpty(database);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Tables_that_are_missing_or_different_are_left_out_until_they_are_there()
    {
        using var folder = new TempFolder();
        using var database = new BotDatabase(Path.Combine(folder.Path, "bot.db"));
        Write(folder, "CREATE TABLE orders (number TEXT); INSERT INTO orders VALUES ('x'); CREATE TABLE accounts (type TEXT, balance TEXT); INSERT INTO accounts VALUES ('sales', 'much')");
        AssertEmpty(database);
        Write(folder, "DROP TABLE accounts; CREATE TABLE accounts (type TEXT, balance INTEGER); INSERT INTO accounts VALUES ('sales', 1500), ('gateway', -1500); "
            + "CREATE TABLE customers (name TEXT); DROP TABLE orders; CREATE TABLE orders (state TEXT); INSERT INTO orders VALUES ('delivered')");
        Assert.Equal((1500, 1500, 1), (database.Shop(0).Sales, database.Shop(0).PaidIn, database.Shop(0).Delivered));
    }

    [Fact]
    public void What_is_no_database_is_left_alone()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "bot.db");
        File.WriteAllText(path, "this is no database, but it is longer than the header of one would have to be, so that SQLite looks at it");
        using var database = new BotDatabase(path);
        AssertEmpty(database);
        Assert.StartsWith("this is no database", File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static void AssertEmpty(BotDatabase database)
    {
        Assert.Empty(database.Wallets());
        Assert.Empty(database.Orders());
        Assert.Empty(database.Topups());
        Assert.Empty(database.Ledger());
        Assert.Equal(new ShopView(0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0), database.Shop(7));
        Assert.Equal(0, database.Transfers());
    }

    private static void Write(TempFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "bot.db")};Pooling=false");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
