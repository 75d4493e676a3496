using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>What a word of Digipanel about a download did.</summary>
internal enum EventEffect
{
    /// <summary>Nothing to do: still running, a repeat, or too late to matter.</summary>
    None,

    /// <summary>The order was delivered, or given free after its refund.</summary>
    Delivered,

    /// <summary>The money went back.</summary>
    Refunded,

    /// <summary>Done, but without a file yet: it is asked after.</summary>
    AskAgain,

    /// <summary>Failed after it had been delivered: nothing moves.</summary>
    TooLate,

    /// <summary>About no download of ours (yet): kept.</summary>
    Kept,
}

/// <summary>
/// Applies what Digipanel says of a download, whoever brought it: a webhook, a poll, or a webhook that had overtaken the answer to its own POST.
/// The state machine makes repeats, replays and wrong order harmless; nothing here depends on who came first.
/// </summary>
internal static class DownloadEvents
{
    /// <summary>Done without a file is asked after this soon.</summary>
    private const long AskAgainMs = 10_000;

    /// <summary>How long after its end an order in doubt may still be found by its title.</summary>
    private const long OrphanMaxMs = 24L * 3_600_000;

    public static EventEffect Apply(Tx tx, string account, DownloadView view)
    {
        var order = Find(tx, account, view.DownloadId) ?? AdoptOrphan(tx, account, view, tx.NowMs);
        if (order is null)
        {
            tx.Execute(
                """
                INSERT INTO digipanel_events (account, download_id, title, status_word, drive_link, licence_link, received_at)
                VALUES (@account, @DownloadId, @Title, @StatusWord, @DriveLink, @LicenceLink, @at)
                """,
                new { account, view.DownloadId, view.Title, view.StatusWord, view.DriveLink, view.LicenceLink, at = tx.NowMs });
            return EventEffect.Kept;
        }

        return Apply(tx, order, view);
    }

    /// <summary>The answer to a POST has just told its download id: what had come about it before is due now.</summary>
    public static void ApplyEarly(Tx tx, Order order)
    {
        foreach (var (id, _, view) in Kept(tx, "download_id = @DownloadId", new { order.Account, order.DownloadId }))
        {
            MarkMatched(tx, id, order.Number);
            Apply(tx, Find(tx, order.Account!, order.DownloadId!)!, view);
        }
    }

    /// <summary>
    /// An attempt has ended: its order may be in doubt now, or what came meanwhile is another's, because its own answer told another download.
    /// </summary>
    public static void AdoptKept(Tx tx, Order order)
    {
        foreach (var (id, receivedAt, view) in Kept(tx, "received_at >= @SubmittingAt", new { order.Account, order.SubmittingAt }))
        {
            if (Find(tx, order.Account!, view.DownloadId) is null && AdoptOrphan(tx, order.Account!, view, receivedAt) is { } adopted)
            {
                MarkMatched(tx, id, adopted.Number);
                Apply(tx, adopted, view);
            }
        }
    }

    private static EventEffect Apply(Tx tx, Order order, DownloadView view)
    {
        switch (order.State)
        {
            case "submitted" when view.IsDelivered:
                OrderEnd.Deliver(tx, order, view);
                return EventEffect.Delivered;
            case "submitted" when view.Status == DownloadStatus.Failed && IsItsOwn(order, view):
                LaneBooks.RefundIsDue(tx, order.Account!);
                OrderEnd.Fail(tx, order, FailureReason.Upstream);
                return EventEffect.Refunded;
            case "submitted" when view.Status == DownloadStatus.Done && IsItsOwn(order, view):
                tx.Execute("UPDATE orders SET next_poll_at = min(next_poll_at, @at) WHERE number = @Number", new { at = tx.NowMs + AskAgainMs, order.Number });
                tx.Wake<DownloadReconciler>();
                return EventEffect.AskAgain;
            case "failed" when view.IsDelivered && !order.Gift:
                OrderEnd.Give(tx, order, view);
                return EventEffect.Delivered;
            case "delivered" when view.Status == DownloadStatus.Failed:
                return EventEffect.TooLate;
            default:
                return EventEffect.None;
        }
    }

    private static bool IsItsOwn(Order order, DownloadView view) => order.DownloadId == view.DownloadId;

