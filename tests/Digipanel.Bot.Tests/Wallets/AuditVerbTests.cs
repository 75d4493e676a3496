using Dapper;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Wallets;

/// <summary>`Digipanel.Bot audit`: its words, its exit codes, and that it leaves the file alone.</summary>
public sealed class AuditVerbTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task Right_books_end_with_0_and_a_table_of_every_check_and_of_what_is_open()
    {
        using var shop = await AuditedShop.OpenAsync();
        Assert.Equal(0, await AuditAsync(shop));
        Assert.Equal("", _errors.ToString());
        Assert.Matches(@"^Audit of .*bot\.db at 2026-11-22 07:01:00 UTC, 0\.0 s\n\ncheck +result +count +oldest\n", _output.ToString());
        Assert.Matches(@"\nledger:balances +ok\n", _output.ToString());
        Assert.Matches(@"\norders submitted +1 +1 min +Rp 500\n", _output.ToString());
        var checks = Features.AuditBooks.SelectMany(b => b.Passes).Where(p => !p.Deep).Sum(p => p.Checks.Count);
        Assert.EndsWith($"\nThe books are right: {checks} checks, 0 warning(s).\n", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Budi", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("file:pages", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_books_end_with_1_and_name_the_offenders()
    {
        using var shop = await AuditedShop.OpenAsync();
        shop.Sabotage("UPDATE accounts SET balance = balance + 500 WHERE id = 100");
        Assert.Equal(1, await AuditAsync(shop));
        Assert.Matches(@"\nledger:balances +VIOLATION +1\n", _output.ToString());
        Assert.Contains("\nVIOLATION ledger:balances: accounts whose balance is not the sum of their entries: 1 (100)\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_shop_has_nothing_open()
    {
        using var test = new TestStore();
        Assert.Equal(0, await AuditAsync(test.ConnectionString));
        Assert.Contains("\n\nnothing is open\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_overdue_changes_the_exit_code_only_where_the_operator_is_strict()
    {
        using var shop = await AuditedShop.OpenAsync();
        shop.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await AuditAsync(shop));
        Assert.Matches(@"\norders:late +warning +2 +2 d 0 h\n", _output.ToString());
        Assert.Equal(1, await AuditAsync(shop, "--strict"));
    }

    [Fact]
    public async Task The_deep_audit_reads_the_file_itself()
    {
        using var shop = await AuditedShop.OpenAsync();
        Assert.Equal(0, await AuditAsync(shop, "--deep"));
        Assert.Matches(@"\nfile:pages +ok\n", _output.ToString());
    }

    [Fact]
    public async Task A_database_that_is_not_there_or_not_ours_or_not_of_this_version_ends_with_2_and_a_sentence()
    {
        using var folder = new TempFolder();
        Assert.Equal(2, await AuditAsync(folder.ConnectionString));
        Assert.Contains("there is no database", _errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));

        var other = $"Data Source={Path.Combine(folder.Path, "other.db")}";
        await ExecuteAsync(other, "CREATE TABLE t (x)");
        Assert.Equal(2, await AuditAsync(other));
        Assert.Contains("not a database of Digipanel.Bot", _errors.ToString(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "text.db"), new string('x', 5000));
        Assert.Equal(2, await AuditAsync($"Data Source={Path.Combine(folder.Path, "text.db")}"));
        Assert.Contains("file is not a database", _errors.ToString(), StringComparison.Ordinal);

        using (var test = new TestStore())
        {
            await test.Store.InTransaction(tx => tx.Execute("DELETE FROM schema_migrations WHERE number = 7"));
            Assert.Equal(2, await AuditAsync(test.ConnectionString));
            Assert.Contains("older than this program (it has no migration 0007", _errors.ToString(), StringComparison.Ordinal);
            await test.Store.InTransaction(tx => tx.Execute("INSERT INTO schema_migrations VALUES (9999, '9999_future.sql', 'x', 0)"));
            Assert.Equal(2, await AuditAsync(test.ConnectionString));
            Assert.Contains("written by a newer version", _errors.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal("", _output.ToString());
    }

    [Theory]
    [InlineData("--depe")]
    [InlineData("--Telegram:BotToken=1:x")]
    [InlineData("now")]
    public async Task What_it_does_not_know_ends_with_2_and_the_usage(string argument)
    {
        Assert.Equal(2, await AuditVerb.RunAsync([argument], _output, _errors, TimeProvider.System));
        Assert.StartsWith("Usage: Digipanel.Bot audit", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_nobody_has_open_is_audited_and_not_changed()
    {
        using var shop = await AuditedShop.OpenAsync();
        var path = new SqliteConnectionStringBuilder(shop.Test.ConnectionString).DataSource;
        shop.Test.Store.Dispose();
        var before = await File.ReadAllBytesAsync(path);
        Assert.Equal(0, await AuditVerb.RunAsync([$"--Storage:ConnectionString={shop.Test.ConnectionString}", "--deep"], _output, _errors, shop.Time));
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private Task<int> AuditAsync(AuditedShop shop, params string[] flags) =>
        AuditVerb.RunAsync([.. flags, $"--Storage:ConnectionString={shop.Test.ConnectionString}"], _output, _errors, shop.Time);

    private Task<int> AuditAsync(string connectionString) =>
        AuditVerb.RunAsync([$"--Storage:ConnectionString={connectionString}"], _output, _errors, TimeProvider.System);

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new SqliteConnection(connectionString + ";Pooling=False");
        await connection.ExecuteAsync(sql);
    }
}
