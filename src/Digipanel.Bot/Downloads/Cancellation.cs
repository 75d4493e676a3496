using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>What /batal did.</summary>
internal sealed record Cancellation
{
    /// <summary>The order that was named, or null for several.</summary>
    public required long? Number { get; init; }

    /// <summary>Taken back; the money is in the wallet.</summary>
    public required IReadOnlyList<OrderLabel> Cancelled { get; init; }

    /// <summary>With Digipanel already, or perhaps: too late.</summary>
    public required IReadOnlyList<OrderLabel> Running { get; init; }

    /// <summary>The named order has ended before.</summary>
    public required bool Ended { get; init; }

    public required Rupiah Refund { get; init; }

    public required Rupiah Balance { get; init; }
}
