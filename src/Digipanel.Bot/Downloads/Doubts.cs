using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>Decides about the orders in doubt of an account, when its balance was read.</summary>
internal static class Doubts
{
    /// <summary>An order whose answers get lost is tried this often; then the money goes back.</summary>
    public const int DoubtsMax = 3;

    /// <summary>After a 5xx the charge comes back by itself ("Saldo otomatis di-refund"); it is awaited this long before it counts as a charge.</summary>
    public const long RefundWatchMs = 60_000;

    /// <summary>The orders whose latest attempt the balance was not asked about yet.</summary>
    public static IReadOnlyList<Order> Of(Tx tx, string account) => tx.Query<Order>(
        $"SELECT {Order.Columns} FROM orders WHERE account = @account AND state = 'uncertain' AND evidence IS NULL", new { account });

    /// <summary>
    /// The balance was read while nothing was under way, some time after the last doubtful attempt. See <see cref="BalanceEvidence"/> for what it proves.
    /// </summary>
    /// <returns>False where a refund is awaited before anything is decided.</returns>
    public static bool Resolve(Tx tx, string account, BalanceOutcome.Known known, AdminAlerts alerts)
    {
        var doubtful = Of(tx, account);
        var verdict = Judge(tx, account, known, doubtful);
        if (verdict != Verdict.NotCharged && doubtful.All(o => o.Doubt == "server_error" && o.UncertainAt <= tx.NowMs && o.UncertainAt + RefundWatchMs > tx.NowMs))
        {
            return false;
        }

        LaneBooks.Seen(tx, account, known, quiet: doubtful.Count == 0, alerts);
        if (verdict == Verdict.Unclear)
        {
            LateCharges.Suspect(tx, account); // what is missing, or hidden, may as well be theirs
        }

        foreach (var order in doubtful)
        {
            LostAttempts.Judge(tx, order, verdict);
            if (verdict == Verdict.NotCharged)
            {
                TryAgain(tx, order);
                continue;
            }

            tx.Execute("UPDATE orders SET evidence = @verdict WHERE number = @Number", new { verdict, order.Number });
            if (order.Doubt == "server_error")
            {
                LaneBooks.RefundIsDue(tx, account); // announced by the 5xx, and perhaps only late
            }
        }

        Orphans.Reoffer(tx, account);
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
            SubmissionBooks.PutBack(tx, order);
            UpstreamLosses.Review(tx, order.Number);
        }
    }

    /// <summary>Nobody waits any longer for what an order in doubt came to: its money goes back, and what it may have cost is a loss.</summary>
    public static void GiveUp(Tx tx, Order order)
    {
        if (order.Evidence is null)
        {
            // Given up without evidence: what the balance should be is no longer known either.
            LaneBooks.Forget(tx, order.Account!);
        }

        OrderEnd.Fail(tx, order, FailureReason.Lost);
        Orphans.Reoffer(tx, order);
        tx.Wake<SubmissionLane>();
    }

    private static string Judge(Tx tx, string account, BalanceOutcome.Known known, IReadOnlyList<Order> doubtful)
    {
        var book = LaneBooks.Find(tx.Connection, account)!;
        var late = LateCharges.Count(tx, account, but: doubtful.Count == 1 ? doubtful[0].Number : null);
        return (book.Balance is { } expected ? BalanceEvidence.Judge(expected, known.Balance, book.Cost, doubtful.Count, book.RefundsDue, late) : BalanceVerdict.Unclear) switch
        {
            BalanceVerdict.NoneCharged => Verdict.NotCharged,
            BalanceVerdict.AllCharged => Verdict.Charged,
            _ => Verdict.Unclear,
        };
    }
}
