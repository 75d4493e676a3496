namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>What became of asking Doitpay for a QR or a payment link.</summary>
public abstract record IssueOutcome
{
    private IssueOutcome()
    {
    }

    /// <summary>Made. What is inside is checked before a customer sees it.</summary>
    /// <param name="ProviderReference">Doitpay's own reference, where it gave one.</param>
    /// <param name="Content">The QRIS text, the payment page's address, or the virtual account's number as people type it.</param>
    public sealed record Issued(string? ProviderReference, string Content) : IssueOutcome
    {
        /// <summary>What the answer repeats of our reference; virtual accounts only.</summary>
        public string? Reference { get; init; }

        /// <summary>What the answer repeats of the amount; virtual accounts only.</summary>
        public SnapAmount Amount { get; init; } = new SnapAmount.Missing();
    }

    /// <summary>A success that lacks the thing to pay with.</summary>
    public sealed record Unusable(string Why) : IssueOutcome;

    /// <summary>202: Doitpay is at it; ask again with the same reference.</summary>
    public sealed record InProgress : IssueOutcome;

    /// <summary>409 case 01: an earlier attempt arrived and its answer, with the QR or link, is lost.</summary>
    public sealed record ReferenceKnown : IssueOutcome;

    /// <summary>409 case 00: the X-EXTERNAL-ID was used today; the next attempt has a fresh one.</summary>
    public sealed record ExternalIdUsed : IssueOutcome;

    /// <summary>A no that another try would not change.</summary>
    public sealed record Refused(string Code, string Message) : IssueOutcome;

    /// <summary>Our credentials are not accepted: the operator's to mend.</summary>
    public sealed record NotAuthorised(string Code, string Message) : IssueOutcome;

    /// <summary>No usable answer; whether it arrived is not known.</summary>
    public sealed record Unreachable(string Why) : IssueOutcome;
}

/// <summary>What Doitpay says of a payment that we asked after.</summary>
public abstract record StatusOutcome
{
    private StatusOutcome()
    {
    }

    /// <summary>An answer, not yet compared with anything.</summary>
    /// <param name="Status">latestTransactionStatus, or paymentFlagStatus of a virtual account; "00" is the only one that means money.</param>
    /// <param name="Reference">originalPartnerReferenceNo, where the answer has it.</param>
    /// <param name="ProviderReference">originalReferenceNo, where the answer has it.</param>
    /// <param name="Amount">What was paid.</param>
    public sealed record Known(string Status, string? Reference, string? ProviderReference, SnapAmount Amount) : StatusOutcome
    {
        /// <summary>virtualAccountNo, where the answer has it.</summary>
        public string? VirtualAccount { get; init; }
    }

    /// <summary>Doitpay knows no such payment.</summary>
    public sealed record NotFound : StatusOutcome;

    /// <summary>A no to the question itself.</summary>
    public sealed record Refused(string Code, string Message) : StatusOutcome;

    /// <summary>Our credentials are not accepted.</summary>
    public sealed record NotAuthorised(string Code, string Message) : StatusOutcome;

    /// <summary>No usable answer; ask again later.</summary>
    public sealed record Unreachable(string Why) : StatusOutcome;
}
