using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups;

/// <summary>
/// Asks after payments: at once when a notification came, at growing intervals where none does, once more before a top-up is called
/// expired, and a few times after its end. What the answer proves is booked in the transaction that records it.
/// </summary>
public sealed partial class TopupReconciler : InFlightPump
{
    private const int LooksPerLongestDue = 4;

    // One look without an answer is nothing: it is repeated.
    private static readonly TimeSpan SilenceMax = TimeSpan.FromMinutes(10);

    private readonly SnapClient _doitpay;
    private readonly DoitpayOptions _options;
    private readonly AdminAlerts _alerts;
    private readonly ILogger<TopupReconciler> _logger;
    private int _looks;
    private long? _silentSince;

    /// <summary>Made by the host.</summary>
    public TopupReconciler(Store store, SnapClient doitpay, DoitpayOptions options, AdminAlerts alerts, TimeProvider time, ILogger<TopupReconciler> logger)
        : base(store, time, logger) => (_doitpay, _options, _alerts, _logger) = (doitpay, options, alerts, logger);

    /// <inheritdoc/>
    protected override void Revive(Tx tx)
    {
        TopupTable.MakeDue(tx, "issued"); // notifications may have come while nobody listened
        TopupTable.MakeLeasedDue(tx, Lease.Of(_options)); // a payment of a cancelled one was being asked after
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Topup>> LeaseAsync(int rowsMax, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!Store.Read(c => TopupTable.HasDue(c, now, requested: false)) || _doitpay.Budget.Take(rowsMax) is not (> 0 and var calls))
        {
            return [];
        }

        // One call in four goes to whoever has waited longest.
        var longestDue = Enumerable.Range(_looks, calls).Count(look => look % LooksPerLongestDue == 0);
        var leased = await Store.InTransaction(tx => TopupTable.LeaseLooks(tx, calls, longestDue, Lease.Of(_options)), cancellationToken);
        _looks = (_looks + leased.Count) % LooksPerLongestDue;
        _doitpay.Budget.Return(calls - leased.Count);
        return leased;
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(Topup topup)
    {
        StatusOutcome outcome;
        try
        {
            outcome = await _doitpay.LookAsync(topup, CancellationToken.None);
        }
        catch (Exception e)
        {
            // A bug of ours: counted as no answer, so that the top-up still ends.
            LogFault(topup.Reference, e);
            outcome = new StatusOutcome.Unreachable($"a fault of our own ({e.GetType().Name})");
        }

        await Store.InTransaction(tx => Record(tx, topup, outcome));
    }

    private void Record(Tx tx, Topup leased, StatusOutcome outcome)
    {
        DoitpayAlerts.Clock(tx, _alerts, _doitpay.Skew);

        // State and flags as they are now; the hints as they were when the question left.
        if (TopupTable.Find(tx.Connection, leased.Id) is not { State: not TopupState.Paid } current)
        {
            return;
        }

        var topup = current with { Hints = leased.Hints };
        switch (outcome)
        {
            case StatusOutcome.Known known:
                Answered(tx);
                Weigh(tx, topup, known);
                break;
            case StatusOutcome.NotFound:
                Answered(tx);
                Unpaid(tx, topup, "unknown to Doitpay");
                break;
            case StatusOutcome.NotAuthorised no:
                _silentSince = null;
                DoitpayAlerts.Unauthorised(tx, _alerts, no.Code, no.Message);
                Unanswered(tx, topup, $"{no.Code} {no.Message}");
                break;
            case StatusOutcome.Refused no:
                _silentSince = null;
                Unanswered(tx, topup, $"{no.Code} {no.Message}");
                break;
            case StatusOutcome.Unreachable unreachable:
                LogUnreachable(topup.Reference, unreachable.Why);
                Silent(tx, unreachable.Why);
                Unanswered(tx, topup, unreachable.Why);
                break;
        }

        TellAnswer(tx, leased, outcome);
    }

    private void Answered(Tx tx)
    {
        _silentSince = null;
        DoitpayAlerts.Answers(tx, _alerts);
    }

    // Nobody may be asking for a new top-up just now, and those who have paid wait for this answer.
    private void Silent(Tx tx, string why)
    {
        _silentSince ??= Time.GetTimestamp();
        if (Time.GetElapsedTime(_silentSince.Value) >= SilenceMax)
        {
            DoitpayAlerts.Silent(tx, _alerts, why, SilenceMax);
        }
    }

    // Whoever pressed "Cek status" hears what came of it. Asked while this look was under way: it may have missed the payment, so look once more; but
    // who asked before it hears of it all the same, or a customer who presses faster than Doitpay answers would never hear anything.
    private static void TellAnswer(Tx tx, Topup leased, StatusOutcome outcome)
    {
        if (TopupTable.Find(tx.Connection, leased.Id) is not { State: not TopupState.Paid, IsAsked: true } topup)
        {
            return;
        }

        if (topup.AskedAt != leased.AskedAt)
        {
            TopupChanges.LookNow(tx, topup);
        }

        if (!leased.IsAsked)
        {
            return;
        }

        TopupChanges.Answer(tx, topup, outcome is StatusOutcome.Known or StatusOutcome.NotFound);
        Invoices.Show(tx, topup);
    }

    private void Weigh(Tx tx, Topup topup, StatusOutcome.Known known)
    {
        switch (PaymentEvidence.Of(topup, known))
        {
            case PaymentEvidence.Paid:
                TopupCredit.Pay(tx, topup, _alerts);
                break;
            case PaymentEvidence.Mismatch mismatch:
                if (!topup.ToldMismatch)
                {
                    LogMismatch(topup.Reference, mismatch.Why); // with the alert: it is looked at for days
                }

                TopupCredit.Refuse(tx, topup, mismatch, _alerts);
                Unpaid(tx, topup with { ToldMismatch = true }, mismatch.Why);
                break;
            case PaymentEvidence.Unpaid unpaid:
                if (!unpaid.StatusIsKnown)
                {
                    LogUnknownStatus(topup.Reference, unpaid.Status);
                }

                Unpaid(tx, topup, null);
                break;
        }
    }

    private void Unpaid(Tx tx, Topup topup, string? why)
    {
        if (topup.State is not TopupState.Issued)
        {
            LookLater(tx, topup, why, answered: true);
        }
        else if (TopupSchedule.IsOver(topup, tx.Now))
        {
            Expire(tx, topup, why ?? "unpaid");
        }
        else
        {
            TopupChanges.LookAgain(tx, topup, TopupSchedule.NextLook(topup, tx.Now, _options.StatusPollInterval), why);
        }
    }

    private void Unanswered(Tx tx, Topup topup, string why)
    {
        if (topup.State is not TopupState.Issued)
        {
            LookLater(tx, topup, why, answered: false);
        }
        else if (TopupSchedule.IsOverUnanswered(topup, tx.Now))
        {
            Expire(tx, topup, why);
        }
        else
        {
            TopupChanges.LookAgain(tx, topup, TopupSchedule.NextLook(topup, tx.Now, _options.StatusPollInterval), why);
            if (TopupSchedule.IsOver(topup, tx.Now))
            {
                Invoices.Show(tx, topup); // still asked after, but not to be paid any more
            }
        }
    }

    private static void LookLater(Tx tx, Topup topup, string? why, bool answered) =>
        TopupChanges.LookAgain(tx, topup, TopupSchedule.NextLateLook(topup, tx.Now, answered), why);

    private static void Expire(Tx tx, Topup topup, string why)
    {
        TopupChanges.End(tx, topup, TopupState.Expired, why, TopupSchedule.NextLateLook(topup with { EndedAt = tx.NowMs }, tx.Now, answered: true));
        Invoices.Show(tx, topup);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Top-up {Reference}: a look failed by a fault of our own")]
    private partial void LogFault(string reference, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Top-up {Reference}: no answer about its payment: {Why}")]
    private partial void LogUnreachable(string reference, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Top-up {Reference}: Doitpay reports money that does not match: {Why}. Nothing is credited")]
    private partial void LogMismatch(string reference, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Top-up {Reference}: Doitpay reports the unknown status {Status}; taken as not paid yet")]
    private partial void LogUnknownStatus(string reference, string status);
}
