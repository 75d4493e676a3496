using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>A lane's transactions: taking the next order and recording an answer.</summary>
internal sealed class SubmissionBooks(DigipanelOptions options, AdminAlerts alerts)
{
    /// <summary>
    /// Takes the next order: the smallest (turn, number), so that somebody's hundred links do not delay another's one. The state is committed before
    /// the POST; whatever happens then, the row tells that it may have been sent.
    /// </summary>
    public static Order? Claim(Tx tx, string account)
    {
        var order = tx.QuerySingleOrDefault<Order>(
            $"""
            UPDATE orders SET state = 'submitting', account = @account, attempts = attempts + 1, submitting_at = @at,
              balance_before = (SELECT balance FROM digipanel_accounts WHERE account = @account)
            WHERE number = (SELECT number FROM orders WHERE state = 'accepted' ORDER BY turn, number LIMIT 1)
              AND EXISTS (SELECT 1 FROM digipanel_accounts WHERE account = @account AND stopped IS NULL)
              AND NOT EXISTS (SELECT 1 FROM orders WHERE account = @account AND state = 'uncertain' AND evidence IS NULL)
            RETURNING {Order.Columns}
            """,
            new { account, at = tx.NowMs });
        if (order is not null)
        {
            tx.Execute("UPDATE download_queue SET turn = max(turn, @Turn)", new { order.Turn });
            Purchases.Moved(tx, order);
            KeptLinks.WalletMoved(tx, order.CustomerId); // what waits for room in the queue may have it now
        }

        return order;
    }

    /// <summary>Nobody knows of these attempts any more: the process that made them died, or could not record the answer.</summary>
    public static int Abandoned(Tx tx, string account, IReadOnlyCollection<long> underWay)
    {
        var abandoned = tx.Query<Order>(
            $"SELECT {Order.Columns} FROM orders WHERE account = @account AND state = 'submitting'", new { account }).Where(o => !underWay.Contains(o.Number)).ToList();
        foreach (var order in abandoned)
        {
            Doubt(tx, order, "process_died");
        }

        return abandoned.Count;
    }

    /// <summary>
    /// Records an answer, exactly once: the attempt's number guards against one that comes after the row was given up. Given up as hanging (the
    /// clock was put forward), it is in doubt, and then the answer that tells its download is the best evidence there can be.
    /// </summary>
    public void Record(Tx tx, Order order, SubmitOutcome outcome, bool alone)
    {
        var current = tx.QuerySingleOrDefault<Order>(
            $"SELECT {Order.Columns} FROM orders WHERE number = @Number AND attempts = @Attempts", new { order.Number, order.Attempts });
        if (current is { State: "submitting" })
        {
            Apply(tx, order, outcome, alone);
        }
        else if (outcome is SubmitOutcome.Accepted late)
        {
            Late(tx, order, late);
        }

        Orphans.Reoffer(tx, order);
    }

    /// <summary>The answer of an attempt that counts as lost: whatever became of the order since, this is its download.</summary>
    private static void Late(Tx tx, Order attempt, SubmitOutcome.Accepted accepted)
    {
        var account = attempt.Account!;
        var isOpen = tx.Scalar<long>(
            "SELECT EXISTS (SELECT 1 FROM lost_attempts WHERE order_number = @Number AND attempt = @Attempts AND download_id IS NULL)", new { attempt.Number, attempt.Attempts }) == 1;
        if (isOpen && UpstreamDownloads.Orders(tx, account, accepted.DownloadId).Count == 0)
        {
            LostAttempts.Place(tx, account, accepted.DownloadId, attempt.Number, attempt.Attempts);
            DownloadEvents.TellKept(tx, account, accepted.DownloadId, attempt.Number);
        }

        DownloadEvents.Apply(tx, account, new DownloadView(accepted.DownloadId, accepted.Title, DownloadStatus.Running, "", null, null));
    }

