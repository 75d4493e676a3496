using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;
using Dapper;

namespace Digipanel.Bot.Downloads;

/// <summary>A row of <c>digipanel_accounts</c>.</summary>
internal sealed record LaneBook
{
    public string? Stopped { get; init; }

    public long? Balance { get; init; }

    public required bool BalanceExact { get; init; }

    public required long Cost { get; init; }

    public required int RefundsDue { get; init; }

    public long? RefundsDueAt { get; init; }

    /// <summary>When it last decided about an order, or was put back into service.</summary>
    public long? ProgressAt { get; init; }

    /// <summary>An admin waits for a look at it.</summary>
    public long? ProbeAskedAt { get; init; }
}

/// <summary>
/// What is known of the accounts: stopped or not, and what their balance should be. See <see cref="BalanceEvidence"/> for when a reading is trusted,
/// and as what.
/// </summary>
internal static partial class LaneBooks
{
    /// <summary>Below this many downloads the admins are warned: Digipanel's own top-ups start at Rp 50.000 and take a person.</summary>
    private const int LowBalanceDownloads = 50;

    /// <summary>
    /// A refund not seen by then was part of an earlier reading, or will never come. Not sooner: one that was given up after ten minutes and came after
    /// thirteen hid a charge that came late, and Digipanel took Rp 400 for one order without a word of it in the books.
    /// </summary>
    public const long RefundDueMaxMs = 1_800_000;

    public static void EnsureRow(Tx tx, string account) =>
        tx.Execute("INSERT INTO digipanel_accounts (account) VALUES (@account) ON CONFLICT DO NOTHING", new { account });

    public static LaneBook? Find(SqliteConnection connection, string account) => connection.QuerySingleOrDefault<LaneBook>(
        "SELECT stopped, balance, balance_exact, cost, refunds_due, refunds_due_at, progress_at, probe_asked_at FROM digipanel_accounts WHERE account = @account", new { account });

    /// <summary>A submission was accepted.</summary>
    /// <param name="tx">The transaction that records it.</param>
    /// <param name="account">Where.</param>
    /// <param name="accepted">The answer.</param>
    /// <param name="alone">
    /// Nothing else was under way from before it was sent until now, and no earlier attempt is in doubt: only then does <c>balance_after</c> tell the
    /// balance now; otherwise another charge may or may not be in it, and only the cost is booked.
    /// </param>
    /// <param name="alerts">Where a low balance is told.</param>
    public static void Charged(Tx tx, string account, SubmitOutcome.Accepted accepted, bool alone, AdminAlerts alerts)
    {
        var book = Find(tx.Connection, account)!;
        var taken = Math.Max(0, accepted.Cost ?? book.Cost); // told as free: an id that was answered before, say
        var cost = taken > 0 ? taken : book.Cost;
        LanePace.Spent(tx, account, taken);
        if (alone && accepted.BalanceAfter is { } after)
        {
            Rebase(tx, account, book, expected: book.Balance - taken, seen: after, cost, quiet: true);
        }
        else
        {
            tx.Execute(
                "UPDATE digipanel_accounts SET balance = balance - @taken, balance_exact = 0, cost = @cost WHERE account = @account", new { taken, cost, account });
        }

        if (book.Stopped is null)
        {
            AllClear(tx, account, alerts); // not by an answer from before the stop: it would stay stopped, and the admins would think that all is well
        }

        if (accepted.BalanceAfter is { } left)
        {
            Warn(tx, account, left, cost, alerts);
        }
    }

    /// <summary>The balance was read while nothing was under way.</summary>
    /// <param name="tx">The transaction that records it.</param>
    /// <param name="account">Where.</param>
    /// <param name="known">The answer.</param>
    /// <param name="quiet">Nothing was in doubt either: what is missing is nobody's, or a late charge.</param>
    /// <param name="alerts">Where a low balance is told.</param>
    public static void Seen(Tx tx, string account, BalanceOutcome.Known known, bool quiet, AdminAlerts alerts)
    {
        var book = Find(tx.Connection, account)!;
        var cost = known.CostPerDownload is > 0 and var told ? told : book.Cost;
        Rebase(tx, account, book, book.Balance, known.Balance, cost, quiet);
        Warn(tx, account, known.Balance, cost, alerts);
    }

    /// <summary>A download failed there: its Rp 200 will come back, or has come just now.</summary>
    public static void RefundIsDue(Tx tx, string account) => tx.Execute(
        "UPDATE digipanel_accounts SET refunds_due = refunds_due + 1, refunds_due_at = @at, balance_exact = 0 WHERE account = @account",
        new { account, at = tx.NowMs });

    /// <summary>Nobody knows any more; it is read before the next submission.</summary>
    public static void Forget(Tx tx, string account)
    {
        tx.Execute("UPDATE digipanel_accounts SET balance = NULL, balance_exact = 0 WHERE account = @account", new { account });
        LateCharges.Suspect(tx, account);
    }

    /// <summary>
    /// What was seen is what is expected from now on, whoever moved it: a person's top-up, a refund, another program with the key. Only refunds that
    /// were due are taken out of a rise before it counts as unexplained.
    /// </summary>
    private static void Rebase(Tx tx, string account, LaneBook book, long? expected, long seen, long cost, bool quiet)
    {
        var rise = seen - expected ?? 0;
        var refundsSeen = RefundsIn(rise, cost, book.RefundsDue);
        var left = book.RefundsDue - refundsSeen;
        var isOver = book.RefundsDueAt < tx.NowMs - RefundDueMaxMs;
        tx.Execute(
            "UPDATE digipanel_accounts SET balance = @seen, balance_exact = 1, cost = @cost, refunds_due = @due WHERE account = @account",
            new { account, seen, cost, due = isOver ? 0 : left });
        if (quiet)
        {
            LateCharges.Weigh(tx, account, -rise, refundsSeen * cost, refundLost: isOver && left > 0);
        }
    }

    /// <summary>How many of the refunds that are due a rise holds: all of it, or what stands over a person's top-up in whole thousands.</summary>
    private static long RefundsIn(long rise, long cost, long due)
    {
        var over = rise / cost <= due ? rise : rise % LateCharges.TopupStep;
        return rise > 0 && over % cost == 0 && over / cost <= due ? over / cost : 0;
    }

    private static void Warn(Tx tx, string account, long balance, long cost, AdminAlerts alerts)
    {
        var alert = $"digipanel:{account}:low";
        var downloads = balance / cost;
        if (downloads < LowBalanceDownloads)
        {
            alerts.Raise(tx, alert, texts => texts.AlertLowBalance(account, new Rupiah(balance), downloads));
        }
        else
        {
            alerts.Clear(tx, alert, texts => texts.AlertLowBalanceOver(account, new Rupiah(balance)));
        }
    }
}
