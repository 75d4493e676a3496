using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Admin.Queue;

/// <summary>One order as an admin sees it.</summary>
internal sealed record AdminOrderView
{
    public required Order Order { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Customer { get; init; }

    /// <summary>When it came to be what it is.</summary>
    public required long Since { get; init; }

    public required long AcceptedAt { get; init; }

    /// <summary>It has ended, one way or the other.</summary>
    public bool IsOver => Order.State is "delivered" or "failed";

    /// <summary>
    /// What a button about it carries: once the order has moved, or was tried again, the button does nothing. The state alone would not do: an order can be in
    /// doubt, wait and be in doubt anew.
    /// </summary>
    public string Mark => string.Create(CultureInfo.InvariantCulture, $"{Order.Number}:{Order.State}:{Order.Attempts}");

    public static AdminOrderView? Find(Tx tx, long number)
    {
        var order = tx.QuerySingleOrDefault<Order>($"SELECT {Order.Columns} FROM orders WHERE number = @number", new { number });
        if (order is null)
        {
            return null;
        }

        var (since, accepted) = tx.QuerySingleOrDefault<(long, long)>(
            """
            SELECT CASE state WHEN 'accepted' THEN accepted_at WHEN 'submitting' THEN submitting_at WHEN 'uncertain' THEN uncertain_at
              WHEN 'submitted' THEN submitted_at ELSE ended_at END, accepted_at
            FROM orders WHERE number = @number
            """,
            new { number });
        var customer = Customers.Find(tx.Connection, order.CustomerId);
        return new AdminOrderView
        {
            Order = order, Since = since, AcceptedAt = accepted,
            Customer = customer is null ? "?" : customer.Name.Length > 0 ? $"{customer.Name} ({customer.Id})" : $"{customer.UserId} ({customer.Id})",
        };
    }
}
