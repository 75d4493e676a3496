using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Cases;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// What Doitpay tells the shop. A notification is a hint: it makes its top-up due for a question that we sign ourselves. Only one
/// whose signature covers its body is believed by itself, and only where Doitpay:ConfirmNotifications is off.
/// </summary>
internal sealed partial class DoitpayNotifications(
    Store store, DoitpayOptions options, DoitpayPublicKey doitpayKey, MerchantTokens tokens, AdminAlerts alerts, WebhookTrouble trouble, TimeProvider time,
    ILogger<DoitpayNotifications> logger)
{
    private const int ReferenceCharsMax = 64;
    private const int ProviderReferenceCharsMax = 255;

    // Form 2 proves no body, so that who has seen one notification can invent references for five minutes: few, and apart from those of form 1.
    private const int UnknownADayMax = 10;
    private const int UnknownProvenADayMax = 200;

    private readonly FieldWatch _fields = new(logger);

    /// <summary>Answers one request. The service code (52 QRIS, 56 payment link, 25 virtual account) stands in every answer's code.</summary>
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

        var proof = Verify(request, body, minified);
        switch (proof)
        {
            case NotificationProof.Stale or NotificationProof.Forged:
                trouble.Refused(request.Path);
                break;
            case not NotificationProof.Unproven:
                trouble.Accepted(request.Path); // what anyone can make says nothing
                break;
        }

        switch (proof)
        {
            case NotificationProof.Stale:
                LogRefused(service, "X-TIMESTAMP is missing or too far from now");
                return SnapReply.Of(401, service, "00", "Unauthorized. [X-TIMESTAMP]");
            case NotificationProof.Forged:
                LogRefused(service, "no accepted form of the signature verifies");
                return SnapReply.Of(401, service, "00", "Unauthorized. [Invalid Signature]");
        }

        var externalId = request.Headers["X-EXTERNAL-ID"].ToString();
        if (!NotificationReplay.IsReadable(externalId))
        {
            return SnapReply.Of(400, service, "01", "Invalid Field Format {X-EXTERNAL-ID}");
        }

        try
        {
            return await TakeAsync(new Notification(service, proof, externalId, minified), cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ObjectDisposedException))
        {
            LogFault(service, e);
            return SnapReply.Of(500, service, "00", "General Error"); // it comes again
        }
    }

    private NotificationProof Verify(HttpRequest request, byte[] body, byte[] minified)
    {
        const string scheme = "Bearer ";
        var now = time.GetUtcNow();
        var bearer = request.Headers.Authorization.ToString();
        var token = bearer.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? bearer[scheme.Length..] : null;
        var partnerId = request.Headers["X-PARTNER-ID"].ToString();
        var signed = new SignedNotification(request.PathBase + request.Path, body, minified, request.Headers["X-TIMESTAMP"], request.Headers["X-SIGNATURE"])
        {
            LiveToken = tokens.IsLive(token, now) ? token : null,
            PartnerId = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(partnerId), Encoding.UTF8.GetBytes(options.PartnerId)) ? partnerId : null,
        };
        return doitpayKey.Use(key => NotificationVerifier.Verify(signed, options.ClientKey, key, now));
    }

    private async Task<SnapReply> TakeAsync(Notification notification, CancellationToken cancellationToken)
    {
        var service = notification.Service;
        using var document = JsonDocument.Parse(notification.Minified);
        var body = document.RootElement;
        if (body.ValueKind != JsonValueKind.Object)
        {
            return SnapReply.Of(400, service, "00", "Bad Request");
        }

        if (service == VirtualAccountNotice.Service)
        {
            if (VirtualAccountNotice.TryRead(body, out var notice) is { } problem)
            {
                return problem;
            }

            LookAtFields(notification, body);
            return await AnswerAsync(notification, notice!.Told, notice.Data, cancellationToken);
        }

        foreach (var (name, charsMax) in (ReadOnlySpan<(string, int?)>)
            [("originalPartnerReferenceNo", ReferenceCharsMax), ("originalReferenceNo", ProviderReferenceCharsMax), ("latestTransactionStatus", null)])
        {
            var isText = body.Child(name).ValueKind is JsonValueKind.String or JsonValueKind.Undefined or JsonValueKind.Null;
            if (!isText || (charsMax is { } max && !body.IsMissingOrPlain(name, max)))
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

        LookAtFields(notification, body);
        var told = new StatusOutcome.Known(body.Text("latestTransactionStatus") ?? "", reference, body.Text("originalReferenceNo"), SnapAmount.In(body, "amount"));
        return await AnswerAsync(notification, told, account: null, cancellationToken);
    }

    // What anyone can make says nothing about Doitpay, and would fill the log and the watch's memory.
    private void LookAtFields(Notification notification, JsonElement body)
    {
        if (notification.Proof is not NotificationProof.Unproven)
        {
            _fields.Look("notification", body);
        }
    }

    private async Task<SnapReply> AnswerAsync(Notification notification, StatusOutcome.Known told, VirtualAccountData? account, CancellationToken cancellationToken)
    {
        var service = notification.Service;
        switch (await store.InTransaction(tx => Book(tx, notification, told), cancellationToken))
        {
            case Booked.Unknown:
                LogUnknown(service);
                return SnapReply.Of(404, service, "01", "Transaction Not Found");
            case Booked.Conflict:
                LogRefused(service, "its X-EXTERNAL-ID came with another body today");
                return SnapReply.Of(409, service, "00", "Conflict");
            default:
                return SnapReply.Of(200, service, "00", "Successful") with { VirtualAccountData = account };
        }
    }

    private Booked Book(Tx tx, Notification notification, StatusOutcome.Known told)
    {
        // What anyone can make uses no id up: else a stranger could claim those of real ones.
        var hasId = notification.Proof is not NotificationProof.Unproven;
        var replay = hasId ? NotificationReplay.Look(tx, notification.Service, notification.ExternalId, notification.Minified) : ReplayVerdict.First;
        if (replay is not ReplayVerdict.First)
        {
            return replay is ReplayVerdict.Repeat ? Booked.Taken : Booked.Conflict;
        }

        // trxId is optional in a virtual account's notification, and may be somebody else's; its number is neither.
        var named = told.Reference is { } reference ? TopupTable.FindByReference(tx.Connection, reference) : null;
        var found = named ?? (told.VirtualAccount is { } account ? TopupTable.FindByVirtualAccount(tx.Connection, account) : null);
        if (found is not { } topup)
        {
            if (hasId)
            {
                Unknown(tx, told, notification.Proof is NotificationProof.Body);
            }

            return Booked.Unknown;
        }

        var credited = PaymentCases.Credited(tx.Connection, topup);
        var isTakenBack = credited.Value > 0 && PaymentEvidence.IsTakenBack(told.Status);
        if (hasId)
        {
            NotificationReplay.Take(tx, notification.Service, notification.ExternalId, notification.Minified);
        }
        else if (!isTakenBack && topup.State is not TopupState.Paid && !TopupSchedule.TakesWeakHint(topup, tx.Now))
        {
            return Booked.Taken;
        }

        if (named is null && told.Reference is not null)
        {
            // Ours by its number, another's by its trxId: only the status call knows.
            TopupChanges.Hint(tx, topup, $"trxId is not ours, {NameOf(notification.Proof)}");
            return Booked.Taken;
        }

        if (isTakenBack)
        {
            Suspect(tx, topup, credited, notification.Proof, told);
        }
        else
        {
            Weigh(tx, topup, notification.Proof, told);
        }

        return Booked.Taken;
    }

    private void Suspect(Tx tx, Topup topup, Rupiah credited, NotificationProof proof, StatusOutcome.Known told)
    {
        var why = $"status {SnapStatus.Describe(told.Status)}";
        PaymentCases.Suspect(tx, topup, credited, why, proven: proof is not NotificationProof.Unproven);
        if (proof is NotificationProof.Body && !options.ConfirmNotifications && PaymentCases.Find(tx.Connection, CaseKind.Refund, topup.Reference) is { State: CaseState.Asking } asked)
        {
            PaymentCases.Open(tx, alerts, asked, why);
        }
    }

    private void Weigh(Tx tx, Topup topup, NotificationProof proof, StatusOutcome.Known told)
    {
        var evidence = PaymentEvidence.Of(topup, told);
        if (proof is NotificationProof.Body && !options.ConfirmNotifications && topup.State is not TopupState.Paid)
        {
            switch (evidence)
            {
                case PaymentEvidence.Paid:
                    TopupCredit.Pay(tx, topup, alerts);
                    return;
                case PaymentEvidence.Mismatch mismatch:
                    TopupCredit.Refuse(tx, topup, mismatch, alerts);
                    break;
            }
        }

        TopupChanges.Hint(tx, topup, $"status {SnapStatus.Describe(told.Status)}, {NameOf(proof)}");
        if (proof is not NotificationProof.Unproven && evidence is PaymentEvidence.Mismatch odd)
        {
            // Whatever the status call says next, somebody at Doitpay believes in other numbers than we do.
            TopupChanges.Record(tx, topup.Id, "odd notification", odd.Why);
            alerts.Raise(tx, $"topup:{topup.Reference}:notice", t => t.AdminNotificationOdd(topup.Reference, topup.ToPay, odd.Why));
        }
    }

    // Money for nobody's top-up: another program on the same account, or a mistake. Bounded.
    private void Unknown(Tx tx, StatusOutcome.Known told, bool isBody)
    {
        if (told.Status == SnapStatus.Success && (told.Reference ?? told.VirtualAccount?.Trim()) is { Length: > 0 and <= ReferenceCharsMax } reference
            && PaymentCases.CountUnknown(tx, isBody, tx.Now - TimeSpan.FromDays(1)) < (isBody ? UnknownProvenADayMax : UnknownADayMax))
        {
            var amount = told.Amount is SnapAmount.Whole { Rupiah: > 0 } whole ? new Rupiah(whole.Rupiah) : default;
            PaymentCases.Raise(tx, alerts, CaseKind.Unknown, reference, null, amount, "no such top-up", isBody);
        }
    }

    private static string NameOf(NotificationProof proof) => proof switch
    {
        NotificationProof.Body => "body signed",
        NotificationProof.TimeOnly => "time signed",
        NotificationProof.SharedSecret => "signed with a token of ours",
        _ => "signed by anyone",
    };

    private sealed record Notification(string Service, NotificationProof Proof, string ExternalId, byte[] Minified);

    private enum Booked
    {
        Taken,
        Unknown,
        Conflict,
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a notification (service {Service}): {Why}")]
    private partial void LogRefused(string service, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A signed notification (service {Service}) is about a reference that is not ours")]
    private partial void LogUnknown(string service);

    [LoggerMessage(Level = LogLevel.Error, Message = "A notification (service {Service}) could not be recorded; Doitpay is told to send it again")]
    private partial void LogFault(string service, Exception e);
}
