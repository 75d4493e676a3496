using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>An attempt whose answer was lost and that no download was found for yet; a row of <c>lost_attempts</c>.</summary>
internal sealed record LostAttempt
{
    public required long OrderNumber { get; init; }

    public required long Attempt { get; init; }

    public required long SentAt { get; init; }

    public required long LostAt { get; init; }

    public string? Verdict { get; init; }
}

/// <summary>What the balance said of a lost attempt. The column holds the text; null: it was not asked.</summary>
internal static class Verdict
{
    public const string Charged = "charged";
    public const string NotCharged = "not_charged";
    public const string Unclear = "unclear";

    /// <summary>It had said "not charged", and moved afterwards in a way that nothing explains.</summary>
    public const string Late = "late";
}

/// <summary>The lost answers, one row an attempt, and what is found out about them.</summary>
internal static class LostAttempts
{
    /// <summary>How long an attempt that is not placed may still be found by its title.</summary>
    public static readonly TimeSpan OrphanMax = TimeSpan.FromHours(24);

    /// <summary>
    /// How long after its loss an attempt may still be charged. A request whose caller is gone hangs in a proxy's or a server's queue, and those
    /// give up within minutes; an hour is far beyond any time-out of theirs.
    /// </summary>
    public static readonly TimeSpan LateMax = TimeSpan.FromHours(1);

    public static void Add(Tx tx, Order order, string why) => tx.Execute(
        """
        INSERT INTO lost_attempts (order_number, attempt, account, why, sent_at, lost_at)
        VALUES (@Number, @Attempts, @Account, @why, coalesce(@SubmittingAt, @at), @at) ON CONFLICT DO NOTHING
        """,
        new { order.Number, order.Attempts, order.Account, why, order.SubmittingAt, at = tx.NowMs });

    /// <summary>The balance has spoken of the order's latest attempt.</summary>
    public static void Judge(Tx tx, Order order, string verdict) => tx.Execute(
        "UPDATE lost_attempts SET verdict = @verdict WHERE order_number = @Number AND attempt = @Attempts AND download_id IS NULL",
        new { verdict, order.Number, order.Attempts });

    /// <summary>
    /// The attempts on an account that may be what something tells of. Twice as old as can be found: one that is too old to be found may still be
    /// the one that is meant, and must not leave its file to a younger one of the same title.
    /// </summary>
    public static IReadOnlyList<LostAttempt> Unplaced(Tx tx, string account) => tx.Query<LostAttempt>(
        """
        SELECT order_number, attempt, sent_at, lost_at, verdict FROM lost_attempts
        WHERE account = @account AND download_id IS NULL AND lost_at >= @since
        """,
        new { account, since = tx.NowMs - (2 * (long)OrphanMax.TotalMilliseconds) });

    public static bool AnyUnplaced(Tx tx, string account) => tx.Scalar<long>(
        "SELECT EXISTS (SELECT 1 FROM lost_attempts WHERE account = @account AND download_id IS NULL AND lost_at >= @since)",
        new { account, since = tx.NowMs - (long)OrphanMax.TotalMilliseconds }) == 1;

    /// <summary>The accounts on which lost attempts of an order wait for their downloads.</summary>
    public static IReadOnlyList<string> Accounts(Tx tx, long order) => tx.Query<string>(
        "SELECT DISTINCT account FROM lost_attempts WHERE order_number = @order AND download_id IS NULL", new { order });

    /// <summary>
    /// This download is that attempt. It proves the charge. Where the balance was not asked since, or said that nothing was charged, the charge is
    /// booked now: had a later reading shown it, the verdict would be "late". Given up without a reading, the balance is read anew anyway.
    /// </summary>
    public static void Place(Tx tx, string account, string downloadId, long order, long attempt)
    {
        tx.Execute(
            """
            UPDATE digipanel_accounts SET balance = balance - cost, balance_exact = 0
            WHERE account = @account AND EXISTS (
              SELECT 1 FROM lost_attempts l JOIN orders o ON o.number = l.order_number
              WHERE l.order_number = @order AND l.attempt = @attempt AND l.download_id IS NULL
                AND (l.verdict = 'not_charged' OR (l.verdict IS NULL AND o.state <> 'failed')))
            """,
            new { account, order, attempt });
        tx.Execute(
            "UPDATE lost_attempts SET download_id = @downloadId WHERE order_number = @order AND attempt = @attempt", new { downloadId, order, attempt });
        UpstreamDownloads.Add(tx, account, downloadId, order, attempt);
    }
}
