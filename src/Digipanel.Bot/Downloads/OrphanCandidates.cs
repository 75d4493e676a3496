using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// The attempts of an account that an unknown download may be. Read once for all the kept words that are gone through: with another program on the
/// key those are hundreds a day, and reading these rows anew for each of them held up the writer for seconds at every webhook.
/// </summary>
internal sealed class OrphanCandidates
{
    private readonly long _now;
    private readonly IReadOnlyList<LostAttempt> _lost;
    private readonly IReadOnlyList<Order> _orders;
    private readonly IReadOnlyList<Order> _inFlight;
    private readonly HashSet<string> _words;
    private readonly bool _anyTitle;

    private OrphanCandidates(long now, IReadOnlyList<LostAttempt> lost, IReadOnlyList<Order> orders, IReadOnlyList<Order> inFlight)
    {
        (_now, _lost, _orders, _inFlight) = (now, lost, orders, inFlight);
        _words = [.. orders.SelectMany(o => TitleMatch.WordsOfSlug(o.Slug))];
        _anyTitle = orders.Any(o => o is { Slug: "", State: "uncertain", Evidence: Verdict.Charged });
    }

    public static OrphanCandidates Read(Tx tx, string account)
    {
        var lost = LostAttempts.Unplaced(tx, account);
        if (lost.Count == 0)
        {
            return new OrphanCandidates(tx.NowMs, lost, [], []);
        }

        // One text, however many there are: Dapper would spell a list out, and keep a statement for every length of it.
        var numbers = $"[{string.Join(',', lost.Select(l => l.OrderNumber).Distinct())}]";
        return new OrphanCandidates(
            tx.NowMs,
            lost,
            tx.Query<Order>($"SELECT {Order.Columns} FROM orders WHERE number IN (SELECT value FROM json_each(@numbers)) ORDER BY number", new { numbers }),
            tx.Query<Order>($"SELECT {Order.Columns} FROM orders WHERE account = @account AND state = 'submitting'", new { account }));
    }

    /// <summary>Those sent before it was told. (Sent later than now: the clock was set back since.)</summary>
    public IReadOnlyList<LostAttempt> LostBefore(long receivedAt) => [.. _lost.Where(l => l.SentAt <= receivedAt || l.SentAt > _now)];

    /// <summary>The orders of these attempts, by number.</summary>
    public IReadOnlyList<Order> OrdersOf(IReadOnlyList<LostAttempt> lost)
    {
        var numbers = lost.Select(l => l.OrderNumber).ToHashSet();
        return [.. _orders.Where(o => numbers.Contains(o.Number))];
    }

    /// <summary>Whether an attempt whose answer is still awaited may be meant.</summary>
    public bool MayBeInFlight(DownloadView view, long receivedAt) => _inFlight.Any(o => o.SubmittingAt <= receivedAt && TitleMatch.MayMean(view.Title, o));

    /// <summary>False where the title has no word of any candidate: then it is none of them, and nothing else need be asked.</summary>
    public bool MayMean(DownloadView view) => _anyTitle || (view.Title is { } title && _words.Overlaps(TitleMatch.WordsOfTitle(title)));
}
