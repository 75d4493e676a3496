using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>What /batal did.</summary>
internal sealed record Cancellation
{
    /// <summary>The order that was named, or null for all.</summary>
    public required long? Number { get; init; }

    /// <summary>Taken back; the money is in the wallet.</summary>
    public required IReadOnlyList<OrderLabel> Cancelled { get; init; }

    /// <summary>With Digipanel already, or perhaps: too late.</summary>
    public required IReadOnlyList<OrderLabel> Running { get; init; }

    /// <summary>The named order has ended before.</summary>
    public required bool Ended { get; init; }

    public required Rupiah Refund { get; init; }

    public required Rupiah Balance { get; init; }
}

/// <summary>
/// /batal: takes back orders that have not gone to Digipanel, one by its number or all of them. One that waits again after a lost answer may be taken
/// back too: what that attempt may have cost is booked already.
/// </summary>
internal sealed class CancelCommand : IChatCommand
{
    public IReadOnlyList<string> Names => ["batal", "cancel"];

    public void Handle(CommandContext context)
    {
        var argument = context.Arguments.TrimStart('#');
        long? number = long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        if (number is null && argument.ToLowerInvariant() is not ("" or "semua" or "all"))
        {
            context.Reply(context.Texts.CancelUnreadable);
            return;
        }

        context.Reply(context.Texts.Cancelled(Cancel(context.Tx, context.Customer.Id, number)));
    }

    private static Cancellation Cancel(Tx tx, long customerId, long? number)
    {
        var orders = tx.Query<Order>(
            $"SELECT {Order.Columns} FROM orders WHERE customer_id = @customerId AND state NOT IN ('delivered', 'failed') AND number = coalesce(@number, number) ORDER BY number",
            new { customerId, number });
        var waiting = orders.Where(o => o.State == "accepted").ToList();
        foreach (var order in waiting)
        {
            OrderEnd.Cancel(tx, order);
        }

        return new Cancellation
        {
            Number = number,
            Cancelled = [.. waiting.Select(Label)],
            Running = [.. orders.Where(o => o.State != "accepted").Select(Label)],
            Ended = orders.Count == 0 && number is not null
                && tx.Scalar<long>("SELECT EXISTS (SELECT 1 FROM orders WHERE customer_id = @customerId AND number = @number)", new { customerId, number }) == 1,
            Refund = new Rupiah(waiting.Sum(o => o.Price.Value)),
            Balance = Ledger.BalanceOf(tx.Connection, customerId),
        };
    }

    private static OrderLabel Label(Order order) => new(order.Number, order.Title);
}
