using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>What stands between client key and time stamp where a token is asked for: the page of the service says both.</summary>
public enum TokenSeparator
{
    /// <summary>ClientKey|timestamp, as SNAP and the service's own SDK have it.</summary>
    Pipe,

    /// <summary>ClientKey:timestamp, as one section of the page has it.</summary>
    Colon,

    /// <summary>Either.</summary>
    Either,
}

/// <summary>Doitpay's behaviour. What has a setter may be changed while it runs.</summary>
public sealed class DoitpayServerOptions
{
    /// <summary>X-CLIENT-KEY, and the secret of the symmetric signature.</summary>
    public string ClientKey { get; init; } = "DSANDBOX0123456789";

    /// <summary>X-PARTNER-ID.</summary>
    public string PartnerId { get; init; } = "MCH-SANDBOX";

    /// <summary>What the checkout page and the QR call the shop.</summary>
    public string MerchantName { get; init; } = "TOKO DIGIPANEL";

    /// <summary>The RSA pairs; <see cref="DoitpayKeys.Shared"/> where not given.</summary>
    public DoitpayKeys? Keys { get; init; }

    /// <summary>The bot's base URL: notifications and token requests go there. Null: nowhere.</summary>
    public string? NotifyBaseUrl { get; set; }

    /// <summary>The separator that is taken for the right one.</summary>
    public TokenSeparator Separator { get; set; }

    /// <summary>The code of a token request with a wrong signature: 4017300, or 4007302 with the page's other message.</summary>
    public string WrongSignatureCode { get; set; } = "4017300";

    /// <summary>How long a token lives.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How far X-TIMESTAMP may be off.</summary>
    public TimeSpan TimestampTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far Doitpay's clock is ahead of everybody's, or behind: in the Date header, in what it signs, and in what it refuses.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>Status calls answer 504 and nothing else.</summary>
    public Upcoming StatusDown { get; } = new();

    /// <summary>latestTransactionStatus of an unpaid payment: 01, 02 or 03.</summary>
    public string PendingStatus { get; set; } = "01";

    /// <summary>latestTransactionStatus of one that has expired: 06, or 04 as the Laravel shop reads it.</summary>
    public string ExpiredStatus { get; set; } = "06";

    /// <summary>latestTransactionStatus of a cancelled one: 05, or 02 as the Laravel shop reads it.</summary>
    public string CancelledStatus { get; set; } = "05";

    /// <summary>An unknown reference is answered 200 with status 07 instead of 404.</summary>
    public bool UnknownIsStatus07 { get; set; }

    /// <summary>The status of a payment link tells its amount too; the service's SDK knows no such field.</summary>
    public bool AmountInLinkStatus { get; set; }

    /// <summary>QRs whose checksum is wrong.</summary>
    public Upcoming WrongQrChecksum { get; } = new();

    /// <summary>QRs that ask for another amount.</summary>
    public Upcoming WrongQrAmount { get; } = new();

    /// <summary>QRs write the amount as 50000.00 instead of 50000; both are in use.</summary>
    public bool QrAmountWithCents { get; set; }

    /// <summary>One QRIS payment at most, in rupiah.</summary>
    public long QrisAmountMax { get; init; } = 10_000_000;

    /// <summary>A QR lives at least this long.</summary>
    public TimeSpan QrisValidityMin { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A virtual account lives this long where nothing else is said.</summary>
    public TimeSpan VirtualAccountValidityUnlessSaid { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Answers that name another number than the virtual account's.</summary>
    public Upcoming WrongVirtualAccount { get; } = new();

    /// <summary>Payers who pay Rp 1.000 more than they were asked for.</summary>
    public Upcoming OtherAmount { get; } = new();

    /// <summary>Answers carry fields that nobody documented.</summary>
    public bool UnknownFields { get; set; }

    /// <summary>The notifications.</summary>
    public DoitpayNotificationOptions Notifications { get; } = new();

    /// <summary>The statuses as the Laravel shop reads them: 02 failed or cancelled, 04 expired.</summary>
    public void UseLaravelStatuses() => (PendingStatus, ExpiredStatus, CancelledStatus) = ("03", "04", "02");
}
