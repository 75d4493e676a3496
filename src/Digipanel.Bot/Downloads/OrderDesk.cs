using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>An order by number and title, for messages.</summary>
internal sealed record OrderLabel(long Number, string Title);

/// <summary>What became of the links of one message.</summary>
internal sealed record Purchase
{
    public required Rupiah Price { get; init; }

    /// <summary>Saldo left.</summary>
    public required Rupiah Balance { get; init; }

    public required IReadOnlyList<OrderLabel> Bought { get; init; }

    public required IReadOnlyList<OrderLabel> InProgress { get; init; }

    /// <summary>Titles that the saldo did not cover.</summary>
    public required IReadOnlyList<string> Unpaid { get; init; }

    /// <summary>What is missing for <see cref="Unpaid"/>.</summary>
    public Rupiah Missing => Unpaid.Count == 0 ? Rupiah.Zero : (Price * Unpaid.Count) - Balance;

    public required FoundLinks Links { get; init; }

    /// <summary>No lane works at present: it will take longer.</summary>
    public required bool Delayed { get; init; }
}

/// <summary>Turns items into orders, each held in the same transaction.</summary>
internal sealed class OrderDesk(Ids ids, ShopOptions shop, DigipanelOptions digipanel)
{
    /// <summary>
    /// Buys as many as the saldo covers, in the order of the message. Within the transaction the saldo cannot change under us (one writer),
    /// so that a refused hold would be a bug; the wallet's CHECK stands behind it all the same.
    /// </summary>
    public Purchase Buy(Tx tx, Customer customer, FoundLinks links)
    {
        var price = shop.Price;
        var balance = Ledger.BalanceOf(tx.Connection, customer.Id);
        var turn = FirstTurn(tx, customer.Id);
        var delayed = LaneBooks.AllStopped(tx, digipanel);
        var bought = new List<OrderLabel>();
        var inProgress = new List<OrderLabel>();
        var unpaid = new List<string>();
        foreach (var item in links.Items)
        {
            if (balance < price)
            {
                if (Running(tx, customer.Id, item) is { } running)
                {
                    inProgress.Add(running);
                }
                else
                {
                    unpaid.Add(item.ShortTitle);
                }
            }
            else if (Insert(tx, customer, item, price, turn, delayed) is { } number)
            {
                balance = Hold(tx, customer.Id, price, number);
                bought.Add(new OrderLabel(number, item.ShortTitle));
                turn++;
            }
            else
            {
                inProgress.Add(Running(tx, customer.Id, item)!);
            }
        }

        if (bought.Count > 0)
        {
            tx.Wake<SubmissionLane>();
        }

        return new Purchase
        {
            Price = price, Balance = balance, Bought = bought, InProgress = inProgress, Unpaid = unpaid, Links = links, Delayed = delayed && bought.Count > 0,
        };
    }

    /// <summary>Where this customer's next order stands in the queue: not before the lanes' present turn, and after all of the customer's own.</summary>
    private static long FirstTurn(Tx tx, long customerId) => tx.Scalar<long>(
        """
        SELECT max(
          (SELECT turn FROM download_queue),
          coalesce((SELECT max(turn) + 1 FROM orders INDEXED BY orders_in_progress
                    WHERE customer_id = @customerId AND state NOT IN ('delivered', 'failed') AND state = 'accepted'), 0))
        """,
        new { customerId });

    /// <summary>The new order's number, or null where the customer has this item in progress: the unique index decides.</summary>
    private long? Insert(Tx tx, Customer customer, EnvatoLink.Item item, Rupiah price, long turn, bool told) => tx.QuerySingleOrDefault<long?>(
        """
        INSERT INTO orders (id, customer_id, channel, chat_id, item_key, link, slug, title, price, turn, told_waiting, accepted_at)
        VALUES (@id, @customerId, @channel, @chatId, @key, @link, @slug, @title, @price, @turn, @told, @at)
        ON CONFLICT (customer_id, item_key) WHERE state NOT IN ('delivered', 'failed') DO NOTHING
        RETURNING number
        """,
        new
        {
            id = ids.NewUuid(), customerId = customer.Id, channel = customer.Channel, chatId = customer.ChatId, key = item.Key, link = item.Canonical,
            slug = item.Slug, title = item.ShortTitle, price = price.Value, turn, told, at = tx.NowMs,
        });

    private static Rupiah Hold(Tx tx, long customerId, Rupiah price, long number) =>
        Ledger.Post(tx, TransferKind.Hold, customerId, price, Order.HoldKey(number)) is PostOutcome.Posted(_, var balance)
            ? balance
            : throw new InvalidOperationException($"Order {number} could not be held although the saldo covers it.");

    private static OrderLabel? Running(Tx tx, long customerId, EnvatoLink.Item item) => tx.QuerySingleOrDefault<OrderLabel>(
        "SELECT number, title FROM orders WHERE customer_id = @customerId AND item_key = @key AND state NOT IN ('delivered', 'failed')",
        new { customerId, key = item.Key });
}
