using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups;

/// <summary>Where a top-up stands.</summary>
public enum TopupState
{
    /// <summary>The customer asked; Doitpay has not answered yet.</summary>
    Requested,

    /// <summary>The customer has the QR or link.</summary>
    Issued,

    /// <summary>Credited.</summary>
    Paid,

    /// <summary>Its time ran out unpaid. Money that still comes is credited.</summary>
    Expired,

    /// <summary>Given up or replaced. Money that still comes is credited.</summary>
    Cancelled,
}

/// <summary>One wish to put money into a wallet: a row of <c>topups</c>.</summary>
public sealed record Topup
{
    /// <summary>Ours, a version-7 UUID; the ledger's key is <c>topup:{id}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whose wallet.</summary>
    public required long CustomerId { get; init; }

    /// <summary>Exactly this much.</summary>
    public required Rupiah Amount { get; init; }

    /// <summary>QRIS, or a channel of the payment link.</summary>
    public required string Method { get; init; }

    /// <summary>partnerReferenceNo: what customer, shop and Doitpay call it.</summary>
    public required string Reference { get; init; }

    /// <summary>Doitpay's own reference, once known.</summary>
    public string? ProviderReference { get; init; }

    /// <summary>Where it stands.</summary>
    public required TopupState State { get; init; }

    /// <summary>The QRIS text or the payment page's address, once issued.</summary>
    public string? Content { get; init; }

    /// <summary>How many rows this wish has used up: a lost answer costs a reference.</summary>
    public int Generation { get; init; }

    /// <summary>How often Doitpay was asked for it.</summary>
    public int Attempts { get; init; }

    /// <summary>Notifications that concerned it.</summary>
    public int Hints { get; init; }

    /// <summary>When the last notification came.</summary>
    public long? HintedAt { get; init; }

    /// <summary>The customer knows that it takes longer.</summary>
    public bool ToldDelay { get; init; }

    /// <summary>The customer knows that a payment does not match.</summary>
    public bool ToldMismatch { get; init; }

    /// <summary>When it was issued, in Unix milliseconds.</summary>
    public long? IssuedAt { get; init; }

    /// <summary>Until when it may be paid, in Unix milliseconds.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When it expired or was cancelled, in Unix milliseconds.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Until when it may be paid.</summary>
    public DateTimeOffset Expiry => DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt ?? 0);

    /// <summary>The ledger's name for its money.</summary>
    public string LedgerKey => $"topup:{Id}";
}
