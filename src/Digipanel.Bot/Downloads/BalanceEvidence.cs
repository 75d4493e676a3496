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
/// whose acceptance was recorded since. It is only ever compared while nothing is under way, some seconds after the last attempt ended.</item>
/// <item>Less than expected by the cost of all doubtful ones: they were charged. Exactly as expected: none was.</item>
/// <item>Failed downloads are refunded at an unknown moment: each one not seen yet may hide one charge, so that only the two extremes remain certain.</item>
/// <item>Anything that is no multiple of the cost is an operator's top-up or another program with the key: no evidence at all.</item>
/// </list>
/// </summary>
internal static class BalanceEvidence
{
    public static BalanceVerdict Judge(long expected, long seen, long cost, int doubtful, int refundsDue)
    {
        var missing = expected - seen;
        if (cost <= 0 || doubtful <= 0 || missing % cost != 0)
        {
            return BalanceVerdict.Unclear;
        }

        // missing = (charged - refunded) * cost, with 0 <= charged <= doubtful and 0 <= refunded <= refundsDue
        var net = missing / cost;
        var chargedMin = Math.Max(0, net);
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
