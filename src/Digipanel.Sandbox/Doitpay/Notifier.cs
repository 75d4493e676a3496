using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>Composes, signs and sends notifications in each of the forms.</summary>
internal sealed class Notifier : IDisposable
{
    private readonly DoitpayServerOptions _options;
    private readonly TimeProvider _time;
    private readonly Courier _courier;
    private readonly RSA _key = RSA.Create();
    private readonly Lazy<RSA> _stranger = new(() => RSA.Create(2048));

    public Notifier(DoitpayServerOptions options, DoitpayKeys keys, TimeProvider time, Courier courier)
    {
        (_options, _time, _courier) = (options, time, courier);
        _key.ImportFromPem(keys.DoitpayPrivatePem);
    }

    public static string NewExternalId() => RandomNumberGenerator.GetString("0123456789", 20);

    public async Task<int?> SendOnceAsync(DoitpayPayment payment, string status, DoitpayForgery forgery)
    {
        using var request = await ComposeAsync(payment, status, forgery);
        return request is null ? null : (await _courier.PostAsync("notification", payment.PartnerReference, 1, request)).Status;
    }

    /// <summary>The request; null: the shop gave no token for it.</summary>
    public async Task<HttpRequestMessage?> ComposeAsync(DoitpayPayment payment, string status, DoitpayForgery forgery)
    {
        var target = payment.Kind switch
        {
            DoitpayKind.Qris => "/v1.0/qr/qr-mpm-notify",
            DoitpayKind.VirtualAccount => "/v1.0/transfer-va/payment",
            _ => "/v1.0/debit/notify",
        };
        var url = new Uri((_options.NotifyBaseUrl ?? throw new InvalidOperationException("NotifyBaseUrl is not set.")).TrimEnd('/') + target);
        var body = payment.Kind == DoitpayKind.VirtualAccount ? AccountBody(payment, forgery) : Body(payment, status, forgery);
        var signed = forgery.RawBody ?? Encoding.UTF8.GetBytes(JavaScriptJson.Stringify(body));
        var sent = forgery.RawBody ?? (_options.Notifications.Pretty ? Encoding.UTF8.GetBytes(JavaScriptJson.Stringify(body, 2)) : signed);
        var timestamp = SnapCrypto.Time(_time.GetUtcNow() - forgery.Age);
        var form = forgery.Form ?? _options.Notifications.Form;

        string? token = null;
        if (form == NotificationForm.BearerHmac && (token = forgery.BearerToken ?? await FetchTokenAsync(forgery)) is null)
        {
            return null;
        }

        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(sent) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        Add("X-TIMESTAMP", timestamp);
        Add("X-PARTNER-ID", _options.PartnerId);
        Add("X-EXTERNAL-ID", forgery.ExternalId ?? NewExternalId());
        Add("CHANNEL-ID", payment.Kind == DoitpayKind.Qris ? "NQ" : "DOITPAY");
        if (token is not null)
        {
            Add("Authorization", "Bearer " + token);
        }

        if (form is NotificationForm.KeyAndTimeRsa or NotificationForm.KeyAndTimeRsaColon)
        {
            Add("X-CLIENT-KEY", _options.ClientKey);
        }

        var signature = forgery.Signature ?? Sign(form, url.AbsolutePath, SnapCrypto.Hash(signed), timestamp, token, forgery.WrongKey);
        if (signature.Length > 0)
        {
            Add("X-SIGNATURE", signature);
        }

        return request;

        void Add(string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
    }

    private string Sign(NotificationForm form, string path, string hash, string timestamp, string? token, bool wrongKey)
    {
        var rsa = wrongKey ? _stranger.Value : _key;
        return form switch
        {
            NotificationForm.ServiceRsa => SnapCrypto.Asymmetric(rsa, $"POST:{path}:{hash}:{timestamp}"),
            NotificationForm.KeyAndTimeRsa => SnapCrypto.Asymmetric(rsa, $"{_options.ClientKey}|{timestamp}"),
            NotificationForm.KeyAndTimeRsaColon => SnapCrypto.Asymmetric(rsa, $"{_options.ClientKey}:{timestamp}"),
            NotificationForm.BearerHmac => SnapCrypto.Symmetric(wrongKey ? "stranger" : _options.ClientKey, "POST", path, token!, hash, timestamp),
            _ => SnapCrypto.Symmetric(wrongKey ? "stranger" : _options.PartnerId, "POST", path, _options.PartnerId, hash, timestamp),
        };
    }

    private JsonObject AccountBody(DoitpayPayment payment, DoitpayForgery forgery)
    {
        var body = new JsonObject
        {
            ["partnerServiceId"] = payment.VirtualAccountNo![..8],
            ["customerNo"] = payment.VirtualAccountNo[8..],
            ["virtualAccountNo"] = payment.VirtualAccountNo,
            ["virtualAccountName"] = payment.VirtualAccountName,
            ["trxId"] = forgery.PartnerReference ?? payment.PartnerReference,
            ["paymentRequestId"] = forgery.Reference ?? payment.Reference,
            ["paidAmount"] = DoitpayDesk.Money(forgery.Amount ?? payment.PaidAmount ?? payment.Amount),
            ["trxDateTime"] = SnapCrypto.Time(payment.PaidAt ?? _time.GetUtcNow()),
        };
        if (_options.Notifications.UnknownFields)
        {
            body["channelCode"] = "6011";
        }

        return body;
    }

    private JsonObject Body(DoitpayPayment payment, string status, DoitpayForgery forgery)
    {
        var body = new JsonObject
        {
            ["originalReferenceNo"] = forgery.Reference ?? payment.Reference,
            ["originalPartnerReferenceNo"] = forgery.PartnerReference ?? payment.PartnerReference,
            ["latestTransactionStatus"] = forgery.Status ?? status,
            ["amount"] = DoitpayDesk.Money(forgery.Amount ?? payment.PaidAmount ?? payment.Amount),
        };
        if (payment.Kind == DoitpayKind.Qris)
        {
            body["transactionStatusDesc"] = (forgery.Status ?? status) switch
            {
                "00" => "Success",
                "04" => "Refunded",
                _ => "Pending",
            };
            body["feeAmount"] = DoitpayDesk.Money(0);
            body["additionalInfo"] = new JsonObject { ["merchantName"] = _options.MerchantName };
        }

        if (_options.Notifications.UnknownFields)
        {
            body["issuer"] = "DANA é 🎉 <a/b>";
            body["meta"] = new JsonObject { ["retry"] = false, ["note"] = null, ["tags"] = new JsonArray("x", "y") };
        }

        return body;
    }

    /// <summary>SNAP's form 3: the provider asks the merchant for a token first.</summary>
    private async Task<string?> FetchTokenAsync(DoitpayForgery forgery)
    {
        var timestamp = SnapCrypto.Time(_time.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.NotifyBaseUrl!.TrimEnd('/') + "/v1.0/access-token/b2b")
        {
            Content = new StringContent("""{"grantType":"client_credentials"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("X-TIMESTAMP", timestamp);
        request.Headers.TryAddWithoutValidation("X-CLIENT-KEY", _options.ClientKey);
        request.Headers.TryAddWithoutValidation("X-SIGNATURE", SnapCrypto.Asymmetric(forgery.WrongKey ? _stranger.Value : _key, $"{_options.ClientKey}|{timestamp}"));
        var (status, body) = await _courier.PostAsync("token", _options.ClientKey, 1, request);
        if (status != 200 || body is null)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(body)?["accessToken"]?.GetValue<string>();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        if (_stranger.IsValueCreated)
        {
            _stranger.Value.Dispose();
        }
    }
}
