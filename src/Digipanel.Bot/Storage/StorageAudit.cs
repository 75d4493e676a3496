using Dapper;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Storage;

/// <summary>
/// The file itself. Deep only: it reads every page and every index, which on a large file takes long and throws the working set
/// out of the memory that customers' requests live on. And whoever finds a guard missing is a person who took it away.
/// </summary>
internal static class StorageAudit
{
    public static AuditBook Book { get; } = new(
        [
            new AuditPass("SELECT 0, integrity_check, NULL FROM pragma_integrity_check WHERE integrity_check <> 'ok'", new AuditCheck("file:pages")) { Deep = true },
            new AuditPass("SELECT 0, \"table\" || ' ' || coalesce(rowid, ''), NULL FROM pragma_foreign_key_check", new AuditCheck("file:references")) { Deep = true },
            new AuditPass(
                $"""
                WITH made(name, sql) AS (VALUES {Made()}), found AS (SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\')
                SELECT 0, name, NULL FROM (SELECT * FROM made EXCEPT SELECT * FROM found)
                UNION ALL
                SELECT 0, name, NULL FROM found WHERE name NOT IN (SELECT name FROM made)
                """,
                new AuditCheck("file:guards")) { Deep = true },
        ]);

    /// <summary>What the migrations make: constraints are part of a table's text, and every trigger and index has its own.</summary>
    private static string Made()
    {
        using var fresh = new SqliteConnection("Data Source=:memory:");
        fresh.Open();
        Migrator.Apply(fresh, DateTimeOffset.UnixEpoch);
        return fresh.ExecuteScalar<string>(
            @"SELECT group_concat('(' || quote(name) || ',' || quote(sql) || ')') FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\'")!;
    }
}
