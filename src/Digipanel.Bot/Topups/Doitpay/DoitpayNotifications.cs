using System.Security.Cryptography;
using System.Text.Json;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// What Doitpay tells the shop. A notification is a hint: it makes its top-up due for a question that we sign ourselves, so a repeated or
/// replayed one moves nothing and needs no inbox row. Only one whose signature covers its body is believed by itself, and only where
/// Doitpay:ConfirmNotifications is off.
/// </summary>
internal sealed partial class DoitpayNotifications : IDisposable
{
    private readonly Store _store;
    private readonly DoitpayOptions _options;
    private readonly AdminAlerts _alerts;
    private readonly TimeProvider _time;
    private readonly ILogger<DoitpayNotifications> _logger;
    private readonly FieldWatch _fields;
    private readonly RSA _doitpayKey;
    private readonly Lock _keyGate = new(); // RSA instances are not promised to be thread-safe; one verification takes 43 µs

    public DoitpayNotifications(Store store, DoitpayOptions options, AdminAlerts alerts, TimeProvider time, ILogger<DoitpayNotifications> logger)
    {
        (_store, _options, _alerts, _time, _logger) = (store, options, alerts, time, logger);
        _fields = new FieldWatch(logger);
        _doitpayKey = options.LoadPublicKey(out var key) is { } problem ? throw new InvalidOperationException($"Doitpay's public key {problem}") : key!;
    }

    /// <summary>Answers one request. The service code (52 QRIS, 56 payment link) stands in every answer's code.</summary>
    public async Task<SnapReply> HandleAsync(HttpRequest request, string service, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(request, cancellationToken) is not { } body)
        {
            return SnapReply.Of(413, service, "00", "Request Entity Too Large");
        }

        if (!SnapJson.TryMinify(body, out var minified))
        {
            return SnapReply.Of(400, service, "00", "Bad Request");
        }

        var proof = Verify(new SignedNotification(
            request.PathBase + request.Path, body, minified, request.Headers["X-TIMESTAMP"], request.Headers["X-SIGNATURE"]));
        switch (proof)
        {
            case NotificationProof.Stale:
                LogRefused(service, "X-TIMESTAMP is missing or too far from now");
                return SnapReply.Of(401, service, "00", "Unauthorized. [X-TIMESTAMP]");
            case NotificationProof.Forged:
                LogRefused(service, "no accepted form of the signature verifies");
                return SnapReply.Of(401, service, "00", "Unauthorized. [Invalid Signature]");
        }

        using var document = JsonDocument.Parse(minified);
        return await TakeAsync(document.RootElement, service, proof is NotificationProof.Body, cancellationToken);
    }

    public void Dispose() => _doitpayKey.Dispose();

    private NotificationProof Verify(SignedNotification notification)
    {
        lock (_keyGate)
        {
            return NotificationVerifier.Verify(notification, _options.ClientKey, _doitpayKey, _time.GetUtcNow());
        }
    }

    private async Task<SnapReply> TakeAsync(JsonElement body, string service, bool isProven, CancellationToken cancellationToken)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return SnapReply.Of(400, service, "00", "Bad Request");
        }

        foreach (var name in (ReadOnlySpan<string>)["originalPartnerReferenceNo", "originalReferenceNo", "latestTransactionStatus"])
        {
            if (body.Child(name).ValueKind is not (JsonValueKind.String or JsonValueKind.Undefined or JsonValueKind.Null))
            {
                return SnapReply.Of(400, service, "01", $"Invalid Field Format {{{name}}}");
            }
        }

        if (body.Child("amount").ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
        {
            return SnapReply.Of(400, service, "01", "Invalid Field Format {amount}");
        }

        if (body.Text("originalPartnerReferenceNo") is not { } reference)
        {
            return SnapReply.Of(400, service, "02", "Invalid Mandatory Field {originalPartnerReferenceNo}");
        }

        _fields.Look("notification", body);
        var told = new StatusOutcome.Known(body.Text("latestTransactionStatus") ?? "", reference, body.Text("originalReferenceNo"), SnapAmount.In(body, "amount"));
        var isKnown = await _store.InTransaction(tx => Book(tx, told, isProven), cancellationToken);
        if (!isKnown)
        {
            LogUnknown(service);
            return SnapReply.Of(404, service, "01", "Transaction Not Found");
        }

        return SnapReply.Of(200, service, "00", "Successful");
    }

    private bool Book(Tx tx, StatusOutcome.Known told, bool isProven)
    {
        if (TopupTable.FindByReference(tx.Connection, told.Reference!) is not { } topup)
        {
            return false;
        }

        if (isProven && !_options.ConfirmNotifications && topup.State is not TopupState.Paid)
        {
            switch (PaymentEvidence.Of(topup, told))
            {
                case PaymentEvidence.Paid:
                    TopupCredit.Pay(tx, topup);
                    return true;
                case PaymentEvidence.Mismatch mismatch:
                    TopupCredit.Refuse(tx, topup, mismatch.Why, _alerts);
                    break;
            }
        }

        TopupChanges.Hint(tx, topup, $"status {told.Status}, {(isProven ? "body signed" : "time signed")}");
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a notification (service {Service}): {Why}")]
    private partial void LogRefused(string service, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A signed notification (service {Service}) is about a reference that is not ours")]
    private partial void LogUnknown(string service);
}
