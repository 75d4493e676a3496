using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>An order as its purchase's card shows it.</summary>
internal sealed record PurchaseOrder
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required Rupiah Price { get; init; }

    public required string State { get; init; }

    public string? Reason { get; init; }

    public required bool Gift { get; init; }

    public required long Turn { get; init; }

    public required long AcceptedAt { get; init; }

    /// <summary>An admin gave its price back after it was delivered.</summary>
    public bool IsRefunded { get; init; }

    public OrderStep Step => OrderSteps.Of(State, Reason, Gift, IsRefunded);
}

/// <summary>All that a purchase's card shows, read from one committed state.</summary>
internal sealed record PurchaseView
{
    public required Purchase Purchase { get; init; }

    public required string Language { get; init; }

    /// <summary>Its orders, by number.</summary>
    public required IReadOnlyList<PurchaseOrder> Orders { get; init; }

    /// <summary>Titles of the links that wait for a yes or for saldo.</summary>
    public required IReadOnlyList<string> Waiting { get; init; }

    /// <summary>The wallet now.</summary>
    public required Rupiah Balance { get; init; }

    /// <summary>The wallet when the last order was placed; null where there is none.</summary>
    public Rupiah? BalanceAfter { get; init; }

    public QueuePlace? Queue { get; init; }

    /// <summary>Orders wait, and no lane takes any.</summary>
    public bool Stopped { get; init; }

    /// <summary>How long the customer's queue keeps the waiting links from being bought; null: it does not.</summary>
    public FullQueue? Full { get; init; }

    /// <summary>It is not saldo that the waiting links wait for, but room.</summary>
    public bool IsFull => Full is { Room: 0 } && Missing <= Rupiah.Zero;

    /// <summary>What the waiting links cost.</summary>
    public Rupiah WaitingTotal => Purchase.Price * Waiting.Count;

    /// <summary>How many of the waiting links the wallet covers now, and the queue has room for.</summary>
    public int Covered => (int)Math.Min(Math.Min(Waiting.Count, Full?.Room ?? int.MaxValue), Balance.Value / Purchase.Price.Value);

    /// <summary>What the wallet lacks for all waiting links; zero or less: nothing.</summary>
    public Rupiah Missing => WaitingTotal - Balance;

    public static PurchaseView? Read(SqliteConnection database, long id, DigipanelOptions options, int queuedMax, DateTimeOffset now)
    {
        if (Purchases.Find(database, id) is not { } purchase)
        {
            return null;
        }

        var orders = OrdersOf(database, id);
        var waiting = orders.Where(o => o.Step == OrderStep.Waiting).Select(o => new WaitingOrder(o.Number, o.Turn, o.AcceptedAt)).ToList();
        var kept = purchase.ForgetAt is null ? [] : KeptLinks.Of(database, id).Select(i => i.ShortTitle).ToList();
        return new PurchaseView
        {
            Full = kept.Count > 0 && purchase.State == Purchase.Placed ? FullQueue.Of(database, options, purchase.CustomerId, kept.Count, queuedMax, now) : null,
            Purchase = purchase,
            Language = Customers.LanguageOf(database, purchase.CustomerId),
            Orders = orders,
            Waiting = kept,
            Balance = Ledger.BalanceOf(database, purchase.CustomerId),
            BalanceAfter = orders.Count == 0 ? null : BalanceAfterHold(database, orders[^1].Number),
            Queue = QueueForecast.Of(database, options, waiting, now),
            Stopped = waiting.Count > 0 && LaneBooks.AllStopped(database, options),
        };
    }

    private static List<PurchaseOrder> OrdersOf(SqliteConnection database, long id)
    {
        using var rows = Statement.On(
            database, "SELECT number, title, price, state, reason, gift, turn, accepted_at, refunded_at FROM orders WHERE purchase = ?1 ORDER BY number").Bind(1, id);
        var orders = new List<PurchaseOrder>();
        while (rows.Step())
        {
            orders.Add(new PurchaseOrder
            {
                Number = rows.Number(0), Title = rows.Text(1), Price = new Rupiah(rows.Number(2)), State = rows.Text(3), Reason = rows.TextOrNull(4),
                Gift = rows.Number(5) != 0, Turn = rows.Number(6), AcceptedAt = rows.Number(7), IsRefunded = !rows.IsNull(8),
            });
        }

        return orders;
    }

    private static Rupiah? BalanceAfterHold(SqliteConnection database, long number)
    {
        using var entry = Statement.On(
            database, "SELECT e.balance_after FROM transfers t JOIN entries e ON e.transfer_id = t.id AND e.account_id = t.from_account WHERE t.key = ?1");
        return entry.Bind(1, Order.HoldKey(number)).Step() ? new Rupiah(entry.Number(0)) : null;
    }
}
