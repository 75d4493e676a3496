using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>An order by number and title, for messages.</summary>
internal sealed record OrderLabel(long Number, string Title);

/// <summary>What became of a purchase's links.</summary>
/// <param name="Bought">How many are orders now.</param>
/// <param name="Kept">How many the saldo did not cover: they wait for it.</param>
/// <param name="Balance">Saldo left.</param>
internal sealed record Placed(int Bought, int Kept, Rupiah Balance)
{
    /// <summary>The customer had as many orders waiting as one may: some of what the saldo covered is kept for that.</summary>
    public bool IsQueueFull { get; init; }
}

/// <summary>Turns items into orders, each held in the same transaction.</summary>
internal sealed class OrderDesk(Ids ids, Prices prices, ShopOptions shop, DigipanelOptions digipanel)
{
    private static readonly string InsertSql =
        """
        INSERT INTO orders (id, customer_id, channel, chat_id, item_key, link, slug, title, price, turn, told_waiting, purchase, accepted_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        ON CONFLICT (customer_id, item_key) WHERE state NOT IN ('delivered', 'failed') DO NOTHING
        RETURNING number
        """;

    /// <summary>What a link costs this customer now. Asked once a message, before anything is bought: each order may bring the next step of the prices nearer.</summary>
    public Rupiah PriceFor(Tx tx, Customer customer) => prices.For(tx, customer);

    /// <summary>How many orders of one customer may wait.</summary>
    public int QueuedMax => shop.QueuedPerCustomerMax;

    /// <summary>Buys what a message brought, in a purchase of its own whose card tells the rest.</summary>
    /// <param name="tx">The message's transaction.</param>
    /// <param name="customer">Who.</param>
    /// <param name="items">The links.</param>
    /// <param name="price">What each costs: what the customer was told; null: what <see cref="PriceFor"/> says.</param>
    /// <param name="someAreKept">Whether one of them may wait for saldo already.</param>
    /// <param name="notes">What else the message had.</param>
    public Placed Buy(Tx tx, Customer customer, IReadOnlyList<EnvatoLink.Item> items, Rupiah? price = null, bool someAreKept = true, PasteNotes? notes = null)
    {
        var each = price ?? PriceFor(tx, customer);
        var purchase = Purchases.Begin(tx, customer, each, asks: false, notes);
        Cards.Show(tx, customer.Address, Purchases.Card(purchase));
        return Place(tx, customer, purchase, items, each, someAreKept);
    }

    /// <summary>
    /// Buys as many of a purchase's links as the saldo covers, in their order, and keeps the rest. Within the transaction the saldo cannot change under
    /// us (one writer), so that a refused hold would be a bug; the wallet's CHECK stands behind it all the same.
    /// </summary>
    public Placed Place(Tx tx, Customer customer, long purchase, IReadOnlyList<EnvatoLink.Item> items, Rupiah price, bool someAreKept = true)
    {
        var balance = Ledger.BalanceOf(tx.Connection, customer.Id);
        var affordable = (int)Math.Min(items.Count, balance.Value / price.Value);
        var (turn, waiting) = affordable > 0 ? InQueue(tx, customer) : default;
        var covered = (int)Math.Min(affordable, Math.Max(0, shop.QueuedPerCustomerMax - waiting));
        var bought = 0;
        if (covered > 0)
        {
            var told = LaneBooks.AllStopped(tx.Connection, digipanel);
            foreach (var item in items.Take(covered))
            {
                if (Insert(tx, customer, purchase, item, price, turn, told) is { } number)
                {
                    balance = Hold(tx, customer.Id, price, number);
                    bought++;
                    turn++;
                }
            }

            tx.Wake<SubmissionLane>();
        }

        if (someAreKept && covered > 0)
        {
            KeptLinks.Take(tx, customer.Id, [.. items.Take(covered)]);
        }

        if (covered < items.Count)
        {
            KeptLinks.Keep(tx, customer.Id, purchase, [.. items.Skip(covered)], Purchases.KeepMax);
        }

        return new Placed(bought, items.Count - covered, balance) { IsQueueFull = covered < affordable };
    }

