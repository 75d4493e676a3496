using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups.Cases;

/// <summary>What a case is about.</summary>
public enum CaseKind
{
    /// <summary>Paid, but not as billed.</summary>
    Mismatch,

    /// <summary>Paid as billed after all, when an admin had credited something by hand.</summary>
    Again,

    /// <summary>Given back to the payer after it was credited.</summary>
    Refund,

    /// <summary>Paid for a reference that is not ours.</summary>
    Unknown,
}

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    /// <summary>A notification says so; Doitpay is asked first.</summary>
    Asking,

    /// <summary>Waits for an admin.</summary>
    Open,

    /// <summary>Decided: money went into the wallet.</summary>
    Credited,

    /// <summary>Decided: money was taken out of the wallet.</summary>
    Debited,

    /// <summary>Decided: nothing was moved.</summary>
    Left,

    /// <summary>It went away by itself.</summary>
    Settled,
}

/// <summary>What stands behind the notification that brought a case up.</summary>
public enum CaseProof
{
    /// <summary>Nothing: everybody can make such a one.</summary>
    Anyone,

    /// <summary>Doitpay's key or a token of ours, but not for its body; or it was no notification.</summary>
    Some,

    /// <summary>Doitpay's key, for these very bytes.</summary>
    Body,
}

/// <summary>A payment that a person has to decide about: a row of <c>payment_cases</c>.</summary>
public sealed record PaymentCase
{
    /// <summary>Ours; the ledger's key is <c>case:{id}</c>.</summary>
    public required long Id { get; init; }

    /// <summary>What it is about.</summary>
    public required CaseKind Kind { get; init; }

    /// <summary>partnerReferenceNo.</summary>
    public required string Reference { get; init; }

    /// <summary>Whose top-up; null where there is none.</summary>
    public string? TopupId { get; init; }

    /// <summary>What a yes would move; of a refund less where the wallet holds less.</summary>
    public required Rupiah Amount { get; init; }

    /// <summary>The disagreement in words.</summary>
    public required string Why { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseState State { get; init; }

    /// <summary>How often Doitpay was asked about it.</summary>
    public int Asked { get; init; }

    /// <summary>When Doitpay is to be asked next, in Unix milliseconds; of a leased one the lease's end. Null where it is not asked.</summary>
    public long? DueAt { get; init; }

    /// <summary>What stands behind the notification that brought it up.</summary>
    public CaseProof Proof { get; init; } = CaseProof.Some;

    /// <summary>The admin who decided, as in <c>Admins</c>: <c>telegram:123</c>.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When, in Unix milliseconds.</summary>
    public long? DecidedAt { get; init; }

    /// <summary>What the decision moved, in rupiah.</summary>
    public long? Booked { get; init; }

    /// <summary>The ledger's name for its money.</summary>
    public string LedgerKey => $"case:{Id}";
}
