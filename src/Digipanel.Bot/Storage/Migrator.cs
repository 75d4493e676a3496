using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Digipanel.Bot.Storage;

/// <summary>
/// Applies the numbered SQL files of Storage/Migrations at start, each in a transaction of its own. A file that has landed
/// is never edited: its SHA-256 is kept beside its number, and a difference stops the start.
/// </summary>
internal static class Migrator
{
    private const string Prefix = "Digipanel.Bot.Storage.Migrations.";

    public static IReadOnlyList<Migration> Embedded { get; } = Load();

    public static int Apply(SqliteConnection connection, DateTimeOffset now, IReadOnlyList<Migration>? migrations = null)
    {
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT");
        var applied = connection.Query<(long Number, string Name, string Sha256)>("SELECT number, name, sha256 FROM schema_migrations").ToDictionary(m => m.Number);
        migrations ??= Embedded;
        Refuse(applied, migrations);
        var fresh = 0;
        foreach (var migration in migrations.Where(m => !applied.ContainsKey(m.Number)))
        {
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                connection.Execute(migration.Sql);
                connection.Execute(
                    "INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (@Number, @Name, @Sha256, @now)",
                    new { migration.Number, migration.Name, migration.Sha256, now = now.ToUnixTimeMilliseconds() });
                connection.Execute("COMMIT");
                fresh++;
            }
            catch
            {
                // A full disk may have undone it already; a ROLLBACK then fails as well, and its error would hide the cause.
                if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
                {
                    connection.Execute("ROLLBACK");
                }

                throw;
            }
        }

        return fresh;
    }

    /// <summary>Why this program does not know this database's tables, in a sentence; null where it does. Only reads.</summary>
    public static string? FindDifference(SqliteConnection connection)
    {
        if (connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'") == 0)
        {
            return "the file is not a database of Digipanel.Bot.";
        }

        var applied = connection.Query<(long Number, string Name, string Sha256)>("SELECT number, name, sha256 FROM schema_migrations").ToDictionary(m => m.Number);
        try
        {
            Refuse(applied, Embedded);
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }

        return Embedded.FirstOrDefault(m => !applied.ContainsKey(m.Number)) is { } missing
            ? $"the database is older than this program (it has no migration {missing.Name}). Use the version that runs on it, or start this one once: it migrates."
            : null;
    }

    private static void Refuse(Dictionary<long, (long Number, string Name, string Sha256)> applied, IReadOnlyList<Migration> migrations)
    {
        foreach (var (number, name, sha256) in applied.Values)
        {
            var known = migrations.FirstOrDefault(m => m.Number == number)
                ?? throw new InvalidOperationException($"The database has migration {number} ({name}), which this version does not know: it was written by a newer version. Start that one.");
            if (!string.Equals(known.Sha256, sha256, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"Migration {known.Name} differs from the one this database was made with. A landed migration is never edited: restore it and add a new one.");
            }
        }
    }

    private static List<Migration> Load()
    {
        var assembly = typeof(Migrator).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                var sql = reader.ReadToEnd();
                var name = n[Prefix.Length..];
                return new Migration(int.Parse(name[..4]), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
            })
            .OrderBy(m => m.Number)];
    }

    internal sealed record Migration(int Number, string Name, string Sql, string Sha256);
}
