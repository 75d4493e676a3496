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

    /// <summary>Failed after it had been delivered: nothing moves for the customer, and Digipanel's refund is awaited.</summary>
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

    public static EventEffect Apply(Tx tx, string account, DownloadView view)
    {
        if (UpstreamDownloads.Orders(tx, account, view.DownloadId).Count == 0)
        {
            if (Orphans.Place(tx, account, view, tx.NowMs) is not { } order)
            {
                KeptEvents.Keep(tx, account, view);
                return EventEffect.Kept;
            }

            TellKept(tx, account, view.DownloadId, order);
        }

        var effect = Tell(tx, account, view);
        Orphans.Reoffer(tx, account);
        return effect;
    }

    /// <summary>Something about a known download.</summary>
    public static EventEffect Tell(Tx tx, string account, DownloadView view)
    {
        if (UpstreamDownloads.Ended(tx, account, view))
        {
            LaneBooks.RefundIsDue(tx, account);
        }

        var effect = EventEffect.None;
        foreach (var order in UpstreamDownloads.Orders(tx, account, view.DownloadId))
        {
            effect = Advance(tx, order, account, view);
            UpstreamLosses.Review(tx, order.Number);
        }

        return effect;
    }

    /// <summary>A download has just become an order's, by the answer to its POST or by its title: what had come about it before is due now.</summary>
    public static void TellKept(Tx tx, string account, string downloadId, long order)
    {
        foreach (var view in KeptEvents.Take(tx, account, downloadId, order))
        {
            Tell(tx, account, view);
        }
    }

    private static EventEffect Advance(Tx tx, Order order, string account, DownloadView view)
    {
        if (order.State is "uncertain" or "accepted")
        {
            order = Stand(tx, order, account, view.DownloadId);
        }

        var isItsOwn = order.DownloadId == view.DownloadId && order.Account == account;
        switch (order.State)
        {
            case "submitted" when view.IsDelivered:
                // Its own, or an earlier attempt's that was charged after all: whichever file comes first.
                OrderEnd.Deliver(tx, order with { Account = account }, view);
                return EventEffect.Delivered;
            case "submitted" when view.Status == DownloadStatus.Failed && isItsOwn:
                if (UpstreamDownloads.Running(tx, order.Number) is { } other)
                {
                    Stand(tx, order, other.Account, other.DownloadId);
                    return EventEffect.AskAgain;
                }

                OrderEnd.Fail(tx, order, FailureReason.Upstream);
                return EventEffect.Refunded;
            case "submitted" when view.Status == DownloadStatus.Done && isItsOwn:
                tx.Execute("UPDATE orders SET next_poll_at = min(next_poll_at, @at) WHERE number = @Number", new { at = tx.NowMs + AskAgainMs, order.Number });
                tx.Wake<DownloadReconciler>();
                return EventEffect.AskAgain;
            case "failed" when view.IsDelivered && !order.Gift:
                OrderEnd.Give(tx, order with { Account = account }, view);
                return EventEffect.Delivered;
            case "delivered" when view.Status == DownloadStatus.Failed && isItsOwn:
                return EventEffect.TooLate;
            default:
                return EventEffect.None;
        }
    }

    /// <summary>From now on this download stands for the order: of a lost attempt that was found, or beside one that failed.</summary>
    private static Order Stand(Tx tx, Order order, string account, string downloadId)
    {
        tx.Execute(
            """
            UPDATE orders SET state = 'submitted', account = @account, download_id = @downloadId, evidence = NULL, submitted_at = @at, next_poll_at = @next,
              polls = 0
            WHERE number = @Number
            """,
            new { account, downloadId, at = tx.NowMs, next = tx.NowMs + AskAgainMs, order.Number });
        Purchases.Moved(tx, order);
        tx.Wake<SubmissionLane>();
        tx.Wake<DownloadReconciler>();
        return order with { State = "submitted", Account = account, DownloadId = downloadId, Evidence = null };
    }
}
