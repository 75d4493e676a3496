using System.Globalization;
using Digipanel.Sandbox.Page;
using Microsoft.Data.Sqlite;

namespace Digipanel.Sandbox.Bot;

/// <summary>
/// A look at the bot's SQLite file, opened read-only: the page shows what is truly stored, and cannot change it. The file, a table
/// or a column may be missing (the bot has not started, or is newer than the page): what cannot be read is left empty.
/// </summary>
public sealed class BotDatabase(string path) : IDisposable
{
    private const int RowsMax = 60;
    private readonly Lock _gate = new();
    private SqliteConnection? _connection;

    /// <summary>Customers' wallets, and what is held for their running orders: holds that nothing has settled.</summary>
    public IReadOnlyList<WalletView> Wallets() => Query("""
        SELECT c.user_id, a.balance, coalesce((
          SELECT sum(t.amount) FROM entries e JOIN transfers t ON t.id = e.transfer_id
          WHERE e.account_id = a.id AND t.kind = 'Hold'
            AND NOT EXISTS (SELECT 1 FROM transfers s WHERE s.key = replace(t.key, ':hold', ':settle'))), 0)
        FROM accounts a JOIN customers c ON c.id = a.customer_id
        """, row => new WalletView(Id(row, 0), row.GetInt64(1), row.GetInt64(2)));

    /// <summary>What the shop has earned.</summary>
    public long Sales() => Query("SELECT balance FROM accounts WHERE type = 'sales'", row => row.GetInt64(0)).FirstOrDefault();

    /// <summary>The last orders, newest first.</summary>
    public IReadOnlyList<OrderView> Orders() => Query("""
        SELECT o.number, c.name, c.user_id, o.state, o.title, o.link, o.price, coalesce(o.reason, o.doubt), o.drive_link, o.accepted_at
        FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY o.number DESC LIMIT $rows
        """,
        row => new OrderView(
            row.GetInt64(0), row.GetString(1), Id(row, 2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6), Text(row, 7), Text(row, 8), At(row, 9)));

    /// <summary>The last top-ups, newest first (their ids rise with time).</summary>
    public IReadOnlyList<TopupView> Topups() => Query("""
        SELECT t.id, t.reference, c.name, c.user_id, t.state, t.method, t.amount, t.created_at
        FROM topups t JOIN customers c ON c.id = t.customer_id ORDER BY t.id DESC LIMIT $rows
        """,
        row => new TopupView(
            row.GetString(0), row.GetString(1), row.GetString(2), Id(row, 3), row.GetString(4), row.GetString(5), row.GetInt64(6), row.GetString(4) == "issued", At(row, 7)));

    /// <summary>The last transfers, newest first.</summary>
    public IReadOnlyList<LedgerView> Ledger() => Query("""
        SELECT t.id, t.kind, coalesce(c.name, 'shop'), c.user_id, t.amount, e.balance_after, t.key, t.at
        FROM transfers t
        -- a capture touches no wallet: its hold tells whose it is
        LEFT JOIN transfers h ON t.kind = 'Capture' AND h.key = replace(t.key, ':settle', ':hold')
        LEFT JOIN accounts a ON a.type = 'customer' AND a.id IN (t.from_account, t.to_account, h.from_account)
        LEFT JOIN customers c ON c.id = a.customer_id
        LEFT JOIN entries e ON e.account_id = a.id AND e.transfer_id = t.id
        ORDER BY t.id DESC LIMIT $rows
        """,
        row => new LedgerView(
            row.GetInt64(0), row.GetString(1), row.GetString(2), Id(row, 3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt64(5), row.GetString(6), At(row, 7)));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        lock (_gate)
        {
            if (!File.Exists(path))
            {
                return [];
            }
            try
            {
                _connection ??= Open();
                using var command = new SqliteCommand(sql, _connection);
                command.Parameters.AddWithValue("$rows", RowsMax);
                using var rows = command.ExecuteReader();
                var found = new List<T>();
                while (rows.Read())
                {
                    found.Add(read(rows));
                }
                return found;
            }
            catch (Exception e) when (e is SqliteException or InvalidCastException or InvalidOperationException)
            {
                // Not there yet, or not as the page knows it: look again at the next turn.
                _connection?.Dispose();
                _connection = null;
                return [];
            }
        }
    }

    private SqliteConnection Open()
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 1 };
        var opened = new SqliteConnection(settings.ToString());
        opened.Open();
        return opened;
    }

    private static long Id(SqliteDataReader row, int column) =>
        !row.IsDBNull(column) && long.TryParse(row.GetString(column), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset At(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
