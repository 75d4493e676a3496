namespace Digipanel.Bot.Downloads;

/// <summary>What the balance says about submissions whose answers were lost.</summary>
internal enum BalanceVerdict
{
    /// <summary>None was charged: submitting again costs nothing twice.</summary>
    NoneCharged,

    /// <summary>All were charged: they run, and their webhooks will come.</summary>
    AllCharged,

    /// <summary>Something else moved the balance as well, or some were charged and some not.</summary>
    Unclear,
}

/// <summary>
/// Reads the balance as evidence. Which is trusted when:
/// <list type="bullet">
/// <item><c>expected</c> is the last balance read (or told by <c>balance_after</c>) while nothing else was under way, less the cost of every submission
/// whose acceptance was recorded, and of every lost one whose webhook was found, since. It is only ever compared while nothing is under way, 15 seconds
/// or more after the last attempt was lost.</item>
/// <item>Less than expected by the cost of all doubtful ones: they were charged. Exactly as expected: none was. These two are trusted; everything
/// between them is not, because the charges cannot be told apart.</item>
/// <item>Auto-refunds: a failed download's Rp 200 comes back by itself at an unknown moment, also one that fails after "berhasil" and one that was
/// answered with a 5xx. Each that is due and was not seen yet may hide one charge, so that only the two extremes remain certain. It is due for thirty
/// minutes; then it was in an earlier reading, or never comes.</item>
/// <item>Late charges: an attempt of the last hour that was not charged when the balance was asked may have been since. Each may be the charge that is
/// missing, so that with one of them about, a missing charge proves nothing of the doubtful ones (see <see cref="LateCharges"/>).</item>
/// <item>An operator's top-up, and anything else that is no multiple of the cost or more than the doubtful ones cost: no evidence at all. That something
/// is exactly as expected because a top-up and charges cancelled each other out is left out of account: top-ups start at Rp 50.000.</item>
/// <item>Other programs with the key: each download of theirs looks like one of ours that was charged. It costs our customer half an hour and a refund,
/// never a wrong charge. And a refund of theirs can hide a charge of ours, which then is sent again and not booked: give the bot a key of its own.</item>
/// <item>A changed price: what a submission cost is taken from its own answer, and else from the last balance. Where the price changed in between, the
/// difference is no multiple of the new one, and no evidence.</item>
/// </list>
/// </summary>
internal static class BalanceEvidence
{
    public static BalanceVerdict Judge(long expected, long seen, long cost, int doubtful, int refundsDue, int late = 0)
    {
        var missing = expected - seen;
        if (cost <= 0 || doubtful <= 0 || missing % cost != 0)
        {
            return BalanceVerdict.Unclear;
        }

        // missing = (charged + chargedLate - refunded) * cost, with 0 <= charged <= doubtful, 0 <= chargedLate <= late and 0 <= refunded <= refundsDue
        var net = missing / cost;
        var chargedMin = Math.Max(0, net - late);
        var chargedMax = Math.Min(doubtful, net + refundsDue);
        return (chargedMin, chargedMax) switch
        {
            var (min, max) when min > max => BalanceVerdict.Unclear,
            (_, 0) => BalanceVerdict.NoneCharged,
            var (min, _) when min == doubtful => BalanceVerdict.AllCharged,
            _ => BalanceVerdict.Unclear,
        };
    }
}