    private void Apply(Tx tx, Order order, SubmitOutcome outcome, bool alone)
    {
        var account = order.Account!;
        switch (outcome)
        {
            case SubmitOutcome.Accepted accepted:
                Accepted(tx, order, accepted, alone);
                break;
            case SubmitOutcome.Refused:
                LanePace.Moved(tx, account);
                OrderEnd.Fail(tx, order, FailureReason.Refused);
                break;
            case SubmitOutcome.Unauthorized:
                PutBack(tx, order);
                LaneBooks.Stop(tx, account, LaneBooks.Unauthorized, options, alerts);
                break;
            case SubmitOutcome.NoBalance:
                PutBack(tx, order);
                LaneBooks.Stop(tx, account, LaneBooks.NoBalance, options, alerts);
                break;
            case SubmitOutcome.RateLimited or SubmitOutcome.NotTaken:
                PutBack(tx, order);
                break;
            case SubmitOutcome.Uncertain lost:
                Doubt(tx, order, lost.Reason.StartsWith("HTTP 5", StringComparison.Ordinal) ? "server_error" : "no_answer");
                break;
            default:
                throw new InvalidOperationException($"An outcome without a rule: {outcome.GetType().Name}");
        }
    }

    private void Accepted(Tx tx, Order order, SubmitOutcome.Accepted accepted, bool alone)
    {
        var account = order.Account!;
        var others = UpstreamDownloads.Orders(tx, account, accepted.DownloadId);
        if (others.Any(o => o.Link != order.Link))
        {
            // An id that stands for another item already: whatever this means, its file is not this order's.
            Doubt(tx, order, "no_answer");
            return;
        }

        LanePace.Moved(tx, account);
        LaneBooks.Charged(tx, account, accepted, alone && Doubts.Of(tx, account).Count == 0, alerts);
        UpstreamDownloads.Add(tx, account, accepted.DownloadId, order.Number, order.Attempts);
        var title = string.IsNullOrWhiteSpace(accepted.Title) ? order.Title : accepted.Title.Trim();
        tx.Execute(
            """
            UPDATE orders SET state = 'submitted', download_id = @DownloadId, title = substr(@title, 1, 200), submitted_at = @at, next_poll_at = @next,
              polls = 0, evidence = NULL
            WHERE number = @Number
            """,
            new { accepted.DownloadId, title, at = tx.NowMs, next = tx.NowMs + (long)options.PollAfter.TotalMilliseconds, order.Number });
        UpstreamLosses.Review(tx, order.Number);
        DownloadEvents.TellKept(tx, account, accepted.DownloadId, order.Number);
        if (others.FirstOrDefault(o => o.State == "delivered" && o.DownloadId == accepted.DownloadId) is { } done)
        {
            // The id of a download that another customer of this link has already: the file is the same, and this one paid as well.
            DownloadEvents.Tell(
                tx, account, new DownloadView(accepted.DownloadId, done.Title, DownloadStatus.Done, "berhasil", done.DriveLink, done.LicenceLink));
        }
    }

    /// <summary>Nobody knows whether the attempt arrived. Its webhook may be here already.</summary>
    public static void Doubt(Tx tx, Order order, string doubt)
    {
        tx.Execute(
            "UPDATE orders SET state = 'uncertain', doubts = doubts + 1, doubt = @doubt, evidence = NULL, uncertain_at = @at WHERE number = @Number",
            new { doubt, at = tx.NowMs, order.Number });
        LostAttempts.Add(tx, order, doubt);
        Orphans.Reoffer(tx, order);
    }

    /// <summary>Puts an order back into the queue, at its place.</summary>
    public static void PutBack(Tx tx, Order order)
    {
        tx.Execute("UPDATE orders SET state = 'accepted', evidence = NULL WHERE number = @Number", new { order.Number });
        Purchases.Moved(tx, order);
        tx.Wake<SubmissionLane>();
    }
}
