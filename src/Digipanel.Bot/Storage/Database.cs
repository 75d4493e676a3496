using Digipanel.Bot.Wallets;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Digipanel.Bot.Storage;

/// <summary>Opens connections with the settings that durability rests on.</summary>
internal static class Database
{
    // 16,384 pages (64 MiB) between checkpoints instead of SQLite's 1,000: 20-40 % more transactions a second here. Where a Checkpointer does it, the
    // writer must not: this is for when that cannot.
    private const int WalAutoCheckpointPages = 16_384;
    private const int WalAutoCheckpointPagesBesides = 4 * WalAutoCheckpointPages;
    private const int BusyTimeoutMs = 5_000;

    // The provider tries a busy statement again for its own time-out, 30 s unless told, whatever SQLite's is: webhooks hung for a minute
    // behind a locked database. Shorter than SQLite's, so that the first busy answer is the last.
    private const int CommandTimeoutSeconds = 4;

    // The writer reads through the system's own cache: among five million entries hardly any page is in its own. Readers do not: with each commit of
    // the writer SQLite takes their whole mapping down. What is mapped counts as resident memory, so that it has a bound.
    private const int MappedBytesMax = 256 << 20;

    static Database()
    {
        // Both before SQLite is first used; refused later, which costs only speed. Its count of allocated bytes takes one lock of the whole process an
        // allocation: readers and the writer waited for each other there. And no connection is used by two threads at a time: see Store.
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new Rupiah.DapperHandler());
    }

    public static PreparedConnection OpenWriter(string connectionString, bool checkpoints = true)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, DefaultTimeout = CommandTimeoutSeconds };
        var folder = Path.GetDirectoryName(Path.GetFullPath(builder.DataSource));
        if (!string.IsNullOrEmpty(folder))
        {
            Directory.CreateDirectory(folder);
        }

        return Open(builder, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint={(checkpoints ? WalAutoCheckpointPages : WalAutoCheckpointPagesBesides)}; PRAGMA temp_store=MEMORY; PRAGMA mmap_size={MappedBytesMax};");
    }

    public static PreparedConnection OpenReader(string connectionString) =>
        Open(new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false }, "PRAGMA query_only=ON;");

    /// <summary>For looking from outside, also while the bot runs: it could not write if it wanted to.</summary>
    public static PreparedConnection OpenReadOnly(string connectionString) =>
        Open(new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false }, "PRAGMA query_only=ON;");

    /// <summary>
    /// For looking at a file that nobody has open and that has no -wal: leaves nothing beside it. Any other opening for reading, of a database in WAL
    /// mode, makes -wal and -shm and cannot take them away again. Locks nothing: what is written meanwhile may be read in part.
    /// </summary>
    /// <param name="path">The file's full path.</param>
    public static PreparedConnection OpenImmutable(string path) =>
        Open(new SqliteConnectionStringBuilder { DataSource = new Uri(path).AbsoluteUri + "?immutable=1", Mode = SqliteOpenMode.ReadOnly, Pooling = false }, "PRAGMA query_only=ON;");

    /// <summary>Whether it is the file, the disk or another process that refused, and not what was asked for: the same work may succeed later.</summary>
    public static bool IsUnavailable(Exception e) => e is IOException or SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT
            or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_NOTADB,
    };

    /// <summary>
    /// A write that leaves everything as it was, so that a full, read-only or locked file is found out. There and back: SQLite compares, and
    /// writes nothing for a value that is set to itself, so that a full disk once passed as ready.
    /// </summary>
    public const string ProbeSql =
        "UPDATE schema_migrations SET applied_at = applied_at + 1 WHERE number = 1; UPDATE schema_migrations SET applied_at = applied_at - 1 WHERE number = 1";

    /// <summary>What to do about a file that cannot be used, in one sentence for the operator.</summary>
    public static string Advice(SqliteException e) => e.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "The disk is full: make room and start again.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another program holds it locked (a backup, a database shell): end that and start again.",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN => "It cannot be opened for writing: look at the folder's owner and permissions.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "It is damaged, or no SQLite database: put a backup in its place.",
        _ => e.Message,
    };

    private static PreparedConnection Open(SqliteConnectionStringBuilder builder, string pragmas)
    {
        var connection = new PreparedConnection(builder.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout={BusyTimeoutMs}; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; {pragmas}";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
