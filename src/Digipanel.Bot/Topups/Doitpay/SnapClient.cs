using System.Text.Json;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>Doitpay's calls, and what their answers mean.</summary>
public sealed partial class SnapClient : IDisposable
{
    private readonly SnapTransport _transport;
    private readonly DoitpayOptions _options;
    private readonly Ids _ids;
    private readonly ILogger<SnapClient> _logger;

    /// <summary>Options must have been validated. The handler is owned by the caller.</summary>
    public SnapClient(DoitpayOptions options, HttpMessageHandler handler, Ids ids, TimeProvider time, ILogger<SnapClient> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _ids, _logger) = (options, ids, logger);
        _transport = new SnapTransport(options, handler, ids, time, logger);
    }

    /// <summary>The separator that Doitpay took last in the token's signature.</summary>
    internal char Separator => _transport.Separator;

    /// <summary>How far our clock is from Doitpay's, by the answers so far.</summary>
    public ClockSkew Skew => _transport.Skew;

    /// <summary>The status calls that may be made; whoever asks after a payment takes them here first.</summary>
    internal StatusBudget Budget => _transport.Budget;

    /// <summary>Asks for a QRIS text of a fixed amount.</summary>
    public async Task<IssueOutcome> CreateQrisAsync(string reference, long rupiah, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var body = SnapBodies.CreateQris(_options, reference, rupiah, expiresAt);
        var call = new SnapCall("QRIS", "/qris/v1.0/qr/qr-mpm-generate", DoitpayOptions.Qris, body);
        return Issue(call, await _transport.OrderAsync(call, cancellationToken), static answer => answer.Text("qrContent"));
    }

    /// <summary>Asks for a payment link of a channel (DANA, OVO, CC…).</summary>
    /// <param name="reference">Ours.</param>
    /// <param name="rupiah">The fixed amount.</param>
    /// <param name="expiresAt">Until when it may be paid.</param>
    /// <param name="channel">additionalInfo.channel.</param>
    /// <param name="customerName">Shown on the payment page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IssueOutcome> CreatePaymentLinkAsync(
        string reference, long rupiah, DateTimeOffset expiresAt, string channel, string customerName, CancellationToken cancellationToken)
    {
        var body = SnapBodies.CreateLink(_options, reference, rupiah, expiresAt, channel, customerName);
        var call = new SnapCall("payment link", "/api/v1.0/debit/payment-host-to-host", channel, body);
        return Issue(call, await _transport.OrderAsync(call, cancellationToken), static answer => answer.Text("webRedirectUrl"));
    }

    /// <summary>Asks after a QRIS payment.</summary>
    public Task<StatusOutcome> QueryQrisAsync(string reference, string? providerReference, CancellationToken cancellationToken) => QueryAsync(
        new SnapCall("QRIS status", "/qris/v1.0/qr/qr-mpm-query", DoitpayOptions.Qris, SnapBodies.Query(reference, providerReference, "47")), Known, cancellationToken);

    /// <summary>Asks after a payment link.</summary>
    public Task<StatusOutcome> QueryLinkAsync(string reference, string? providerReference, string channel, CancellationToken cancellationToken) => QueryAsync(
        new SnapCall("payment link status", "/api/v1.0/debit/status", channel, SnapBodies.Query(reference, providerReference, serviceCode: null)), Known, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private IssueOutcome Issue(SnapCall call, SnapAnswer answer, Func<JsonElement, string?> content)
    {
        switch (answer)
        {
            case SnapAnswer.Answered { Code: { IsSuccess: true } } made:
                return content(made.Body) is { } text
                    ? new IssueOutcome.Issued(made.Body.Text("referenceNo") ?? made.Body.Child("additionalInfo").Text("originalReferenceNo"), text)
                    : new IssueOutcome.Unusable($"{made.Code.Text} without anything to pay with");
            case SnapAnswer.Answered { Code: { Status: 202 } }:
                return new IssueOutcome.InProgress();
            case SnapAnswer.Answered { Code: { Status: 409, Case: "00" } }:
                return new IssueOutcome.ExternalIdUsed();
            case SnapAnswer.Answered { Code: { Status: 409, Case: "01" } }:
                return new IssueOutcome.ReferenceKnown();
            case SnapAnswer.Answered { Code: { IsPassing: true } } passing:
                return new IssueOutcome.Unreachable($"{passing.Code.Text} {passing.Message}".Trim());
            case SnapAnswer.Answered no:
                LogRefused(call.Name, no.Code.Text, no.Message);
                return new IssueOutcome.Refused(no.Code.Text, no.Message);
            case SnapAnswer.NotAuthorised no:
                return new IssueOutcome.NotAuthorised(no.Code, no.Message);
            default:
                return new IssueOutcome.Unreachable(((SnapAnswer.Unreachable)answer).Why);
        }
    }

    private static StatusOutcome.Known? Known(JsonElement body) => body.Text("latestTransactionStatus") is { } status
        ? new StatusOutcome.Known(status, body.Text("originalPartnerReferenceNo"), body.Text("originalReferenceNo"), SnapAmount.In(body, "amount", "transAmount", "paidAmount"))
        : null;

    private async Task<StatusOutcome> QueryAsync(SnapCall call, Func<JsonElement, StatusOutcome.Known?> read, CancellationToken cancellationToken)
    {
        switch (await _transport.AskAsync(call, cancellationToken))
        {
            case SnapAnswer.Answered { Code: { IsSuccess: true }, Body: var body } when read(body) is { } known:
                return known;
            case SnapAnswer.Answered { Code: { Status: 404 } }:
                return new StatusOutcome.NotFound();
            case SnapAnswer.Answered { Code: { IsSuccess: false, IsPassing: false, Status: not 202 } } no:
                LogRefused(call.Name, no.Code.Text, no.Message);
                return new StatusOutcome.Refused(no.Code.Text, no.Message);
            case SnapAnswer.Answered unclear:
                return new StatusOutcome.Unreachable($"{unclear.Code.Text} {unclear.Message}".Trim());
            case SnapAnswer.NotAuthorised no:
                return new StatusOutcome.NotAuthorised(no.Code, no.Message);
            case var other:
                return new StatusOutcome.Unreachable(((SnapAnswer.Unreachable)other).Why);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Doitpay refused {Call}: {Code} {Reason}")]
    private partial void LogRefused(string call, string code, string reason);
}