    private static Order? Find(Tx tx, string account, string downloadId) => tx.QuerySingleOrDefault<Order>(
        $"SELECT {Order.Columns} FROM orders WHERE account = @account AND download_id = @downloadId", new { account, downloadId });

    /// <summary>
    /// An unknown download id belongs to an order whose answer was lost, if one's slug agrees with the title: the one still in doubt first, then one
    /// that was put back, submitted again or given up since. Two orders of one item are interchangeable, so that the older is taken; two items of one
    /// title ("Logo Reveal" is a common one) are not, and then nobody gets it. Attempts whose answers are still awaited stand among the candidates: a
    /// webhook can overtake its own answer, and must not end up with a similar order in doubt. What such an attempt may claim is kept until it ends.
    /// </summary>
    private static Order? AdoptOrphan(Tx tx, string account, DownloadView view, long receivedAt)
    {
        var candidates = tx.Query<Order>(
            $"""
            SELECT {Order.Columns} FROM orders
            WHERE account = @account AND doubts > 0 AND uncertain_at >= @since AND state <> 'submitting'
            UNION ALL
            SELECT {Order.Columns} FROM orders WHERE account = @account AND state = 'submitting' AND submitting_at <= @receivedAt
            ORDER BY number
            """,
            new { account, since = tx.NowMs - OrphanMaxMs, receivedAt });
        var order = TitleMatch.Choose(view.Title, candidates).OrderBy(Need).FirstOrDefault();
        if (order is null || Need(order) == NeedNone || candidates.Any(o => o.State == "submitting" && TitleMatch.MayMean(view.Title, o)))
        {
            return null;
        }

        if (order is { State: "uncertain" or "accepted" })
        {
            BookItsCharge(tx, account, order);
            tx.Execute(
                """
                UPDATE orders SET state = 'submitted', download_id = @DownloadId, evidence = NULL, submitted_at = @at, next_poll_at = @next, polls = 0
                WHERE number = @Number
                """,
                new { view.DownloadId, at = tx.NowMs, next = tx.NowMs + AskAgainMs, order.Number });
            tx.Wake<SubmissionLane>();
            tx.Wake<DownloadReconciler>();
            return Find(tx, account, view.DownloadId);
        }

        // Submitted again under another id, or given up: only a finished file helps the customer.
        return view.IsDelivered ? order : null;
    }

    private const int NeedNone = 9;

    private static int Need(Order order) => order.State switch
    {
        "uncertain" => 0,
        "accepted" => 1,
        "submitted" => 2,
        "failed" when !order.Gift => 3,
        _ => NeedNone, // delivered, or given: only says that the title is taken
    };

    /// <summary>
    /// The webhook proves that the attempt was charged. Where the balance has not been read since, the charge is known now; where it was read and
    /// said otherwise, the reading came too early and must be repeated; where it said so, it is in the books.
    /// </summary>
    private static void BookItsCharge(Tx tx, string account, Order order)
    {
        if (order.State == "accepted")
        {
            LaneBooks.Forget(tx, account);
        }
        else if (order.Evidence is null)
        {
            tx.Execute("UPDATE digipanel_accounts SET balance = balance - cost, balance_exact = 0 WHERE account = @account", new { account });
        }
    }

    private static List<(long Id, long ReceivedAt, DownloadView View)> Kept(Tx tx, string which, object parameters) =>
        [.. tx.Query<KeptEvent>(
                $"SELECT id, received_at, download_id, title, status_word, drive_link, licence_link FROM digipanel_events WHERE account = @Account AND order_number IS NULL AND {which} ORDER BY id",
                parameters)
            .Select(e => (e.Id, e.ReceivedAt, new DownloadView(e.DownloadId, e.Title, DownloadView.StatusOf(e.StatusWord), e.StatusWord, e.DriveLink, e.LicenceLink)))];

    private static void MarkMatched(Tx tx, long id, long number) =>
        tx.Execute("UPDATE digipanel_events SET order_number = @number WHERE id = @id", new { id, number });

    private sealed record KeptEvent
    {
        public required long Id { get; init; }

        public required long ReceivedAt { get; init; }

        public required string DownloadId { get; init; }

        public string? Title { get; init; }

        public required string StatusWord { get; init; }

        public string? DriveLink { get; init; }

        public string? LicenceLink { get; init; }
    }
}
