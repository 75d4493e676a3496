using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digipanel.Bot.Tests.Topups;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Sandbox.Doitpay;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>A bill at Doitpay; the truth about what was paid.</summary>
internal sealed class SimPayment
{
    public required string Reference { get; init; }

    public required string Own { get; init; }

    public required string Channel { get; init; }

    public required long Amount { get; init; }

    /// <summary>The virtual account, where it is one.</summary>
    public string? Account { get; init; }

    public required TimeSpan MadeAt { get; init; }

    public TimeSpan? PaidAt { get; set; }

    /// <summary>The money went back to the payer: status 04 from then on.</summary>
    public bool IsRefunded { get; set; }

    /// <summary>Nobody has taken word of that yet: it comes again.</summary>
    public bool IsRefundUntold { get; set; }

    /// <summary>What came: nobody should be able to pay another amount than the bill says, and somebody once will.</summary>
    public long PaidAmount { get; set; }

    /// <summary>Paid as billed: it must be credited.</summary>
    public bool IsOwed => PaidAt is not null && PaidAmount == Amount;

    /// <summary>Paid, but not as billed: it must never be credited by itself, and people must hear of it.</summary>
    public bool IsMismatch => PaidAt is not null && PaidAmount != Amount;
}

/// <summary>Doitpay as far as the money goes: a token, QRIS and payment links, their status, notifications.</summary>
internal sealed class SimDoitpay : IProvider, IDisposable
{
    private const int RepeatsMax = 10;
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMinutes(5);

    // Reading one takes 1.5 ms: OpenSSL proves it anew.
    private static readonly ConcurrentBag<RSA> Keys = [];

    private readonly VirtualTime _time;
    private readonly Func<string, IReadOnlyDictionary<string, string>, string, int> _post;
    private readonly RSA _key = Keys.TryTake(out var key) ? key : TestKeys.Private();
    private readonly Dictionary<string, SimPayment> _payments = new(StringComparer.Ordinal);
    private int _tokens;

    public SimDoitpay(VirtualTime time, Func<string, IReadOnlyDictionary<string, string>, string, int> post) => (_time, _post) = (time, post);

    public string Name => "doitpay";

    public IReadOnlyCollection<SimPayment> Payments => _payments.Values;

    /// <summary>When notifications of a payment are sent, after it: none is a lost one.</summary>
    public Func<SimPayment, IReadOnlyList<TimeSpan>> Notifications { get; set; } = _ => [TimeSpan.FromSeconds(1)];

    /// <summary>For this long after it a payment does not show in the status call.</summary>
    public Func<SimPayment, TimeSpan> StatusLag { get; set; } = _ => TimeSpan.Zero;

    public Answer Error(int status) => new(status, $$"""{"responseCode":"{{status}}0000","responseMessage":"HTTP {{status}}"}""");

    public Answer? Act(Call call, Action<Answer> later) => call.Path switch
    {
        "/auth/v1.0/access-token/b2b" => Ok("2007300", new { accessToken = $"TOK-{++_tokens}", tokenType = "Bearer", expiresIn = "900" }),
        "/qris/v1.0/qr/qr-mpm-generate" => Make(call, "47", "QRIS"),
        "/api/v1.0/debit/payment-host-to-host" => Make(call, "54", "DANA"),
        "/va/v1.0/transfer-va/create-va" => MakeAccount(call),
        "/va/v1.0/transfer-va/status" => AccountStatus(call),
        "/qris/v1.0/qr/qr-mpm-query" => Status(call, "51"),
        "/api/v1.0/debit/status" => Status(call, "55"),
        _ => Error(404),
    };

    /// <summary>A customer pays what the bill says, or so much more.</summary>
    public bool Pay(string reference, long more = 0)
    {
        if (!_payments.TryGetValue(reference, out var payment) || payment.PaidAt is not null)
        {
            return false;
        }

        (payment.PaidAt, payment.PaidAmount) = (_time.Elapsed, payment.Amount + more);
        foreach (var delay in Notifications(payment))
        {
            _time.After(delay, () => Insist(payment, RepeatsMax));
        }

        return true;
    }

    /// <summary>Doitpay gives the money of a payment back, and tells so.</summary>
    public bool Refund(string reference)
    {
        if (!_payments.TryGetValue(reference, out var payment) || payment.PaidAt is null || payment.IsRefunded)
        {
            return false;
        }

        (payment.IsRefunded, payment.IsRefundUntold) = (true, true);
        _time.After(TimeSpan.FromSeconds(1), () => Insist(payment, RepeatsMax));
        return true;
    }

