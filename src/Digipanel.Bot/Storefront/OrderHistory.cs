using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Storefront;

/// <summary>One order as the customer sees it in /riwayat.</summary>
internal sealed record OrderSummary
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required string State { get; init; }

    public required long Price { get; init; }

    public required string? DriveLink { get; init; }

    public required long At { get; init; }
}

/// <summary>Reads a customer's orders.</summary>
internal static class OrderHistory
{
    public static IReadOnlyList<OrderSummary> Page(Tx tx, long customerId, int skip, int take) =>
        tx.Query<OrderSummary>(
            """
            SELECT number, title, state, price, drive_link, accepted_at AS at FROM orders
            WHERE customer_id = @customerId ORDER BY number DESC LIMIT @take OFFSET @skip
            """,
            new { customerId, skip, take });
}
