using System.Globalization;

namespace Digipanel.Sandbox.Money;

/// <summary>Amounts as Indonesia writes them.</summary>
internal static class Rupiah
{
    /// <summary>Rp 49.500</summary>
    public static string Of(long amount) => "Rp " + amount.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');
}
