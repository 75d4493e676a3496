using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Storage;

/// <summary>
/// Copies the log into the database beside the writer. Done by the writer itself, as SQLite does it unasked, everybody waited 50–150 ms every 64 MB.
/// What the writer adds meanwhile it copies itself afterwards, which is little: only then does the log begin anew instead of growing.
/// </summary>
internal sealed partial class Checkpointer : IDisposable
{
    /// <summary>Rows changed between two: about 30 MB of log.</summary>
    public const int RowsBetween = 10_000;

    private const string Sql = "PRAGMA wal_checkpoint(PASSIVE)";

    private readonly PreparedConnection _connection;
    private readonly ILogger _logger;
    private readonly AutoResetEvent _due = new(initialState: false);
    private readonly Thread _thread;
    private volatile bool _rest;
    private volatile bool _stopping;
    private long _rowsAtLast;

    public Checkpointer(string connectionString, ILogger logger)
    {
        _logger = logger;
        _connection = Database.OpenReader(connectionString);
        _thread = new Thread(Loop) { IsBackground = true, Name = "checkpointer" };
        _thread.Start();
    }

    /// <summary>Between two transactions, on the writer's thread.</summary>
    /// <param name="writer">Its connection.</param>
    /// <param name="rows">All the rows that it has changed.</param>
    public void AfterBatch(PreparedConnection writer, long rows)
    {
        if (_rest)
        {
            _rest = false;
            TryCopy(writer);
        }

        if (rows - _rowsAtLast >= RowsBetween)
        {
            _rowsAtLast = rows;
            _due.Set();
        }
    }

    /// <summary>Finishes the copy that is under way.</summary>
    public void Dispose()
    {
        _stopping = true;
        _due.Set();
        _thread.Join();
        _connection.Dispose();
        _due.Dispose();
    }

    private void Loop()
    {
        while (_due.WaitOne() && !_stopping)
        {
            TryCopy(_connection);
            _rest = true;
        }
    }

    // Left undone it costs nothing but a longer log: the writer still does it by itself at a size that is never reached otherwise.
    private void TryCopy(PreparedConnection connection)
    {
        try
        {
            connection.Run(Sql);
        }
        catch (SqliteException e)
        {
            LogFailed(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log could not be copied into the database ({Reason}); it is tried again")]
    private partial void LogFailed(string reason);
}
