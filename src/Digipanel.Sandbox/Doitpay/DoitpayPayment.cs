namespace Digipanel.Sandbox.Doitpay;

/// <summary>The ways to pay.</summary>
public enum DoitpayKind
{
    /// <summary>A payment link to e-wallet or card (services 54 to 57).</summary>
    Link,

    /// <summary>A QRIS code (services 47, 51, 52).</summary>
    Qris,

    /// <summary>A closed virtual account (services 25 to 27 and 31).</summary>
    VirtualAccount,
}

/// <summary>Where a payment stands.</summary>
public enum DoitpayState
{
    /// <summary>Waits for the payer.</summary>
    Pending,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Not paid in time.</summary>
    Expired,

    /// <summary>Cancelled by shop or payer.</summary>
    Cancelled,

    /// <summary>Paid, and given back to the payer.</summary>
    Refunded,
}

/// <summary>One payment as it is now.</summary>
/// <param name="Reference">Doitpay's own: referenceNo, originalReferenceNo.</param>
/// <param name="PartnerReference">The shop's: partnerReferenceNo.</param>
/// <param name="Kind">How it is paid.</param>
/// <param name="Amount">Rupiah asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it can be paid.</param>
public sealed record DoitpayPayment(string Reference, string PartnerReference, DoitpayKind Kind, long Amount, DoitpayState State,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The page where it is paid: the link itself, or what scanning the QR opens.</summary>
    public string CheckoutUrl { get; init; } = "";

    /// <summary>What the QR says.</summary>
    public string? QrContent { get; init; }

    /// <summary>OVO, DANA or CC.</summary>
    public string? Channel { get; init; }

    /// <summary>The virtual account, with its spaces.</summary>
    public string? VirtualAccountNo { get; init; }

    /// <summary>Whom the bank shows as its owner.</summary>
    public string? VirtualAccountName { get; init; }

    /// <summary>Where the payer goes afterwards.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>When it was paid.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>Rupiah that were paid.</summary>
    public long? PaidAmount { get; init; }

    /// <summary>A status that a test wants told whatever the state is.</summary>
    public string? ForcedStatus { get; init; }
}
