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
            INSERT INTO customers (channel, user_id, chat_id, name, language, created_at, seen_at)
            SELECT 'telegram', CAST(@FirstCustomer + i AS TEXT), CAST(@FirstCustomer + i AS TEXT), 'Ayu', 'id', @now, @now FROM n
            """,
            new { customers, ShopSettings.FirstCustomer, now = Now });
        connection.Execute("INSERT INTO accounts (id, type, customer_id) SELECT 99 + id, 'customer', id FROM customers");
        connection.Execute(
            "INSERT INTO transfers (kind, key, from_account, to_account, amount, at) SELECT 'Credit', 'seed:' || customer_id, 4, id, @MoneyEach, @now FROM accounts WHERE type = 'customer'",
            new { MoneyEach, now = Now });
        connection.Execute("COMMIT");
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>
    /// Orders that run at Digipanel as dl-0, dl-1 …, each a customer's in turn. Pasted by the bot's own dispatcher, so that they are as a paste makes
    /// them; what the lane does with them is done here in bulk.
    /// </summary>
    public static async Task AddRunningOrdersAsync(string path, int customers, int orders)
    {
        using (var shop = new ShopInProcess(path))
        {
            await Parallel.ForAsync(0, orders, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, ct) =>
                await shop.Dispatcher.DispatchAsync(Updates.Paste(i, customers), ct));
        }

        using var connection = Open(path);
        connection.Execute(
            """
            BEGIN IMMEDIATE;
            DELETE FROM outbox;
            DELETE FROM inbox;
            INSERT INTO digipanel_accounts (account) VALUES ('main') ON CONFLICT DO NOTHING;
            UPDATE orders SET state = 'submitting', account = 'main', attempts = 1, submitting_at = @now;
            """,
            new { now = Now });

        // The item's id holds the paste's number, and the numbers of orders are in the order of their commits.
        var ids = Enumerable.Range(0, orders).ToDictionary(i => "elements/" + Updates.Link(i)[^8..], i => i, StringComparer.Ordinal);
        foreach (var (number, key) in connection.Query<(long, string)>("SELECT number, item_key FROM orders").AsList())
        {
            connection.Execute(
                """
                UPDATE orders SET state = 'submitted', download_id = @download, submitted_at = @now, next_poll_at = @later WHERE number = @number;
                INSERT INTO upstream_downloads (account, download_id, order_number, attempt) VALUES ('main', @download, @number, 1);
                """,
                new { number, download = $"dl-{ids[key]}", now = Now, later = Now + 3_600_000 });
        }

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
