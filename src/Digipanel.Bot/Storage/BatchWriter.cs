using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Digipanel.Bot.Storage;

/// <summary>Runs a batch of works in one transaction, each under its own savepoint. Lives on the writer's thread.</summary>
internal sealed partial class BatchWriter
{
    private readonly PreparedConnection _connection;
    private readonly TimeProvider _time;
    private readonly IStoreObserver _observer;
    private readonly WakeUps _wakeUps;
    private readonly ILogger _logger;
    private readonly HashSet<Type> _woken = [];
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _undo;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;

    public BatchWriter(PreparedConnection connection, TimeProvider time, IStoreObserver observer, WakeUps wakeUps, ILogger logger)
    {
        _connection = connection;
        _time = time;
        _observer = observer;
        _wakeUps = wakeUps;
        _logger = logger;
        _begin = Prepare("BEGIN IMMEDIATE");
        _undo = Prepare("ROLLBACK TO work; RELEASE work");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
    }

    /// <summary>Runs and commits; afterwards every work has been completed or failed. Never throws.</summary>
    public void Run(List<WriteWork> batch)
    {
        try
        {
            _begin.ExecuteNonQuery();
            foreach (var work in batch)
            {
                RunOne(work);
            }

            _observer.BeforeCommit();
            _commit.ExecuteNonQuery();
            _observer.AfterCommit();
        }
        catch (Exception e)
        {
            // BEGIN or COMMIT failed (disk full, locked by another process), or SQLite undid the whole transaction by
            // itself: nothing of this batch is durable, and every caller must know.
            Abandon(batch, e);
            return;
        }

        foreach (var work in batch)
        {
            Tell(work);
        }

        // Once a batch: a pump that is woken for its first row finds the others too.
        foreach (var pump in _woken)
        {
            _wakeUps.Raise(pump);
        }

        _woken.Clear();
    }

    private void RunOne(WriteWork work)
    {
        _connection.Run("SAVEPOINT work");
        try
        {
            work.Run(new Tx(_connection, _time.GetUtcNow()));
            _connection.Run("RELEASE work");
        }
        catch (Exception e)
        {
            // SQLITE_FULL, IOERR, NOMEM and CORRUPT may roll the whole transaction back, other works' savepoints with it;
            // autocommit then is on again, and going on would run the rest one by one outside any transaction.
            if (raw.sqlite3_get_autocommit(_connection.Handle) != 0)
            {
                throw;
            }

            _undo.ExecuteNonQuery();
            work.Failure = e;
        }
    }

    private void Abandon(List<WriteWork> batch, Exception e)
    {
        LogAbandoned(batch.Count, e);
        try
        {
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            {
                _rollback.ExecuteNonQuery();
            }
        }
        catch (SqliteException rollback)
        {
            LogRollbackFailed(rollback);
        }

        foreach (var work in batch)
        {
            work.Fail(work.Failure ?? e);
        }
    }

    private void Tell(WriteWork work)
    {
        if (work.Failure is { } failure)
        {
            work.Fail(failure);
            return;
        }

        work.Complete();
        _woken.UnionWith(work.Tx!.Wakes);
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Count} transaction(s) could not be committed; nothing of it was kept")]
    private partial void LogAbandoned(int count, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rolling back failed")]
    private partial void LogRollbackFailed(Exception e);
}
