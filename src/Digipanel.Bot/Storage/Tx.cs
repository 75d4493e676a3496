using Dapper;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Storage;

/// <summary>
/// One transaction's view of the database. Work on it is synchronous on purpose: the network cannot be awaited inside.
/// </summary>
public sealed class Tx
{
    private HashSet<Type>? _wakes;

    internal Tx(SqliteConnection connection, DateTimeOffset now)
    {
        Connection = connection;
        Now = now;
    }

    /// <summary>The writer's connection, for the few hot statements that prepare their own commands.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>The time of this transaction: one instant for all its rows.</summary>
    public DateTimeOffset Now { get; }

    /// <summary><see cref="Now"/> as the database keeps it: Unix milliseconds.</summary>
    public long NowMs => Now.ToUnixTimeMilliseconds();

    internal IReadOnlyCollection<Type> Wakes => _wakes ?? (IReadOnlyCollection<Type>)[];

    /// <summary>Lets the pumps of a type look for work as soon as this has committed. A lost wake-up costs a poll interval.</summary>
    public void Wake<TPump>()
        where TPump : Ops.Pump => (_wakes ??= []).Add(typeof(TPump));

    /// <summary>A prepared statement, for the few that every update runs. Dispose of it before anything else is done with its rows.</summary>
    public Statement Prepare(string sql) => Statement.On(Connection, sql);

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows it changed, those changed by triggers left out.</returns>
    public int Execute(string sql, object? parameters = null) => Connection.Execute(sql, parameters);

    /// <summary>The first column of the first row.</summary>
    public T Scalar<T>(string sql, object? parameters = null) => Connection.ExecuteScalar<T>(sql, parameters)!;

    /// <summary>The one row, or nothing.</summary>
    public T? QuerySingleOrDefault<T>(string sql, object? parameters = null) => Connection.QuerySingleOrDefault<T>(sql, parameters);

    /// <summary>All rows, read at once: a reader must not stay open across other statements.</summary>
    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null) => Connection.Query<T>(sql, parameters).AsList();
}
