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

    /// <summary>The balance said "not charged", and fell afterwards.</summary>
    public const string LateCharge = "late_charge";
}

/// <summary>The losses that the shop's report shows: at most one for each attempt, so that none is counted twice.</summary>
internal static class UpstreamLosses
{
    /// <summary>Books a loss, or makes a possible one certain; a certain one stays what it is.</summary>
    /// <param name="tx">The transaction that found it out.</param>
    /// <param name="order">The order of the attempt.</param>
    /// <param name="attempt">Which attempt, counted from 1.</param>
    /// <param name="why">One of <see cref="LossReason"/>.</param>
    /// <param name="certain">True where it is proven that Digipanel charged it.</param>
    public static void Book(Tx tx, Order order, long attempt, string why, bool certain) => tx.Execute(
        """
        INSERT INTO upstream_losses (order_number, attempt, amount, certain, why, at)
        VALUES (@Number, @attempt, coalesce((SELECT cost FROM digipanel_accounts WHERE account = @Account), 200), @certain, @why, @at)
        ON CONFLICT DO UPDATE SET certain = 1, why = excluded.why WHERE excluded.certain = 1 AND certain = 0
        """,
        new { order.Number, attempt, order.Account, certain, why, at = tx.NowMs });
}
