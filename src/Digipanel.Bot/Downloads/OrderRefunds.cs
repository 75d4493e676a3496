using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>Why an order's price is not given back.</summary>
internal enum RefundRefusal
{
    /// <summary>It is under way: it ends delivered, or with its money back.</summary>
    Running,

    /// <summary>It failed, or was cancelled: the money is back.</summary>
    Failed,

    /// <summary>It failed, and its file came as a gift: nothing was paid.</summary>
    Gift,

    /// <summary>It was given back before.</summary>
    Refunded,
}

/// <summary>An order as a refund sees it.</summary>
internal sealed record SoldOrder
{
    public const string Columns = "number, customer_id, channel, chat_id, title, price, state, gift, purchase, ended_at, refunded_at";

    public required long Number { get; init; }

    public required long CustomerId { get; init; }

    public required string Channel { get; init; }

    public required string ChatId { get; init; }

    public required string Title { get; init; }

    public required Rupiah Price { get; init; }

    public required string State { get; init; }

    public required bool Gift { get; init; }

    public long? Purchase { get; init; }

    public long? EndedAt { get; init; }

    public long? RefundedAt { get; init; }

    /// <summary>What keeps it from being refunded; null: nothing.</summary>
    public RefundRefusal? Refusal => State switch
    {
        "delivered" => RefundedAt is null ? null : RefundRefusal.Refunded,
        "failed" => Gift ? RefundRefusal.Gift : RefundRefusal.Failed,
        _ => RefundRefusal.Running,
    };

    /// <summary>One refund an order, for ever: the ledger's unique key decides.</summary>
    public string RefundKey => $"order:{Number}:refund";
}

/// <summary>
/// Gives the whole price of a delivered order back, once. The order stays delivered, its file is not sent again, and its link is bought anew. Who hears of it is
/// who gets the money: the account that placed the order, unless it has left the wallet since.
/// </summary>
internal static class OrderRefunds
{
    public static SoldOrder? Find(SqliteConnection database, long number) =>
        database.QuerySingleOrDefault<SoldOrder>($"SELECT {SoldOrder.Columns} FROM orders WHERE number = @number", new { number });

    /// <summary>The newest orders of a customer whose price could be given back.</summary>
    public static IReadOnlyList<SoldOrder> LastOf(SqliteConnection database, Customer customer, int max)
    {
        // Two lists that are in order already are merged; "IN" would read and sort all that both ever ordered.
        const string sold = "state = 'delivered' AND refunded_at IS NULL";
        var own = $"SELECT {SoldOrder.Columns} FROM orders WHERE customer_id = @Id AND {sold}";
        var all = customer.JoinedId == 0 ? own : $"{own} UNION ALL SELECT {SoldOrder.Columns} FROM orders WHERE customer_id = @JoinedId AND {sold}";
        return database.Query<SoldOrder>($"{all} ORDER BY number DESC LIMIT @max", new { customer.Id, customer.JoinedId, max }).AsList();
    }

    /// <summary>Gives it back: money, order, cards and the customer's message in one transaction.</summary>
    /// <returns>The wallet afterwards; null: it was given back before.</returns>
    public static Rupiah? Give(Tx tx, SoldOrder order, string reason)
    {
        if (Ledger.Post(tx, TransferKind.Refund, order.CustomerId, order.Price, order.RefundKey, reason.Length > 0 ? reason : null) is not PostOutcome.Posted posted)
        {
            return null;
        }

        tx.Execute("UPDATE orders SET refunded_at = @NowMs WHERE number = @Number", new { order.Number, tx.NowMs });
        if (order.Purchase is { } purchase)
        {
            Messaging.Cards.Refresh(tx, Purchases.Card(purchase));
        }

        KeptLinks.WalletMoved(tx, order.CustomerId);
        if (PayerOf(tx, order) is { } payer)
        {
            CustomerReader.Tell(tx, payer, texts => new Reply(texts.OrderRepaid(order.Number, order.Title, order.Price, reason, posted.Balance))
            {
                Buttons = KeptLinks.ContinueButton(tx.Connection, payer.Id, texts) is { } goOn ? [[goOn]] : [],
            });
        }

        return posted.Balance;
    }

    private static Customer? PayerOf(Tx tx, SoldOrder order) =>
        Customers.At(tx.Connection, new ChatAddress(order.Channel, order.ChatId)) is { } asker && asker.Has(order.CustomerId)
            ? asker
            : Customers.Find(tx.Connection, order.CustomerId);
}
