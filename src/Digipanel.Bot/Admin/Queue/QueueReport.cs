using Dapper;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Admin.Queue;

/// <summary>What /antrian shows.</summary>
internal sealed record QueueReport
{
    /// <summary>Customers that are listed, those with the most orders first.</summary>
    public const int CustomersMax = 8;

    /// <summary>Orders that are listed, each with a button; with the other buttons they stay within WhatsApp's ten.</summary>
    public const int OrdersMax = 8;

    private const int AlertsMax = 10;

    // Several times what the last downloads took; Digipanel is asked after two minutes of silence in any case.
    private const int UsualTimes = 5;
    private static readonly TimeSpan RunsLong = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WaitsLong = TimeSpan.FromHours(1);

    public required IReadOnlyList<LaneLine> Lanes { get; init; }

    public required long Waiting { get; init; }

    public required long Running { get; init; }

    public required long InDoubt { get; init; }

    /// <summary>Customers with waiting orders, and how many there are.</summary>
    public required IReadOnlyList<QueueCustomer> Customers { get; init; }

    public required long CustomerCount { get; init; }

    /// <summary>In doubt, or under way longer than usual, or waiting for very long; and how many there are.</summary>
    public required IReadOnlyList<StuckOrder> Stuck { get; init; }

    public required long StuckCount { get; init; }

    /// <summary>Names of the alerts that stand, the oldest first.</summary>
    public required IReadOnlyList<string> Alerts { get; init; }

    public static QueueReport Read(Tx tx, DigipanelOptions options, Connections connections)
    {
        var usual = QueueForecast.RunningTime(tx.Connection) * UsualTimes;
        var limits = new { ran = Before(tx, usual > RunsLong ? usual : RunsLong), waited = Before(tx, WaitsLong) };
        var waiting = tx.Query<Waiters>(
            """
            SELECT customer_id, count(*) AS orders, max(turn) AS turn, number FROM orders INDEXED BY orders_waiting
            WHERE state = 'accepted' GROUP BY customer_id ORDER BY orders DESC, customer_id
            """);
        return new QueueReport
        {
            Lanes = [.. options.Accounts.Select(a => Lane(tx.Connection, a.Name, connections))],
            Waiting = waiting.Sum(w => w.Orders),
            Running = tx.Scalar<long>("SELECT (SELECT count(*) FROM orders WHERE state = 'submitting') + (SELECT count(*) FROM orders WHERE state = 'submitted')"),
            InDoubt = tx.Scalar<long>("SELECT count(*) FROM orders WHERE state = 'uncertain'"),
            Customers = [.. waiting.Take(CustomersMax).Select(w => Customer(tx, w, options))],
            CustomerCount = waiting.Count,
            Stuck = tx.Query<StuckOrder>($"SELECT number, title, state, evidence, since FROM ({StuckSql}) ORDER BY since LIMIT {OrdersMax}", limits),
            StuckCount = tx.Scalar<long>($"SELECT count(*) FROM ({StuckSql})", limits),
            Alerts = StandingAlerts(tx.Connection),
        };
    }

    /// <summary>What stands and is about the shop, not about one order or payment: those are never taken back.</summary>
    internal static IReadOnlyList<string> StandingAlerts(SqliteConnection database) => database.Query<string>(
        $"SELECT alert FROM alerts WHERE alert NOT GLOB 'order:*' AND alert NOT GLOB 'topup:*' AND alert NOT GLOB 'case:*' ORDER BY raised_at, alert LIMIT {AlertsMax}").AsList();

    private const string StuckSql =
        """
        SELECT number, title, state, evidence, uncertain_at AS since FROM orders WHERE state = 'uncertain'
        UNION ALL SELECT number, title, state, evidence, submitted_at FROM orders WHERE state = 'submitted' AND submitted_at < @ran
        UNION ALL SELECT number, title, state, evidence, accepted_at FROM orders WHERE state = 'accepted' AND accepted_at < @waited
        """;

    private static LaneLine Lane(SqliteConnection database, string name, Connections connections) =>
        new(name, LaneBooks.Find(database, name)?.Stopped, connections.UsageOf(name));

    private static QueueCustomer Customer(Tx tx, Waiters waiters, DigipanelOptions options)
    {
        var customer = Chat.Customers.Find(tx.Connection, waiters.CustomerId);
        var place = QueueForecast.Position(tx.Connection, new WaitingOrder(waiters.Number, waiters.Turn, 0));
        return new QueueCustomer(
            waiters.CustomerId, customer is null ? "" : customer.Name.Length > 0 ? customer.Name : customer.UserId, waiters.Orders, QueueForecast.Expected(tx.Connection, options, place));
    }

    private static long Before(Tx tx, TimeSpan age) => (tx.Now - age).ToUnixTimeMilliseconds();

    private sealed record Waiters
    {
        public required long CustomerId { get; init; }

        public required long Orders { get; init; }

        public required long Turn { get; init; }

        /// <summary>The order of that turn: SQLite takes it from the row of the maximum.</summary>
        public required long Number { get; init; }
    }
}

/// <summary>One lane.</summary>
/// <param name="Name">Its account.</param>
/// <param name="Stopped">Why it takes nothing; null: it works.</param>
/// <param name="Usage">Its budget.</param>
internal sealed record LaneLine(string Name, string? Stopped, PacerUsage? Usage);

/// <summary>A customer whose orders wait.</summary>
/// <param name="Id">Ours.</param>
/// <param name="Name">How to call them.</param>
/// <param name="Orders">How many.</param>
/// <param name="Expected">Until the last of them is done; null where nobody can tell.</param>
internal sealed record QueueCustomer(long Id, string Name, long Orders, TimeSpan? Expected);

/// <summary>An order that takes longer than usual.</summary>
internal sealed record StuckOrder
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required string State { get; init; }

    /// <summary>Of one in doubt: what the balance said.</summary>
    public string? Evidence { get; init; }

    public required long Since { get; init; }
}