    /// <summary>A notification as it would be sent now; a forger has no key.</summary>
    public int Notify(SimPayment payment, bool forged = false)
    {
        var path = payment.Account is not null ? "/v1.0/transfer-va/payment" : payment.Channel == "QRIS" ? "/v1.0/qr/qr-mpm-notify" : "/v1.0/debit/notify";
        var body = payment.Account is { } account ? JsonSerializer.Serialize(new
        {
            virtualAccountNo = account,
            trxId = payment.Reference,
            paymentRequestId = payment.Own,
            paidAmount = new { value = $"{(payment.PaidAt is null ? payment.Amount : payment.PaidAmount)}.00", currency = "IDR" },
        }) : JsonSerializer.Serialize(new
        {
            originalReferenceNo = payment.Own,
            originalPartnerReferenceNo = payment.Reference,
            latestTransactionStatus = payment.IsRefunded ? "04" : "00",
            amount = new { value = $"{(payment.PaidAt is null ? payment.Amount : payment.PaidAmount)}.00", currency = "IDR" },
        });
        var timestamp = SnapTimestamp.Format(_time.GetUtcNow());
        var signature = forged
            ? Convert.ToBase64String(new byte[256])
            : SnapSigner.SignAsymmetric(_key, SnapSigner.ServiceStringToSign("POST", path, Encoding.UTF8.GetBytes(body), timestamp));
        return _post(path, new Dictionary<string, string>(StringComparer.Ordinal) { ["X-TIMESTAMP"] = timestamp, ["X-SIGNATURE"] = signature }, body);
    }

    public void Dispose() => Keys.Add(_key);

    /// <summary>Sends, and again later where nobody took it.</summary>
    private void Insist(SimPayment payment, int left)
    {
        if (Notify(payment) != 200 && left > 0)
        {
            _time.After(RepeatAfter, () => Insist(payment, left - 1));
        }
        else if (payment.IsRefunded)
        {
            payment.IsRefundUntold = false;
        }
    }

    private Answer Make(Call call, string service, string channel)
    {
        using var json = JsonDocument.Parse(call.Body);
        var reference = json.RootElement.GetProperty("partnerReferenceNo").GetString()!;
        var amount = long.Parse(json.RootElement.GetProperty("amount").GetProperty("value").GetString()![..^3], CultureInfo.InvariantCulture);
        var payment = new SimPayment { Reference = reference, Own = $"DP{_payments.Count + 1:000000}", Channel = channel, Amount = amount, MadeAt = _time.Elapsed };
        if (!_payments.TryAdd(reference, payment))
        {
            return new Answer(409, $$"""{"responseCode":"409{{service}}01","responseMessage":"Duplicate partnerReferenceNo"}""");
        }

        return channel == "QRIS"
            ? Ok("2004700", new { referenceNo = payment.Own, partnerReferenceNo = reference, qrContent = QrisContent.Make("TOKO", payment.Own, $"{amount}") })
            : Ok("2005400", new { partnerReferenceNo = reference, webRedirectUrl = $"https://pay.sim/{payment.Own}", additionalInfo = new { originalReferenceNo = payment.Own } });
    }

    private Answer MakeAccount(Call call)
    {
        using var json = JsonDocument.Parse(call.Body);
        var (reference, account) = (json.RootElement.GetProperty("trxId").GetString()!, json.RootElement.GetProperty("virtualAccountNo").GetString()!);
        if (!_payments.ContainsKey(reference) && _payments.Values.Any(p => p.Account == account))
        {
            return new Answer(404, """{"responseCode":"4042718","responseMessage":"Inconsistent Request"}""");
        }

        var amount = long.Parse(json.RootElement.GetProperty("totalAmount").GetProperty("value").GetString()![..^3], CultureInfo.InvariantCulture);
        var payment = new SimPayment { Reference = reference, Own = $"DP{_payments.Count + 1:000000}", Channel = "VA", Amount = amount, Account = account, MadeAt = _time.Elapsed };
        return _payments.TryAdd(reference, payment)
            ? Ok("2002700", new { virtualAccountData = new { virtualAccountNo = account, trxId = reference } })
            : new Answer(409, """{"responseCode":"4092701","responseMessage":"Duplicate trxId"}""");
    }

    private Answer AccountStatus(Call call)
    {
        var account = call.Text("virtualAccountNo");
        if (_payments.Values.FirstOrDefault(p => p.Account == account) is not { } payment)
        {
            return new Answer(404, """{"responseCode":"4042601","responseMessage":"Transaction Not Found"}""");
        }

        var shows = payment.PaidAt is { } paidAt && paidAt + StatusLag(payment) <= _time.Elapsed;
        return Ok("2002600", new
        {
            virtualAccountData = new
            {
                virtualAccountNo = account,
                paymentFlagStatus = shows ? "00" : "03",
                paidAmount = new { value = $"{(shows ? payment.PaidAmount : 0)}.00", currency = "IDR" },
            },
        });
    }

    private Answer Status(Call call, string service)
    {
        if (!_payments.TryGetValue(call.Text("originalPartnerReferenceNo")!, out var payment))
        {
            return new Answer(404, $$"""{"responseCode":"404{{service}}01","responseMessage":"Transaction Not Found"}""");
        }

        var shows = payment.PaidAt is { } paidAt && paidAt + StatusLag(payment) <= _time.Elapsed;
        return Ok($"200{service}00", new
        {
            originalPartnerReferenceNo = payment.Reference,
            originalReferenceNo = payment.Own,
            latestTransactionStatus = payment.IsRefunded ? "04" : shows ? "00" : "01",
            amount = new { value = $"{(shows ? payment.PaidAmount : payment.Amount)}.00", currency = "IDR" },
        });
    }

    private static Answer Ok(string code, object fields)
    {
        var body = JsonSerializer.SerializeToNode(fields)!.AsObject();
        body.Insert(0, "responseCode", code);
        body.Insert(1, "responseMessage", "Successful");
        return new Answer(200, body.ToJsonString());
    }
}
