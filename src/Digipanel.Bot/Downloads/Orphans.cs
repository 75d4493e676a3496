using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// A download that nobody knows belongs to an attempt whose answer was lost, if one's slug agrees with the title: on the account that the attempt was
/// made on, wherever the order went since. Two orders of one item are interchangeable, so that the one that needs it most is taken; two items of one
/// title ("Logo Reveal" is a common one) are not, and then nobody gets it. Attempts whose answers are still awaited stand among the candidates: a
/// webhook can overtake its own answer, and must not end up with a similar order in doubt. What such an attempt may claim is kept until it ends.
/// </summary>
internal static class Orphans
{
    /// <summary>Finds the attempt of a download and remembers it for good.</summary>
    /// <param name="tx">The transaction in which it was told.</param>
    /// <param name="account">Who told.</param>
    /// <param name="view">What.</param>
    /// <param name="receivedAt">When: an attempt that was sent later is not meant.</param>
    /// <returns>The order's number, or nothing.</returns>
    public static long? Place(Tx tx, string account, DownloadView view, long receivedAt) =>
        Place(tx, account, view, receivedAt, OrphanCandidates.Read(tx, account));

    private static long? Place(Tx tx, string account, DownloadView view, long receivedAt, OrphanCandidates candidates)
    {
        var lost = candidates.LostBefore(receivedAt);
        if (lost.Count == 0 || candidates.MayBeInFlight(view, receivedAt) || UpstreamDownloads.Orders(tx, account, view.DownloadId).Count > 0)
        {
            return null; // nobody's, or perhaps one's that is still on its way, or known
        }

        var orders = candidates.OrdersOf(lost);
        var order = Proven(view, lost, orders) ?? Meant(view, orders) ?? OnlyOneLeft(tx, account, view, lost, orders);
        if (order is null or { State: "submitting" })
        {
            return null; // on its way on another account: that answer comes first
        }

        var young = tx.NowMs - (long)LostAttempts.OrphanMax.TotalMilliseconds;
        var attempt = lost.Where(l => l.OrderNumber == order.Number && l.LostAt >= young)
            .OrderBy(l => Likelihood(l, order)).ThenByDescending(l => l.Attempt).FirstOrDefault();
        if (attempt is null)
        {
            return null;
        }

        LostAttempts.Place(tx, account, view.DownloadId, order.Number, attempt.Attempt);
        return order.Number;
    }

    /// <summary>
    /// Some doubt has been resolved, or an attempt has ended: what was kept because it might have been several's may be one's now. Each that is placed
    /// may clear the way for the next.
    /// </summary>
    public static void Reoffer(Tx tx, string account)
    {
        var again = LostAttempts.AnyUnplaced(tx, account);
        while (again)
        {
            again = false;
            var candidates = OrphanCandidates.Read(tx, account);
            foreach (var (receivedAt, view) in KeptEvents.Waiting(tx, account).DistinctBy(e => e.View.DownloadId, StringComparer.Ordinal))
            {
                if (candidates.MayMean(view) && Place(tx, account, view, receivedAt, candidates) is { } order)
                {
                    DownloadEvents.TellKept(tx, account, view.DownloadId, order);
                    candidates = OrphanCandidates.Read(tx, account);
                    again = true;
                }
            }
        }
    }

    /// <summary>The same on every account that the order was lost on.</summary>
    public static void Reoffer(Tx tx, Order order)
    {
        foreach (var account in LostAttempts.Accounts(tx, order.Number).Append(order.Account!).Distinct(StringComparer.Ordinal))
        {
            Reoffer(tx, account);
        }
    }

    /// <summary>
    /// The balance has proven one charge, and of all others of this title that nothing was charged: then they do not stand in its way. They could
    /// only be meant if their charge came late, or a refund hid it, while the proven one's webhook stayed away: that happens, so that a title which is
    /// closer to one of them is not the proven one's.
    /// </summary>
    private static Order? Proven(DownloadView view, IReadOnlyList<LostAttempt> lost, IReadOnlyList<Order> orders)
    {
        var open = lost.Where(l => l.Verdict != Verdict.NotCharged).Select(l => l.OrderNumber).ToHashSet();
        return Meant(view, [.. orders.Where(o => open.Contains(o.Number))]) is { Evidence: Verdict.Charged } order
            && !orders.Any(o => TitleMatch.Agreement(view.Title, o.Slug) > TitleMatch.Agreement(view.Title, order.Slug))
                ? order
                : null;
    }

    private static Order? Meant(DownloadView view, IReadOnlyList<Order> orders) =>
        TitleMatch.Choose(view.Title, orders).OrderBy(Need).ThenBy(o => o.Number).FirstOrDefault();

    /// <summary>
    /// Links of app.envato.com have no words to compare. Such an order is taken to be meant only if the balance proves that Digipanel charged its
    /// attempt, the title is no other candidate's, and nothing else without words was lost that may still be charged. A stranger's program on the
    /// same key could charge as much at the same moment, and its file would go to our customer: therefore never on an account that has told of any
    /// other download that is nobody's. (Then the order waits its half hour and gives the money back.)
    /// </summary>
    private static Order? OnlyOneLeft(Tx tx, string account, DownloadView view, IReadOnlyList<LostAttempt> lost, IReadOnlyList<Order> orders)
    {
        var late = tx.NowMs - (long)LostAttempts.LateMax.TotalMilliseconds;
        var open = lost.Where(l => l.Verdict != Verdict.NotCharged || l.LostAt >= late).Select(l => l.OrderNumber).ToHashSet();
        return !string.IsNullOrWhiteSpace(view.Title)
            && !orders.Any(o => TitleMatch.Agree(view.Title, o.Slug))
            && orders.Where(o => o.Slug.Length == 0 && open.Contains(o.Number)).ToList() is [{ State: "uncertain", Evidence: Verdict.Charged } only]
            && !KeptEvents.TellOfOthers(tx, account, view.DownloadId)
                ? only
                : null;
    }

    private static int Need(Order order) => order.State switch
    {
        "uncertain" => 0,
        "accepted" => 1,
        "submitted" => 2,
        "failed" when !order.Gift => 3,
        _ => 4, // delivered, or given: it was charged once too often
    };

    /// <summary>Which of an order's lost attempts it is cannot be known; the one in doubt now, else the one most likely charged.</summary>
    private static int Likelihood(LostAttempt lost, Order order) => lost.Verdict switch
    {
        _ when order.State == "uncertain" && lost.Attempt == order.Attempts => 0,
        Verdict.Charged => 1,
        Verdict.Unclear => 2,
        Verdict.Late or null => 3,
        _ => 4,
    };
}
