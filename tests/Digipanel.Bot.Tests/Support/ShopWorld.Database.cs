using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Support;

/// <summary>The bot's database, looked at from outside.</summary>
public sealed partial class ShopWorld
{
    // As the bot reads its rows.
    static ShopWorld() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>The bot's database file.</summary>
    public string DatabasePath => new SqliteConnectionStringBuilder(_settings["Storage:ConnectionString"]).DataSource;

    public long Wallet(long telegramId) => Scalar<long?>(
        "SELECT a.balance FROM accounts a JOIN customers c ON c.id = a.customer_id WHERE c.user_id = @id", new { id = telegramId.ToString(CultureInfo.InvariantCulture) }) ?? 0;

    /// <summary>Looks into the database from outside, whoever runs the bot.</summary>
    public T? Scalar<T>(string sql, object? parameters = null)
    {
        using var connection = Look();
        return connection.ExecuteScalar<T>(sql, parameters);
    }

    /// <inheritdoc cref="Scalar{T}"/>
    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null)
    {
        using var connection = Look();
        return connection.Query<T>(sql, parameters).AsList();
    }

    /// <summary>The books: sum zero, balances equal to entries, no wallet negative, nothing held without an open order.</summary>
    public void AuditBooks()
    {
        using var c = Look();
        Assert.Equal(0, c.ExecuteScalar<long>("SELECT coalesce(sum(amount), 0) FROM entries"));
        Assert.Equal(0, c.ExecuteScalar<long>("SELECT count(*) FROM accounts a WHERE balance <> (SELECT coalesce(sum(amount), 0) FROM entries WHERE account_id = a.id)"));
        Assert.Equal(0, c.ExecuteScalar<long>("SELECT count(*) FROM accounts WHERE type = 'customer' AND balance < 0"));
        Assert.Equal(
            c.ExecuteScalar<long>("SELECT coalesce(sum(price), 0) FROM orders WHERE state NOT IN ('delivered', 'failed')"),
            c.ExecuteScalar<long>("SELECT balance FROM accounts WHERE type = 'held'"));
    }

    private SqliteConnection Look()
    {
        var connection = new SqliteConnection(_settings["Storage:ConnectionString"] + ";Mode=ReadOnly;Pooling=False;Default Timeout=10");
        connection.Open();
        return connection;
    }
}
