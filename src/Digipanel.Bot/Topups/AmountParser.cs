using System.Globalization;
using System.Text.RegularExpressions;

namespace Digipanel.Bot.Topups;

/// <summary>
/// Reads an amount as people type it: <c>50000</c>, <c>50.000</c>, <c>Rp 50.000,-</c>, <c>50rb</c>, <c>50k</c>, <c>1,5jt</c>, <c>50 ribu rupiah</c>.
/// What could mean two amounts is none: <c>1.500jt</c> is 1,5 million to one and 1,5 billion to the other.
/// </summary>
public static partial class AmountParser
{
    private const int TextLengthMaxChars = 32;
    private const int DigitsMax = 15; // far over any limit, far under long's

    /// <summary>False where the text is no amount; bounds are the caller's business.</summary>
    public static bool TryParse(string? text, out long rupiah)
    {
        rupiah = 0;
        if (text is null || text.Length > TextLengthMaxChars || Shape().Match(text.Trim()) is not { Success: true } match)
        {
            return false;
        }

        var number = match.Groups["number"].Value;
        return match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "" => TryReadRupiah(number, out rupiah),
            "jt" or "juta" => TryReadMillions(number, out rupiah),
            _ => TryReadThousands(number, out rupiah),
        };
    }

    // A point or a comma groups thousands; nobody pays sen, so decimals may only be zeros.
    private static bool TryReadRupiah(string number, out long rupiah)
    {
        rupiah = 0;
        return (Whole().IsMatch(number) || Grouped().IsMatch(number) || Sen().IsMatch(number))
            && TryReadDigits(number.Length > 3 && number[^3] is '.' or ',' ? number[..^3] : number, out rupiah);
    }

    // 50rb, 12,5rb, 12.5k, and 1.500rb as Indonesians group; "1,500rb" is 1.500 to them and 1.500.000 to others.
    private static bool TryReadThousands(string number, out long rupiah) =>
        GroupedByPoints().IsMatch(number) ? TryReadDigits(number, out rupiah) && TryMultiply(ref rupiah, 1_000) : TryReadDecimals(number, 1_000, 2, out rupiah);

    private static bool TryReadMillions(string number, out long rupiah) => TryReadDecimals(number, 1_000_000, 3, out rupiah);

    // Indonesians write 1,5; a point with one or two digits after it is an English 1.5.
    private static bool TryReadDecimals(string number, long unit, int decimalsMax, out long rupiah)
    {
        if (Whole().IsMatch(number))
        {
            return TryReadDigits(number, out rupiah) && TryMultiply(ref rupiah, unit);
        }

        rupiah = 0;
        if (Decimals().Match(number) is not { Success: true } decimals || decimals.Groups["fraction"].Length > decimalsMax)
        {
            return false;
        }

        if (!TryReadDigits(decimals.Groups["whole"].Value, out rupiah) || !TryMultiply(ref rupiah, unit))
        {
            return false;
        }

        // The unit has at least as many zeros as there are decimals: always whole rupiah.
        var fraction = decimals.Groups["fraction"].Value.PadRight(3, '0');
        rupiah += long.Parse(fraction, CultureInfo.InvariantCulture) * (unit / 1_000);
        return true;
    }

    private static bool TryReadDigits(string number, out long rupiah)
    {
        var digits = number.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        rupiah = 0;
        return digits.Length <= DigitsMax && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out rupiah);
    }

    private static bool TryMultiply(ref long rupiah, long factor)
    {
        if (rupiah > 1_000_000_000_000_000 / factor)
        {
            rupiah = 0;
            return false;
        }

        rupiah *= factor;
        return true;
    }

    [GeneratedRegex(@"^(?:(?:rp|idr)\.?\s*)?(?<number>[0-9]+(?:[.,][0-9]+)*)\s*(?<unit>rb|rbu|ribu|rebu|k|jt|juta)?\s*(?:[.,]-|rp|rupiah|idr)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Shape();

    [GeneratedRegex("^[0-9]+$", RegexOptions.None, 10_000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^([0-9]{1,3}(\.[0-9]{3})+(,00)?|[0-9]{1,3}(,[0-9]{3})+(\.00)?)$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[0-9]{1,3}(\.[0-9]{3})+$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex GroupedByPoints();

    [GeneratedRegex(@"^[0-9]+[.,]00$", RegexOptions.None, 10_000)]
    private static partial Regex Sen();

    [GeneratedRegex(@"^(?<whole>[0-9]+)(,(?=[0-9]{1,3}$)|\.(?=[0-9]{1,2}$))(?<fraction>[0-9]+)$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Decimals();
}
