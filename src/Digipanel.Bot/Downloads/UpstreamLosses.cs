using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>Why Digipanel has, or may have, taken money that the shop sells nothing for. The column holds the text.</summary>
internal static class LossReason
{
    /// <summary>Tried again although the balance could not tell whether the lost attempt was charged.</summary>
    public const string Unclear = "unclear";

    /// <summary>The customer got the money back while the attempt was still in doubt.</summary>
    public const string GivenUp = "given_up";

    /// <summary>It ran and never ended.</summary>
    public const string NeverFinished = "never_finished";

    /// <summary>Its webhook came after another attempt had taken its place.</summary>
    public const string PaidTwice = "paid_twice";

    /// <summary>The file came after the refund.</summary>
    public const string Gift = "gift";

    /// <summary>The balance said "not charged", and moved afterwards.</summary>
    public const string LateCharge = "late_charge";
}

/// <summary>
/// The losses that the shop's report shows: at most one for each attempt. They are not booked by whoever finds something out but follow from what is
/// known of the attempts, so that the order in which it becomes known does not matter. The law: what Digipanel charged for an order and did not give
/// back is never more than the sale (one, if it was delivered) and its loss rows. A loss is certain where Digipanel itself named the download, and
/// possible where only the balance speaks, or nothing does.
/// </summary>
internal static class UpstreamLosses
{
    /// <summary>Something became known of an order or of its attempts: its losses follow.</summary>
    public static void Review(Tx tx, long number)
    {
        var order = tx.QuerySingleOrDefault<Order>($"SELECT {Order.Columns} FROM orders WHERE number = @number", new { number })!;
        if (order.Doubts == 0 && order.State != "failed")
        {
            return; // one attempt, and it is the sale or will be
        }

        foreach (var attempt in Attempts(tx, number))
        {
            switch (Judge(order, attempt))
            {
                case { } loss:
                    Book(tx, order, attempt, loss.Why, loss.Certain);
                    break;
                case null when IsProvenNone(order, attempt):
                    tx.Execute("DELETE FROM upstream_losses WHERE order_number = @number AND attempt = @Attempt", new { number, attempt.Attempt });
                    break;
                default:
                    break; // not decided yet
            }
        }
    }

    private static (string Why, bool Certain)? Judge(Order order, AttemptFacts attempt)
    {
        if (attempt.Outcome == "failed")
        {
            // Told failed, and then done: whether the refund stays is Digipanel's to know.
            return order.Gift && attempt.Stands(order) ? (LossReason.Gift, false) : null;
        }

        return attempt.DownloadId is null ? OfUnknown(order, attempt) : OfCharged(order, attempt);
    }

    /// <summary>Digipanel named its download: it was charged.</summary>
    private static (string Why, bool Certain)? OfCharged(Order order, AttemptFacts attempt) => (order.State, attempt.Stands(order)) switch
    {
        ("submitted" or "delivered", true) => null, // the sale
        ("submitted" or "delivered", false) => (LossReason.PaidTwice, true),
        ("failed", true) when order.Gift => (LossReason.Gift, true),
        ("failed", true) => (LossReason.NeverFinished, attempt.Outcome == "done"),
        ("failed", false) when order.Gift => (LossReason.PaidTwice, true),
        ("failed", false) when order.Reason == FailureReason.Lost && attempt.Attempt == order.Attempts => (LossReason.GivenUp, true),
        ("failed", false) => (attempt.Verdict is Verdict.NotCharged or Verdict.Late ? LossReason.LateCharge : LossReason.Unclear, true),
        _ => null, // on its way again: it will be one of the others
    };

    /// <summary>Nothing was heard of it but what the balance said.</summary>
    private static (string Why, bool Certain)? OfUnknown(Order order, AttemptFacts attempt) => attempt.Verdict switch
    {
        _ when attempt.Attempt == order.Attempts && order.State == "uncertain" => null, // still in doubt
        Verdict.NotCharged => null,
        Verdict.Late => (LossReason.LateCharge, false),
        _ when order is { State: "failed", Reason: FailureReason.Lost } && attempt.Attempt == order.Attempts => (LossReason.GivenUp, false),
        _ => (LossReason.Unclear, false),
    };

    private static bool IsProvenNone(Order order, AttemptFacts attempt) =>
        attempt.Outcome == "failed" || (attempt.Stands(order) && order.State is "submitted" or "delivered");

    private static void Book(Tx tx, Order order, AttemptFacts attempt, string why, bool certain) => tx.Execute(
        """
        INSERT INTO upstream_losses (order_number, attempt, amount, certain, why, at)
        VALUES (@Number, @Attempt, coalesce((SELECT cost FROM digipanel_accounts WHERE account = @Account), 200), @certain, @why, @at)
        ON CONFLICT DO UPDATE SET certain = excluded.certain, why = excluded.why
        """,
        new { order.Number, attempt.Attempt, attempt.Account, certain, why, at = tx.NowMs });

    private static IReadOnlyList<AttemptFacts> Attempts(Tx tx, long number) => tx.Query<AttemptFacts>(
        """
        SELECT l.attempt, l.account, l.verdict, d.download_id, d.outcome
        FROM lost_attempts l LEFT JOIN upstream_downloads d ON d.order_number = l.order_number AND d.attempt = l.attempt
        WHERE l.order_number = @number
        UNION ALL
        SELECT d.attempt, d.account, NULL, d.download_id, d.outcome
        FROM upstream_downloads d
        WHERE d.order_number = @number AND NOT EXISTS (SELECT 1 FROM lost_attempts l WHERE l.order_number = @number AND l.attempt = d.attempt)
        """,
        new { number });

    private sealed record AttemptFacts
    {
        public required long Attempt { get; init; }

        public required string Account { get; init; }

        public string? Verdict { get; init; }

        public string? DownloadId { get; init; }

        public string? Outcome { get; init; }

        /// <summary>Whether it is the one that runs for the order, was sold, or was given.</summary>
        public bool Stands(Order order) => DownloadId is not null && DownloadId == order.DownloadId && Account == order.Account;
    }
}
