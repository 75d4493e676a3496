using Dapper;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Benchmarks.Shop;

/// <summary>Database files with customers in them, made by the bot's own migrations and then in bulk.</summary>
internal static class SeededDatabase
{
    private const long MoneyEach = 100_000_000;

    /// <summary>Customers of Telegram, each with a wallet that does not run dry.</summary>
    public static void Make(string path, int customers)
    {
        new Store(new StorageOptions { ConnectionString = $"Data Source={path}" }, TimeProvider.System, NullLogger<Store>.Instance).Dispose();
        using var connection = Open(path);
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @customers)
            INSERT INTO customers (channel, user_id, chat_id, name, language, created_at)
            SELECT 'telegram', CAST(@FirstCustomer + i AS TEXT), CAST(@FirstCustomer + i AS TEXT), 'Ayu', 'id', @now FROM n
            """,
            new { customers, ShopSettings.FirstCustomer, now = Now });
        connection.Execute("INSERT INTO accounts (id, type, customer_id) SELECT 99 + id, 'customer', id FROM customers");
        connection.Execute(
            "INSERT INTO transfers (kind, key, from_account, to_account, amount, at) SELECT 'Credit', 'seed:' || customer_id, 4, id, @MoneyEach, @now FROM accounts WHERE type = 'customer'",
            new { MoneyEach, now = Now });
        connection.Execute("COMMIT");
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>A plain connection, as durable as the bot's.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA wal_autocheckpoint=16384");
        return connection;
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