    /// <summary>What a customer has of these items: an order in progress, a file received since then, or a link that waits.</summary>
    public static IReadOnlyList<KnownItem> Known(Tx tx, Customer customer, IReadOnlyList<EnvatoLink.Item> items, DateTimeOffset receivedSince)
    {
        // Of each kind one an item at the most: two accounts that were joined while both waited for the same item have two orders of it.
        var known = new List<KnownItem>();
        foreach (var item in items)
        {
            // A statement an item: taking the keys out of a JSON array costs more than these three look-ups in indexes, and most messages bring one link.
            using var rows = tx.Prepare(
                """
                SELECT max(number), title, 0 FROM orders
                WHERE customer_id IN (?1, ?2) AND item_key = ?3 AND state NOT IN ('delivered', 'failed') GROUP BY item_key
                UNION ALL
                SELECT max(number), title, 1 FROM orders
                WHERE customer_id IN (?1, ?2) AND item_key = ?3 AND drive_link IS NOT NULL AND refunded_at IS NULL AND ended_at > ?4 GROUP BY item_key
                UNION ALL
                SELECT purchase, '', 2 FROM kept_links WHERE customer_id = ?1 AND item_key = ?3
                """);
            rows.Bind(1, customer.Id).Bind(2, customer.JoinedId).Bind(3, item.Key).Bind(4, receivedSince.ToUnixTimeMilliseconds());
            while (rows.Step())
            {
                known.Add(new KnownItem { ItemKey = item.Key, Number = rows.Number(0), Title = rows.Text(1), Standing = rows.Number(2) });
            }
        }

        return known;
    }

    /// <summary>Where this customer's next order stands in the queue (not before the lanes' present turn, and after all of the customer's own), and how many wait.</summary>
    private static (long Turn, long Waiting) InQueue(Tx tx, Customer customer)
    {
        using var turn = tx.Prepare(
            """
            SELECT max((SELECT turn FROM download_queue), coalesce(max(turn) + 1, 0)), count(*) FROM orders INDEXED BY orders_in_progress
            WHERE customer_id IN (?1, ?2) AND state NOT IN ('delivered', 'failed') AND state = 'accepted'
            """);
        turn.Bind(1, customer.Id).Bind(2, customer.JoinedId).Step();
        return (turn.Number(0), turn.Number(1));
    }

    /// <summary>The new order's number, or null where the customer has this item in progress: the unique index decides.</summary>
    private long? Insert(Tx tx, Customer customer, long purchase, EnvatoLink.Item item, Rupiah price, long turn, bool told)
    {
        if (customer.JoinedId != 0 && IsRunningInJoined(tx, customer, item))
        {
            return null;
        }

        using var insert = tx.Prepare(InsertSql);
        insert.Bind(1, ids.NewUuid()).Bind(2, customer.Id).Bind(3, customer.Channel).Bind(4, customer.ChatId)
            .Bind(5, item.Key).Bind(6, item.Canonical).Bind(7, item.Slug).Bind(8, item.ShortTitle)
            .Bind(9, price.Value).Bind(10, turn).Bind(11, told ? 1 : 0).Bind(12, purchase).Bind(13, tx.NowMs);
        long? number = insert.Step() ? insert.Number(0) : null;
        insert.Run();
        return number;
    }

    // The index knows one customer; an order of the joined account's from before the joining is this customer's as well.
    private static bool IsRunningInJoined(Tx tx, Customer customer, EnvatoLink.Item item) => tx.Scalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM orders WHERE customer_id = @JoinedId AND item_key = @Key AND state NOT IN ('delivered', 'failed'))", new { customer.JoinedId, item.Key });

    private static Rupiah Hold(Tx tx, long customerId, Rupiah price, long number) =>
        Ledger.Post(tx, TransferKind.Hold, customerId, price, Order.HoldKey(number)) is PostOutcome.Posted(_, var balance)
            ? balance
            : throw new InvalidOperationException($"Order {number} could not be held although the saldo covers it.");
}

/// <summary>Something that a customer has of an item already.</summary>
internal sealed record KnownItem
{
    public required string ItemKey { get; init; }

    /// <summary>The order's number, or the purchase where the link waits.</summary>
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required long Standing { get; init; }

    public bool IsRunning => Standing == 0;

    public bool IsReceived => Standing == 1;

    public bool IsKept => Standing == 2;
}
