using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Digipanel.Bot.Storage;

/// <summary>
/// A prepared statement without the layers of ADO.NET, for the few that every update runs; the others are Dapper's. Parameters are ?1, ?2 …
/// <code>using var found = tx.Prepare("SELECT id FROM accounts WHERE customer_id = ?1").Bind(1, customerId);
/// return found.Step() ? found.Number(0) : null;</code>
/// </summary>
public sealed class Statement : IDisposable
{
    private const int StackBytesMax = 512;
    private const uint PreparePersistent = 1; // SQLITE_PREPARE_PERSISTENT: from the heap, not from the memory for short-lived ones
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _handle;
    private bool _inUse;
    private bool _isDone;

    private Statement(SqliteConnection connection, sqlite3_stmt handle, bool isKept)
    {
        _connection = connection;
        _handle = handle;
        IsKept = isKept;
    }

    /// <summary>Whether its connection keeps it for the next time.</summary>
    internal bool IsKept { get; }

    /// <summary>The statement of this text on any connection: kept where that keeps its statements.</summary>
    public static Statement On(SqliteConnection connection, string sql) =>
        connection is PreparedConnection prepared ? prepared.Statement(sql) : Make(connection, sql, isKept: false);

    /// <summary>Binds a parameter, the first of which is 1.</summary>
    public Statement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(_handle, index, value));
        return this;
    }

    /// <inheritdoc cref="Bind(int, long)"/>
    public Statement Bind(int index, long? value) => value is { } known ? Bind(index, known) : BindNull(index);

    /// <inheritdoc cref="Bind(int, long)"/>
    public Statement Bind(int index, string? value)
    {
        if (value is null)
        {
            return BindNull(index);
        }

        if (value.Length == 0)
        {
            // An empty span has no address, which SQLite takes for NULL.
            Check(raw.sqlite3_bind_text(_handle, index, ""));
            return this;
        }

        var bytesMax = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = bytesMax > StackBytesMax ? ArrayPool<byte>.Shared.Rent(bytesMax) : null;
        var bytes = rented ?? stackalloc byte[StackBytesMax];
        Check(raw.sqlite3_bind_text(_handle, index, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return this;
    }

    /// <summary>Goes to the next row; false where there is none.</summary>
    /// <exception cref="SqliteException">As from a command.</exception>
    public bool Step()
    {
        if (_isDone)
        {
            return false; // SQLite would begin again
        }

        switch (raw.sqlite3_step(_handle))
        {
            case raw.SQLITE_ROW:
                return true;
            case raw.SQLITE_DONE:
                _isDone = true;
                return false;
            case var error:
                SqliteException.ThrowExceptionForRC(error, _connection.Handle);
                return false;
        }
    }

    /// <summary>Runs a statement to its end. Also after the row of a RETURNING was read: some constraints are looked at in the end only.</summary>
    /// <returns>The number of rows that it changed, those changed by triggers left out.</returns>
    public int Run()
    {
        while (Step())
        {
            // RETURNING, and nobody reads it.
        }

        return raw.sqlite3_changes(_connection.Handle);
    }

    /// <summary>A column of the row, the first of which is 0.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_handle, column);

    /// <inheritdoc cref="Number"/>
    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();

    /// <inheritdoc cref="Number"/>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>A text column's bytes, where it is only compared: no string is made. They are gone with the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_handle, column);

    /// <inheritdoc cref="Number"/>
    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    /// <summary>Gives it back: it holds no lock and no row any more.</summary>
    public void Dispose()
    {
        if (!IsKept)
        {
            Forget();
        }
        else if (_inUse)
        {
            // What it returns is the error of the last step, which was thrown already.
            _ = raw.sqlite3_reset(_handle);
            (_inUse, _isDone) = (false, false);
        }
    }

    internal static Statement Make(SqliteConnection connection, string sql, bool isKept)
    {
        var result = raw.sqlite3_prepare_v3(connection.Handle, sql, isKept ? PreparePersistent : 0, out var handle);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
        return new Statement(connection, handle, isKept);
    }

    /// <summary>False: it is in use further up the stack.</summary>
    internal bool TryBegin() => !_inUse && (_inUse = true);

    internal void Forget() => _handle.Dispose();

    private Statement BindNull(int index)
    {
        Check(raw.sqlite3_bind_null(_handle, index));
        return this;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);
}
