using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups.Cases;

/// <summary>
/// Asks Doitpay about credited payments that a notification calls given back, before an admin is called. Without any answer the admins are called in
/// the end all the same, and told so: money that is gone must not be forgotten because a status call was down. Not for what anyone can claim, though.
/// </summary>
public sealed class RefundChecker : Pump
{
    // A notification may overtake Doitpay's own status database: asked for a day before the notification is taken for wrong.
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(6), TimeSpan.FromHours(16),
    ];

    private readonly SnapClient _doitpay;
    private readonly DoitpayOptions _options;
    private readonly AdminAlerts _alerts;

    /// <summary>Made by the host.</summary>
    public RefundChecker(Store store, SnapClient doitpay, DoitpayOptions options, AdminAlerts alerts, TimeProvider time, ILogger<RefundChecker> logger)
        : base(store, time, logger) => (_doitpay, _options, _alerts) = (doitpay, options, alerts);

    /// <inheritdoc/>
    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (!Store.Read(c => PaymentCases.HasDue(c, Time.GetUtcNow())) || _doitpay.Budget.Take(1) == 0)
        {
            return false;
        }

        if (await Store.InTransaction(tx => PaymentCases.LeaseAsking(tx, Lease.Of(_options)), cancellationToken) is not { } asked
            || Store.Read(c => TopupTable.Find(c, asked.TopupId!)) is not { } topup)
        {
            _doitpay.Budget.Return(1);
            return false;
        }

        var outcome = await _doitpay.LookAsync(topup, CancellationToken.None);
        await Store.InTransaction(tx => Record(tx, asked, outcome), CancellationToken.None);
        return true;
    }

    /// <inheritdoc/>
    internal override Task BeginAsync(CancellationToken cancellationToken) => Store.InTransaction(
        tx =>
        {
            PaymentCases.MakeLeasedDue(tx, Lease.Of(_options));
            PaymentCases.ShowMissing(tx, _alerts);
        },
        cancellationToken);

    private void Record(Tx tx, PaymentCase asked, StatusOutcome outcome)
    {
        DoitpayAlerts.Clock(tx, _alerts, _doitpay.Skew);
        var answer = outcome switch
        {
            StatusOutcome.Known known when PaymentEvidence.IsTakenBack(known.Status) => $"status {SnapStatus.Describe(known.Status)}",
            _ => null,
        };
        if (answer is not null)
        {
            PaymentCases.Open(tx, _alerts, asked, answer);
        }
        else if (!PaymentCases.IsLeased(tx, asked))
        {
            return; // told again since the question left: it is due again, and this answer may be older than the news
        }
        else if (asked.Asked < Delays.Length)
        {
            PaymentCases.AskAgain(tx, asked, tx.Now + Delays[asked.Asked]);
        }
        else if (outcome is StatusOutcome.Known or StatusOutcome.NotFound || asked.Proof is CaseProof.Anyone)
        {
            PaymentCases.Settle(tx, asked);
        }
        else
        {
            PaymentCases.Open(tx, _alerts, asked, $"{asked.Why}, which Doitpay's status call has not confirmed for a day because it gives no answer");
        }
    }
}
