using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Digipanel.Bot.Storage;

/// <summary>
/// The database, and the only way to change it. Works queue for one writer that runs up to <see cref="BatchMax"/> of them
/// in one SQLite transaction and completes them after the commit (group commit): one fsync then pays for many works. A work that
/// throws is undone alone. Reads use connections of their own and never wait.
/// </summary>
public sealed partial class Store : IDisposable
{
    /// <summary>How many works share one commit at the most. 128 measured 4 times one-at-a-time; 512 adds a third but doubles the tail.</summary>
    public const int BatchMax = 128;

    /// <summary>How many works may wait before callers are told that the database is too slow.</summary>
    public const int QueueMax = 20_000;

    private readonly BlockingCollection<WriteWork> _queue = new(QueueMax);
    private readonly ConcurrentBag<PreparedConnection> _readers = [];
    private readonly string _connectionString;
    private readonly ILogger<Store> _logger;
    private readonly InstanceLock _lock;
    private readonly PreparedConnection _connection;
    private readonly BatchWriter _batches;
    private readonly Checkpointer? _checkpointer;
    private readonly Thread _writer;
    private volatile bool _disposed;

    /// <summary>Opens (and makes, and migrates) the database.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="time">The clock that stamps transactions.</param>
    /// <param name="logger">Says what was migrated and what failed.</param>
    /// <param name="observer">Tests stand here to kill the program around a commit.</param>
    /// <param name="singleThread">Each transaction on its caller's thread, in a commit of its own: for simulations that must replay exactly.</param>
    /// <exception cref="InvalidOperationException">Another process has this database open, or it is newer than this program.</exception>
    public Store(StorageOptions options, TimeProvider time, ILogger<Store> logger, IStoreObserver? observer = null, bool singleThread = false)
    {
        _connectionString = options.ConnectionString;
        _logger = logger;
        SingleThread = singleThread;
        observer ??= IStoreObserver.None;
        _lock = InstanceLock.Take(new SqliteConnectionStringBuilder(_connectionString).DataSource);
        try
        {
            _connection = Database.OpenWriter(_connectionString, checkpoints: singleThread);
            var applied = Migrator.Apply(_connection, time.GetUtcNow());
            Probe(_connection);
            LogOpened(_connection.DataSource, applied);
        }
        catch (Exception e)
        {
            _connection?.Dispose();
            _lock.Dispose();
            if (e is SqliteException sqlite && Database.IsUnavailable(e))
            {
                throw new InvalidOperationException($"The database {new SqliteConnectionStringBuilder(_connectionString).DataSource} cannot be used. {Database.Advice(sqlite)}", e);
            }

            throw;
        }

        _batches = new BatchWriter(_connection, time, observer, WakeUps, logger);
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "store-writer" };
        if (!singleThread)
        {
            _checkpointer = new Checkpointer(_connectionString, logger);
            _writer.Start();
        }
    }

    /// <summary>Whether everything runs on its caller's thread.</summary>
    internal bool SingleThread { get; }

    /// <summary>Who wants to know that rows became due.</summary>
    internal WakeUps WakeUps { get; } = new();

    /// <summary>Runs <paramref name="work"/> in a transaction; the task completes after its commit.</summary>
    /// <param name="work">Database effects only: when the commit fails they are undone, and nothing else could be. It is run twice where another work of
    /// its batch throws; what counts is the second time.</param>
    /// <param name="cancellationToken">Gives up waiting to be queued; a queued work runs.</param>
    /// <exception cref="ObjectDisposedException">The program is stopping.</exception>
    public Task<T> InTransaction<T>(Func<Tx, T> work, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var item = new WriteWork<T>(work);
        if (SingleThread)
        {
            _batches.Run([item]);
            return item.Completion;
        }

        try
        {
            if (!_queue.TryAdd(item))
            {
                throw new InvalidOperationException($"{QueueMax} transactions are waiting: the disk does not keep up.");
            }
        }
        catch (InvalidOperationException e) when (_queue.IsAddingCompleted)
        {
            throw new ObjectDisposedException("The database is closing: the program stops.", e);
        }

        return item.Completion;
    }

    /// <inheritdoc cref="InTransaction{T}(Func{Tx, T}, CancellationToken)"/>
    public Task InTransaction(Action<Tx> work, CancellationToken cancellationToken = default) =>
        InTransaction(
            tx =>
            {
                work(tx);
                return true;
            },
            cancellationToken);

    /// <summary>Runs a query on the last committed state. Materialise inside: the connection goes back to the pool.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (SingleThread && raw.sqlite3_get_autocommit(_connection.Handle) != 0)
        {
            return ReadBetweenTransactions(query);
        }

        if (!_readers.TryTake(out var connection))
        {
            connection = Database.OpenReader(_connectionString);
        }

        try
        {
            // One read transaction: several queries see one state, and the file is locked and its first pages are read once.
            connection.Run("BEGIN");
            var result = query(connection);
            connection.Run("COMMIT");
            _readers.Add(connection);
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // With all on one thread and no transaction open, the writer's connection sees what is committed as any other does. A second one costs each start of a
    // simulated bot 4 ms: SQLite reads the schema and compiles the statements anew for it.
    private T ReadBetweenTransactions<T>(Func<SqliteConnection, T> query)
    {
        var rows = raw.sqlite3_total_changes(_connection.Handle);
        _connection.Run("BEGIN");
        try
        {
            var result = query(_connection);
            return raw.sqlite3_total_changes(_connection.Handle) == rows ? result : throw new InvalidOperationException("A query changed rows, which a reader's connection would have refused.");
        }
        finally
        {
            _connection.Run("ROLLBACK");
        }
    }

    /// <summary>Takes no new work, finishes the waiting ones, closes the file.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _queue.CompleteAdding();
        if (!SingleThread)
        {
            _writer.Join();
        }

        _disposed = true;
        _checkpointer?.Dispose();
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _connection.Dispose();
        _queue.Dispose();
        _lock.Dispose();
    }

    // A start that changes no row would not notice that nothing can be written; the first customer would.
    private static void Probe(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"BEGIN IMMEDIATE; {Database.ProbeSql}; COMMIT";
        command.ExecuteNonQuery();
    }

    private void WriteLoop()
    {
        var batch = new List<WriteWork>(BatchMax);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < BatchMax && _queue.TryTake(out var next))
            {
                batch.Add(next);
            }

            _batches.Run(batch);
            batch.Clear();
            _checkpointer!.AfterBatch(_connection, raw.sqlite3_total_changes(_connection.Handle));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Database {Path} open, {Applied} migration(s) applied")]
    private partial void LogOpened(string path, int applied);
}
