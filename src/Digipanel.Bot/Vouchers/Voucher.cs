using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Vouchers;

/// <summary>A row of <c>vouchers</c>.</summary>
internal sealed record Voucher
{
    public const string Draft = "draft";
    public const string Open = "open";
    public const string Ended = "ended";

    public required long Id { get; init; }

    /// <summary>As people read it.</summary>
    public required string Code { get; init; }

    /// <summary>What each customer gets.</summary>
    public required Rupiah Amount { get; init; }

    /// <summary>How many customers.</summary>
    public required long Uses { get; init; }

    public required long Used { get; init; }

    public required string State { get; init; }

    public required long MadeAt { get; init; }

    /// <summary>From then on it is over; null: never.</summary>
    public long? ExpiresAt { get; init; }

    public long Left => Uses - Used;

    /// <summary>What it costs the shop if all of it is used.</summary>
    public Rupiah Total => Amount * Uses;

    /// <summary>The last moment of its last day, for people.</summary>
    public DateTimeOffset? LastMoment => ExpiresAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).AddMinutes(-1) : null;

    public bool IsOver(DateTimeOffset now) => State == Ended || ExpiresAt <= now.ToUnixTimeMilliseconds();

    /// <summary>Names the money of a customer's use for ever; the schema looks it up by the same name.</summary>
    public string KeyFor(Customer customer) => string.Create(CultureInfo.InvariantCulture, $"voucher:{Id}:{customer.Id}");
}
