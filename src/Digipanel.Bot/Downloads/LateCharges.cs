using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// A request that nobody waits for any more can still be on its way into Digipanel's books when the balance is asked: "not charged" then, charged a
/// minute later, and the order was submitted again meanwhile. Its webhook tells; where that is lost too, only the balance does, and what it tells
/// is a possible loss.
/// </summary>
internal static class LateCharges
{
    /// <summary>A quiet reading is compared with every "not charged" of this time: between them there may have been none.</summary>
    private static readonly TimeSpan FoundMax = LostAttempts.OrphanMax;

    /// <summary>
    /// A rise by whole thousands is a person's top-up and hides none: five charges would have to come late in one reading.
    /// </summary>
    public const long TopupStep = 1_000;

    /// <summary>How many of the last hour may still be charged; those of the order <paramref name="but"/> left out, which was charged either time.</summary>
    public static int Count(Tx tx, string account, long? but) => tx.Scalar<int>(
        """
        SELECT count(*) FROM lost_attempts
        WHERE account = @account AND download_id IS NULL AND verdict = 'not_charged' AND lost_at >= @since AND order_number IS NOT @but
        """,
        new { account, but, since = Since(tx, LostAttempts.LateMax) });

    /// <summary>A reading with nothing under way and nothing in doubt: does it say what the books say?</summary>
    /// <param name="tx">Its transaction.</param>
    /// <param name="account">Which account's.</param>
    /// <param name="missing">By how much it was lower than expected; negative where it was higher.</param>
    /// <param name="refunds">How much of a rise is refunds that were due.</param>
    /// <param name="refundLost">A refund that was due did not come: a charge may have hidden it.</param>
    public static void Weigh(Tx tx, string account, long missing, long refunds, bool refundLost)
    {
        var unexplained = missing + refunds;
        if (unexplained > 0 || unexplained % TopupStep != 0 || refundLost)
        {
            Suspect(tx, account, FoundMax);
        }
    }

    /// <summary>The books were lost or cannot be compared: what the last hour's might still have cost will never be seen.</summary>
    public static void Suspect(Tx tx, string account) => Suspect(tx, account, LostAttempts.LateMax);

    /// <summary>Which of them it was cannot be told: each is possible.</summary>
    private static void Suspect(Tx tx, string account, TimeSpan age)
    {
        var orders = tx.Query<long>(
            """
            UPDATE lost_attempts SET verdict = 'late'
            WHERE account = @account AND download_id IS NULL AND verdict = 'not_charged' AND lost_at >= @since RETURNING order_number
            """,
            new { account, since = Since(tx, age) });
        foreach (var order in orders.Distinct())
        {
            UpstreamLosses.Review(tx, order);
        }
    }

    private static long Since(Tx tx, TimeSpan age) => (tx.Now - age).ToUnixTimeMilliseconds();
}
