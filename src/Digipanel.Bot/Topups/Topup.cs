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

    /// <summary>The account that asked for it: whose chat shows its invoice and is told of it. One of the customer's at that time.</summary>
    public long AskerId { get => field == 0 ? CustomerId : field; init; }

    /// <summary>What the wallet gets.</summary>
    public required Rupiah Amount { get; init; }

    /// <summary>Paid by the customer on top of the amount; the wallet does not get it.</summary>
    public Rupiah Fee { get; init; }

    /// <summary>Kept by Doitpay at the shop's cost.</summary>
    public Rupiah ShopFee { get; init; }

    /// <summary>Given by the shop when it is paid, by the table as it was when the customer asked.</summary>
    public Rupiah Bonus { get; init; }

    /// <summary>QRIS, VA_ and a bank, or a channel of the payment link.</summary>
    public required string Method { get; init; }

    /// <summary>partnerReferenceNo: what customer, shop and Doitpay call it.</summary>
    public required string Reference { get; init; }

    /// <summary>Doitpay's own reference, once known.</summary>
    public string? ProviderReference { get; init; }

    /// <summary>Where it stands.</summary>
    public required TopupState State { get; init; }

    /// <summary>virtualAccountNo with its spaces, as <see cref="Doitpay.VirtualAccountNumber"/> has it; null for other ways to pay.</summary>
    public string? VirtualAccount { get; init; }

    /// <summary>The QRIS text, the payment page's address or the virtual account's number as people type it, once issued.</summary>
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

    /// <summary>Where the admins' case about a payment that does not match stands; null where there is none.</summary>
    public string? MismatchCase { get; init; }

    /// <summary>When it was issued, in Unix milliseconds.</summary>
    public long? IssuedAt { get; init; }

    /// <summary>Until when it may be paid, in Unix milliseconds.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When it expired or was cancelled, in Unix milliseconds.</summary>
    public long? EndedAt { get; init; }

    /// <summary>When it was credited, in Unix milliseconds.</summary>
    public long? PaidAt { get; init; }

    /// <summary>The first top-up of the invoice that shows this one; null before invoices were cards.</summary>
    public string? Card { get; init; }

    /// <summary>The invoice offers the other ways to pay.</summary>
    public bool Choosing { get; init; }

    /// <summary>It could not be made.</summary>
    public bool GivenUp { get; init; }

    /// <summary>When the customer last asked whether the payment is there, in Unix milliseconds.</summary>
    public long? AskedAt { get; init; }

    /// <summary>When the answer to that came, in Unix milliseconds.</summary>
    public long? CheckedAt { get; init; }

    /// <summary>Whether Doitpay gave one.</summary>
    public bool CheckAnswered { get; init; }

    /// <summary>Names its own page, and is known to its customer alone; null of one that ended before there were pages.</summary>
    public string? Page { get; init; }

    /// <summary>Waits to be made or to be paid.</summary>
    public bool IsOpen => State is TopupState.Requested or TopupState.Issued;

    /// <summary>A payment does not match, and nobody has decided about it yet.</summary>
    public bool IsLookedInto => ToldMismatch && MismatchCase is (null or "open");

    /// <summary>An admin has credited what was paid.</summary>
    public bool IsCreditedByHand => MismatchCase is "credited" && State is not TopupState.Paid;

    /// <summary>The customer asked and has not heard yet.</summary>
    public bool IsAsked => AskedAt is { } asked && !(CheckedAt >= asked);

    /// <summary>When it was credited.</summary>
    public DateTimeOffset PaidTime => DateTimeOffset.FromUnixTimeMilliseconds(PaidAt ?? 0);

    /// <summary>When the answer to the customer's question came.</summary>
    public DateTimeOffset? CheckedTime => CheckedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Until when it may be paid.</summary>
    public DateTimeOffset Expiry => DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt ?? 0);

    /// <summary>What Doitpay bills, and what must be paid: exactly this much.</summary>
    public Rupiah ToPay => Amount + Fee;

    /// <summary>Fee and bonus.</summary>
    public TopupTerms Terms => new(Fee, ShopFee, Bonus);

    /// <summary>The ledger's name for its bonus.</summary>
    public string BonusKey => $"{LedgerKey}:bonus";

    /// <summary>The ledger's name for its money.</summary>
    public string LedgerKey => $"topup:{Id}";
}
