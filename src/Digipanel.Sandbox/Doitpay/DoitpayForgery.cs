namespace Digipanel.Sandbox.Doitpay;

/// <summary>What of a notification to change, to forge one or to send an odd one.</summary>
public sealed record DoitpayForgery
{
    /// <summary>Another amount in rupiah.</summary>
    public long? Amount { get; init; }

    /// <summary>Another reference of the shop's.</summary>
    public string? PartnerReference { get; init; }

    /// <summary>Another reference of Doitpay's.</summary>
    public string? Reference { get; init; }

    /// <summary>Another latestTransactionStatus.</summary>
    public string? Status { get; init; }

    /// <summary>Another form of signature.</summary>
    public NotificationForm? Form { get; init; }

    /// <summary>Signed with a stranger's key.</summary>
    public bool WrongKey { get; init; }

    /// <summary>How old the time stamp is; negative: from the future.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>This header instead of a signature; empty: no header.</summary>
    public string? Signature { get; init; }

    /// <summary>These bytes instead of the body, signed as they are.</summary>
    public byte[]? RawBody { get; init; }

    /// <summary>This X-EXTERNAL-ID instead of a fresh one.</summary>
    public string? ExternalId { get; init; }

    /// <summary>This bearer token instead of one from the shop (<see cref="NotificationForm.BearerHmac"/>).</summary>
    public string? BearerToken { get; init; }
}
