using System.Globalization;
using System.Runtime.InteropServices;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Pricing;

/// <summary>A step of a tariff.</summary>
/// <param name="After">Orders of this month that were begun for a customer before it is theirs.</param>
/// <param name="Price">What a download costs from then on.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PriceStep(long After, Rupiah Price);

/// <summary>What everybody, or a group, pays.</summary>
/// <param name="Base">From the first order of a month on; null: the configuration's price, or none of its own.</param>
/// <param name="Steps">From some order of a month on, in this order.</param>
internal sealed record Tariff(Rupiah? Base, IReadOnlyList<PriceStep> Steps)
{
    /// <summary>Says nothing.</summary>
    public static readonly Tariff None = new(null, []);

    /// <summary>The steps as they are typed and kept: "100=450 500=400".</summary>
    public string StepsText => string.Join(' ', Steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.After}={s.Price.Value}")));

    /// <summary>Whether both say the same.</summary>
    public bool SaysSame(Tariff other) => Base == other.Base && Steps.SequenceEqual(other.Steps);

    /// <summary>As kept.</summary>
    /// <param name="price">The base.</param>
    /// <param name="steps">"100=450 500=400"</param>
    public static Tariff Read(long? price, string steps) => new(
        price is { } rupiah ? new Rupiah(rupiah) : null,
        steps.Length == 0 ? [] : [.. steps.Split(' ').Select(s => s.Split('=')).Select(p => new PriceStep(Number(p[0]), new Rupiah(Number(p[1]))))]);

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
