using Dapper;
using Digipanel.Bot.Benchmarks.Machine;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Benchmarks.Shop;

/// <summary>
/// A shop after years: customers by the million and five ledger entries for each. Made in bulk, with the triggers that derive the entries put aside
/// meanwhile and their work done set by set; kept under artifacts/ until the tables change.
/// </summary>
internal static class LargeDatabase
{
    public static string Make(int customers)
    {
        var path = Path.Combine(Repository.Artifacts, $"size-{customers}-{Migrator.Embedded[^1].Sha256[..12]}.db");
        if (File.Exists(path))
        {
            return path;
        }

        foreach (var old in Directory.GetFiles(Repository.Artifacts, $"size-{customers}-*"))
        {
            File.Delete(old);
        }

        var making = path + ".making";
        File.Delete(making);
        SeededDatabase.Make(making, customers);
        using (var connection = SeededDatabase.Open(making))
        {
            Fill(connection);
        }

        File.Move(making, path);
        return path;
    }

    /// <summary>Every customer has one movement already; now one more for all and half a one again: five entries for each two sides.</summary>
    private static void Fill(SqliteConnection connection)
    {
        connection.Execute("PRAGMA synchronous=OFF");
        var triggers = connection.Query<(string Name, string Sql)>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('transfers', 'entries')").AsList();
        connection.Execute("BEGIN IMMEDIATE");
        foreach (var (name, _) in triggers)
        {
            connection.Execute($"DROP TRIGGER {name}");
        }

        foreach (var which in (string[])["1", "customer_id % 2 = 0"])
        {
            var first = connection.ExecuteScalar<long>("SELECT max(id) + 1 FROM transfers");
            connection.Execute(
                $"""
                INSERT INTO transfers (kind, key, from_account, to_account, amount, at)
                SELECT 'TopUp', 'size:' || {first} || ':' || customer_id, 1, id, 1000, 1795000000000 FROM accounts WHERE type = 'customer' AND {which};
                INSERT INTO entries (account_id, transfer_id, amount, balance_after)
                SELECT 1, id, -amount, (SELECT balance FROM accounts WHERE id = 1) - sum(amount) OVER (ORDER BY id) FROM transfers WHERE id >= {first};
                INSERT INTO entries (account_id, transfer_id, amount, balance_after)
                SELECT to_account, t.id, amount, a.balance + amount FROM transfers t JOIN accounts a ON a.id = to_account WHERE t.id >= {first};
                UPDATE accounts SET balance = balance + 1000 WHERE type = 'customer' AND {which};
                UPDATE accounts SET balance = balance - (SELECT sum(amount) FROM transfers WHERE id >= {first}) WHERE id = 1;
                """);
        }

        foreach (var (_, sql) in triggers)
        {
            connection.Execute(sql);
        }

        connection.Execute("COMMIT");
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
