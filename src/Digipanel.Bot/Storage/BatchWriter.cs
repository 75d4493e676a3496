using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Digipanel.Bot.Storage;

/// <summary>Runs a batch of works in one transaction, in which one that throws is undone alone. Lives on the writer's thread.</summary>
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
            if (batch.Count == 1 || !TryRunTogether(batch))
            {
                RunApart(batch);
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

    /// <summary>
    /// All works without savepoints: a work hardly ever throws, and under a savepoint each page that it changes is copied first. Where one throws
    /// everything is undone, and all run anew: works have database effects only, so that the first time leaves nothing behind.
    /// </summary>
    /// <returns>Whether all have run; if not, nothing is open.</returns>
    private bool TryRunTogether(List<WriteWork> batch)
    {
        _begin.ExecuteNonQuery();
        try
        {
            foreach (var work in batch)
            {
                work.Run(new Tx(_connection, _time.GetUtcNow()));
            }

            return true;
        }
        catch (Exception e)
        {
            LogApart(batch.Count, e);
            RollBack();
            return false;
        }
    }

    /// <summary>Each work under a savepoint of its own, so that one that throws is undone alone.</summary>
    private void RunApart(List<WriteWork> batch)
    {
        _begin.ExecuteNonQuery();
        foreach (var work in batch)
        {
            RunOne(work);
        }
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
            RollBack();
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

    // Where SQLite has not done so by itself.
    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _rollback.ExecuteNonQuery();
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

    [LoggerMessage(Level = LogLevel.Debug, Message = "One of {Count} transaction(s) failed; they are run anew, each by itself")]
    private partial void LogApart(int count, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rolling back failed")]
    private partial void LogRollbackFailed(Exception e);
}
