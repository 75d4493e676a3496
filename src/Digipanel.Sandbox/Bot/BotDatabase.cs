using System.Globalization;
using Digipanel.Sandbox.Money;
using Microsoft.Data.Sqlite;

namespace Digipanel.Sandbox.Bot;

/// <summary>
/// A look at the bot's SQLite file, opened read-only: the page shows what is truly stored, and cannot change it. The file, a table
/// or a column may be missing (the bot has not started, or is newer than the page): what cannot be read is left empty.
/// </summary>
public sealed class BotDatabase(string path) : IDisposable
{
    private const int RowsMax = 500;
    private readonly Lock _gate = new();
    private SqliteConnection? _connection;

    /// <summary>Customers' wallets (of two joined chats the one that both use), and what is held for their running orders: holds that nothing has settled.</summary>
    public IReadOnlyList<WalletRow> Wallets() => Query("""
        SELECT c.user_id, a.balance, coalesce((
          SELECT sum(t.amount) FROM entries e JOIN transfers t ON t.id = e.transfer_id
          WHERE e.account_id = a.id AND t.kind = 'Hold'
            AND NOT EXISTS (SELECT 1 FROM transfers s WHERE s.key = replace(t.key, ':hold', ':settle'))), 0)
        FROM customers c JOIN accounts a ON a.customer_id = coalesce(c.joined_to, c.id)
        """, row => new WalletRow(Id(row, 0), row.GetInt64(1), row.GetInt64(2)));

    /// <summary>The shop as a whole; what it has at Digipanel only Digipanel knows.</summary>
    public ShopView Shop(long digipanel) => Query("""
        SELECT
          -(SELECT coalesce(sum(balance), 0) FROM accounts WHERE type NOT IN ('customer', 'held', 'sales')),
          (SELECT coalesce(sum(balance), 0) FROM accounts WHERE type = 'customer'),
          (SELECT coalesce(sum(balance), 0) FROM accounts WHERE type = 'held'),
          (SELECT coalesce(sum(balance), 0) FROM accounts WHERE type = 'sales'),
          (SELECT count(*) FROM customers),
          count(*) FILTER (WHERE state = 'accepted'), count(*) FILTER (WHERE state IN ('submitting', 'submitted')),
          count(*) FILTER (WHERE state = 'uncertain'), count(*) FILTER (WHERE state = 'delivered'), count(*) FILTER (WHERE state = 'failed')
        FROM orders
        """,
        row => new ShopView(
            row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), digipanel, row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7),
            row.GetInt32(8), row.GetInt32(9))).FirstOrDefault() ?? new ShopView(0, 0, 0, 0, digipanel, 0, 0, 0, 0, 0, 0);

    /// <summary>The last orders, newest first, each of the chat that it came from.</summary>
    public IReadOnlyList<OrderRow> Orders() => Query("""
        SELECT o.number, coalesce(w.name, c.name), coalesce(w.user_id, c.user_id), o.state, o.title, o.link, o.price, coalesce(o.reason, o.doubt), o.drive_link, o.download_id,
          CASE WHEN o.state = 'accepted' THEN
            (SELECT count(*) FROM orders b WHERE b.state = 'accepted' AND (b.turn, b.number) <= (o.turn, o.number)) END, o.accepted_at
        FROM orders o JOIN customers c ON c.id = o.customer_id LEFT JOIN customers w ON w.channel = o.channel AND w.chat_id = o.chat_id
        ORDER BY o.number DESC LIMIT $rows
        """,
        row => new OrderRow(
            row.GetInt64(0), row.GetString(1), Id(row, 2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6), Text(row, 7), Text(row, 8), Text(row, 9),
            row.IsDBNull(10) ? null : row.GetInt64(10), At(row, 11)));

    /// <summary>The last top-ups, newest first (their ids rise with time), each of the chat that asked for it.</summary>
    public IReadOnlyList<TopupRow> Topups() => Query("""
        SELECT t.id, t.reference, c.name, c.user_id, t.state, t.method, t.amount, t.created_at
        FROM topups t JOIN customers c ON c.id = coalesce(t.asker_id, t.customer_id) ORDER BY t.id DESC LIMIT $rows
        """,
        row => new TopupRow(row.GetString(0), row.GetString(1), row.GetString(2), Id(row, 3), row.GetString(4), row.GetString(5), row.GetInt64(6), At(row, 7)));

    /// <summary>The last transfers, newest first.</summary>
    public IReadOnlyList<TransferView> Ledger() => Query("""
        SELECT t.id, t.kind, f.type, g.type, coalesce(c.name, 'shop'), c.user_id, t.amount, e.balance_after, t.key, t.at
        FROM transfers t
        JOIN accounts f ON f.id = t.from_account
        JOIN accounts g ON g.id = t.to_account
        -- a capture touches no wallet: its hold tells whose it is
        LEFT JOIN transfers h ON t.kind = 'Capture' AND h.key = replace(t.key, ':settle', ':hold')
        LEFT JOIN accounts a ON a.type = 'customer' AND a.id IN (t.from_account, t.to_account, h.from_account)
        LEFT JOIN customers c ON c.id = a.customer_id
        LEFT JOIN entries e ON e.account_id = a.id AND e.transfer_id = t.id
        ORDER BY t.id DESC LIMIT $rows
        """,
        row => new TransferView(
            row.GetInt64(0), row.GetString(1), Account(row.GetString(2)), Account(row.GetString(3)), row.GetString(4), Id(row, 5), row.GetInt64(6),
            row.IsDBNull(7) ? null : row.GetInt64(7), row.GetString(8), At(row, 9)));

    /// <summary>How many transfers the ledger has: what moves no money leaves this number alone.</summary>
    public long Transfers() => Query("SELECT count(*) FROM transfers", row => row.GetInt64(0)).FirstOrDefault();

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

    private static string Account(string type) => type == "customer" ? "wallet" : type;

    private static long Id(SqliteDataReader row, int column) =>
        !row.IsDBNull(column) && long.TryParse(row.GetString(column), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset At(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
