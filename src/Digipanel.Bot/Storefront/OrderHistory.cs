using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Storefront;

/// <summary>One order as the customer sees it in /riwayat and /status.</summary>
internal sealed record OrderSummary
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required string Link { get; init; }

    public required string State { get; init; }

    public string? Reason { get; init; }

    public required bool Gift { get; init; }

    public required long Price { get; init; }

    /// <summary>Null without a file, and of one whose price was given back: it is not sent again.</summary>
    public required string? DriveLink { get => RefundedAt is null ? field : null; init; }

    public string? LicenceLink { get => RefundedAt is null ? field : null; init; }

    public required long Turn { get; init; }

    public required long At { get; init; }

    public long? SubmittingAt { get; init; }

    public long? EndedAt { get; init; }

    /// <summary>When an admin gave its price back.</summary>
    public long? RefundedAt { get; init; }

    public OrderStep Step => OrderSteps.Of(State, Reason, Gift, RefundedAt is not null);
}

/// <summary>Which orders /riwayat shows.</summary>
internal enum OrderFilter
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Not over yet.</summary>
    Open,

    /// <summary>With their file.</summary>
    Done,

    /// <summary>Whose money went back.</summary>
    Returned,
}

/// <summary>Reads a customer's orders. Anybody else's do not exist.</summary>
internal static class OrderHistory
{
    private const string Columns =
        "number, title, link, state, reason, gift, price, drive_link, licence_link, turn, accepted_at AS at, submitting_at, ended_at, refunded_at";

    public static IReadOnlyList<OrderSummary> Page(SqliteConnection database, Customer customer, OrderFilter filter, int skip, int take)
    {
        var own = $"SELECT {Columns} FROM orders WHERE customer_id = @Id AND {Condition(filter)}";

        // Two lists that are in order already are merged; "IN" would read and sort all that both ever ordered.
        var all = customer.JoinedId == 0 ? own : $"{own} UNION ALL SELECT {Columns} FROM orders WHERE customer_id = @JoinedId AND {Condition(filter)}";
        return database.Query<OrderSummary>($"{all} ORDER BY number DESC LIMIT @take OFFSET @skip", new { customer.Id, customer.JoinedId, skip, take }).AsList();
    }

    public static OrderSummary? Find(SqliteConnection database, Customer customer, long number) => database.QuerySingleOrDefault<OrderSummary>(
        $"SELECT {Columns} FROM orders WHERE number = @number AND customer_id IN (@Id, @JoinedId)", new { number, customer.Id, customer.JoinedId });

    // Each of them as the index of open orders has it, or as a scan of the customer's own.
    private static string Condition(OrderFilter filter) => filter switch
    {
        OrderFilter.Open => "state NOT IN ('delivered', 'failed')",
        OrderFilter.Done => "drive_link IS NOT NULL AND refunded_at IS NULL",
        OrderFilter.Returned => "(state = 'failed' OR refunded_at IS NOT NULL)",
        _ => "true",
    };
}
