using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups;

/// <summary>Takes wishes to Doitpay and brings back a QR, a link or a number that is worth showing.</summary>
public sealed partial class TopupIssuer : InFlightPump
{
    private readonly SnapClient _doitpay;
    private readonly DoitpayOptions _options;
    private readonly ShopOptions _shop;
    private readonly AdminAlerts _alerts;
    private readonly Ids _ids;
    private readonly Typing _typing;
    private readonly ILogger<TopupIssuer> _logger;

    /// <summary>Made by the host.</summary>
    public TopupIssuer(
        Store store, SnapClient doitpay, DoitpayOptions options, ShopOptions shop, AdminAlerts alerts, Ids ids, TimeProvider time, ILogger<TopupIssuer> logger,
        Typing? typing = null)
        : base(store, time, logger)
    {
        (_doitpay, _options, _shop, _alerts, _ids, _logger, _typing) = (doitpay, options, shop, alerts, ids, logger, typing ?? Typing.Off);
    }

    /// <inheritdoc/>
    protected override void Revive(Tx tx) => TopupTable.MakeDue(tx, "requested");

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Topup>> LeaseAsync(int rowsMax, CancellationToken cancellationToken)
    {
        // Asking first keeps an idle shop from writing; nobody else leases these rows.
        var now = Time.GetUtcNow().ToUnixTimeMilliseconds();
        return Store.Read(c => TopupTable.HasDue(c, now, requested: true))
            ? await Store.InTransaction(tx => TopupTable.LeaseRequested(tx, rowsMax, Lease.Of(_options), method => _options.ExpiryOf(method, _shop.TopupExpiry)), cancellationToken)
            : [];
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(Topup topup)
    {
        IssueOutcome outcome;
        try
        {
            outcome = IssueCheck.Of(topup, await AskAsync(topup), _options);
        }
        catch (Exception e)
        {
            // A bug of ours fails every time: unless it counts as a try, the wish would go round for ever and nobody would hear of it.
            LogFault(topup.Reference, e);
            outcome = new IssueOutcome.Unreachable($"a fault of our own ({e.GetType().Name})");
        }

        await Store.InTransaction(tx => Record(tx, topup, outcome));
    }

    private async Task<IssueOutcome> AskAsync(Topup topup)
    {
        var customer = Store.Read(c => Customers.Find(c, topup.AskerId));
        using var typing = customer is null ? null : _typing.While(customer.Channel, customer.ChatId);

        // Not cancelled when the program stops: the answer is what we pay for, and Doitpay:Timeout bounds it.
        return await _doitpay.IssueAsync(topup, customer?.Name ?? "", CancellationToken.None);
    }

    private void Record(Tx tx, Topup leased, IssueOutcome outcome)
    {
        DoitpayAlerts.Clock(tx, _alerts, _doitpay.Skew);
        if (TopupTable.Find(tx.Connection, leased.Id) is not { State: TopupState.Requested } topup || topup.Attempts != leased.Attempts)
        {
            LogOvertaken(leased.Reference, outcome.GetType().Name); // the lease ran out and another attempt has it
            return;
        }

        switch (outcome)
        {
            case IssueOutcome.Issued issued:
                TopupChanges.Issue(tx, topup, issued.ProviderReference, issued.Content, TopupSchedule.NextLook(topup, tx.Now, _options.StatusPollInterval));
                DoitpayAlerts.Issued(tx, _alerts, topup.Method);
                Show(tx, topup);
                break;
            case IssueOutcome.InProgress:
                Retry(tx, topup, "in progress at Doitpay");
                break;
            case IssueOutcome.ExternalIdUsed:
                Retry(tx, topup, "X-EXTERNAL-ID used before");
                break;
            case IssueOutcome.Unreachable unreachable:
                LogUnreachable(topup.Reference, topup.Attempts, unreachable.Why);
                Retry(tx, topup, unreachable.Why);
                break;
            case IssueOutcome.NotAuthorised no:
                DoitpayAlerts.Unauthorised(tx, _alerts, no.Code, no.Message);
                Retry(tx, topup, $"{no.Code} {no.Message}");
                break;
            case IssueOutcome.ReferenceKnown:
                Replace(tx, topup, "the answer with the QR or link was lost");
                break;
            case IssueOutcome.Unusable unusable:
                LogUnusable(topup.Reference, unusable.Why);
                DoitpayAlerts.Unusable(tx, _alerts, topup.Method, topup.Reference, unusable.Why);
                Replace(tx, topup, unusable.Why);
                break;
            case IssueOutcome.Refused no:
                DoitpayAlerts.Refused(tx, _alerts, topup.Method, no.Code, no.Message);
                GiveUp(tx, topup, $"{no.Code} {no.Message}");
                break;
        }
    }

    private void Retry(Tx tx, Topup topup, string why)
    {
        if (topup.Attempts >= TopupSchedule.IssueTriesMax)
        {
            DoitpayAlerts.Unreachable(tx, _alerts, why);
            GiveUp(tx, topup, why);
            return;
        }

        TopupChanges.RetryAt(tx, topup, tx.Now + TopupSchedule.RetryDelay(topup.Attempts), why, toldDelay: true);
        Invoices.Show(tx, topup);
    }

    // The old row stays, with late looks: should money come on its reference after all, it is credited.
    private void Replace(Tx tx, Topup topup, string why)
    {
        if (topup.Generation >= TopupSchedule.GenerationsMax || (topup.VirtualAccount is not null && _options.BankOf(topup.Method) is null))
        {
            GiveUp(tx, topup, why);
            return;
        }

        TopupChanges.End(tx, topup, TopupState.Cancelled, why, TopupSchedule.NextLateLook(topup, tx.Now, answered: true));
        TopupTable.Request(tx, _ids, topup.CustomerId, topup.Amount, topup.Method, topup, topup.Generation + 1, _options.BankOf(topup.Method), topup.Terms);
    }

    private static void GiveUp(Tx tx, Topup topup, string why)
    {
        TopupChanges.End(tx, topup, TopupState.Cancelled, why, TopupSchedule.NextLateLook(topup, tx.Now, answered: true));
        TopupChanges.GiveUp(tx, topup);
        Show(tx, topup);
    }

    // Whoever was told that it takes longer has gone on to other things: an edit far up in the chat would not be noticed.
    private static void Show(Tx tx, Topup topup)
    {
        if (topup.ToldDelay)
        {
            Invoices.ShowAgain(tx, topup);
        }
        else
        {
            Invoices.Show(tx, topup);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Top-up {Reference}: an answer ({Outcome}) came after its lease and is left to the next attempt")]
    private partial void LogOvertaken(string reference, string outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "Top-up {Reference}: an attempt failed by a fault of our own")]
    private partial void LogFault(string reference, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Top-up {Reference}: attempt {Attempt} has no answer: {Why}")]
    private partial void LogUnreachable(string reference, int attempt, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Top-up {Reference}: what Doitpay sent can't be shown: {Why}")]
    private partial void LogUnusable(string reference, string why);
}
