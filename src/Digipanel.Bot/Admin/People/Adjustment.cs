using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Admin.People;

/// <summary>What is moved by hand; the column <c>adjustments.kind</c>, and the log's word for it.</summary>
internal static class AdjustmentKind
{
    public const string Credit = "credit";
    public const string Debit = "debit";

    /// <summary>The balance of an account that nobody reaches any more goes to a living customer.</summary>
    public const string Move = "move";

    /// <summary>A delivered order's price goes back.</summary>
    public const string Refund = "refund";
}

/// <summary>Money that an admin moves, or is asked about; a row of <c>adjustments</c>.</summary>
internal sealed record Adjustment
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>Whose wallet.</summary>
    public required long CustomerId { get; init; }

    /// <summary>Of a move: whose wallet gets it.</summary>
    public long? ToId { get; init; }

    /// <summary>Of a refund.</summary>
    public long? OrderNumber { get; init; }

    public required Rupiah Amount { get; init; }

    public required string Reason { get; init; }

    /// <summary><c>asked</c>, <c>done</c> or <c>dropped</c>.</summary>
    public required string State { get; init; }

    public required string AskedBy { get; init; }

    public required long AskedAt { get; init; }

    public bool IsAsked => State == "asked";

    public bool IsDone => State == "done";

    /// <summary>The ledger's name for it; a refund's is its order's.</summary>
    public string LedgerKey => $"adjust:{Id}";

    /// <summary>Of a move: the ledger's name for its second half.</summary>
    public string ArrivalKey => $"{LedgerKey}:to";
}
