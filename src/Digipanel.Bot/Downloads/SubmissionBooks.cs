using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>A lane's transactions: taking the next order, recording an answer, deciding about doubtful ones.</summary>
internal sealed class SubmissionBooks(DigipanelOptions options, AdminAlerts alerts)
{
    /// <summary>An order whose answers get lost is tried this often; then the money goes back.</summary>
    public const int DoubtsMax = 3;

    /// <summary>After a 5xx the charge comes back by itself ("Saldo otomatis di-refund"); it is awaited this long before it counts as a charge.</summary>
    public const long RefundWatchMs = 60_000;

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
        if (current is { State: "uncertain" } && outcome is SubmitOutcome.Accepted late)
        {
            Accepted(tx, current, late, alone: false);
            return;
        }

        if (current is not { State: "submitting" })
        {
            return;
        }

        Apply(tx, order, outcome, alone);
        DownloadEvents.AdoptKept(tx, order);
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

    /// <summary>
    /// The balance was read while nothing was under way, some time after the last doubtful attempt. See <see cref="BalanceEvidence"/> for what it proves.
    /// </summary>
    /// <returns>False where a refund is awaited before anything is decided.</returns>
    public bool Resolve(Tx tx, string account, BalanceOutcome.Known known)
    {
        var doubtful = Doubtful(tx, account);
        var book = LaneBooks.Find(tx.Connection, account)!;
        var verdict = book.Balance is { } expected
            ? BalanceEvidence.Judge(expected, known.Balance, book.Cost, doubtful.Count, book.RefundsDue)
            : BalanceVerdict.Unclear;
        if (verdict != BalanceVerdict.NoneCharged && doubtful.All(o => o.Doubt == "server_error" && o.UncertainAt <= tx.NowMs && o.UncertainAt + RefundWatchMs > tx.NowMs))
        {
            return false;
        }

        foreach (var order in doubtful)
        {
            if (verdict == BalanceVerdict.NoneCharged)
            {
                TryAgain(tx, order);
            }
            else
            {
                tx.Execute(
                    "UPDATE orders SET evidence = @evidence WHERE number = @Number",
                    new { evidence = verdict == BalanceVerdict.AllCharged ? "charged" : "unclear", order.Number });
            }
        }

        LaneBooks.Seen(tx, account, known, alerts);
        tx.Wake<SubmissionLane>();
        return true;
    }

    /// <summary>Puts a doubtful order back into the queue, at its place, unless that was done often enough.</summary>
    public static void TryAgain(Tx tx, Order order)
    {
        if (order.Doubts >= DoubtsMax)
        {
            OrderEnd.Fail(tx, order, FailureReason.Lost);
        }
        else
        {
            PutBack(tx, order);
        }
    }

    private void Accepted(Tx tx, Order order, SubmitOutcome.Accepted accepted, bool alone)
    {
        var account = order.Account!;
        if (tx.QuerySingleOrDefault<long?>(
            "SELECT number FROM orders WHERE account = @account AND download_id = @DownloadId", new { account, accepted.DownloadId }) is not null)
        {
            // An id that stands for another order already: whatever this means, it is not this order's download.
            if (order.State == "submitting")
            {
                Doubt(tx, order, "no_answer");
            }

            return;
        }

        // The charge of one in doubt whose evidence was weighed is in the books.
        if (order.Evidence is null)
        {
            var doubtful = Doubtful(tx, account).Count > 0;
            LaneBooks.Charged(tx, account, accepted, alone && !doubtful, alerts);
        }

        var title = string.IsNullOrWhiteSpace(accepted.Title) ? order.Title : accepted.Title.Trim();
        tx.Execute(
            """
            UPDATE orders SET state = 'submitted', download_id = @DownloadId, title = substr(@title, 1, 200), submitted_at = @at, next_poll_at = @next,
              polls = 0, evidence = NULL
            WHERE number = @Number
            """,
            new { accepted.DownloadId, title, at = tx.NowMs, next = tx.NowMs + (long)options.PollAfter.TotalMilliseconds, order.Number });
        DownloadEvents.ApplyEarly(tx, order with { State = "submitted", DownloadId = accepted.DownloadId });
    }

    /// <summary>Nobody knows whether the attempt arrived. Its webhook may be here already.</summary>
    public static void Doubt(Tx tx, Order order, string doubt)
    {
        tx.Execute(
            "UPDATE orders SET state = 'uncertain', doubts = doubts + 1, doubt = @doubt, evidence = NULL, uncertain_at = @at WHERE number = @Number",
            new { doubt, at = tx.NowMs, order.Number });
        DownloadEvents.AdoptKept(tx, order);
    }

    private static void PutBack(Tx tx, Order order)
    {
        tx.Execute("UPDATE orders SET state = 'accepted', evidence = NULL WHERE number = @Number", new { order.Number });
        tx.Wake<SubmissionLane>();
    }

    private static IReadOnlyList<Order> Doubtful(Tx tx, string account) => tx.Query<Order>(
        $"SELECT {Order.Columns} FROM orders WHERE account = @account AND state = 'uncertain' AND evidence IS NULL", new { account });
}
