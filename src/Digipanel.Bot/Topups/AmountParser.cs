using System.Globalization;
using System.Text.RegularExpressions;

namespace Digipanel.Bot.Topups;

/// <summary>Reads an amount as people type it: <c>50000</c>, <c>50.000</c>, <c>Rp 50.000,-</c>, <c>50rb</c>, <c>50k</c>, <c>1,5jt</c>.</summary>
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
        var factor = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "rb" or "ribu" or "k" => 1_000L,
            "jt" or "juta" => 1_000_000L,
            _ => 1L,
        };
        return factor == 1 ? TryReadRupiah(number, out rupiah) : TryReadUnits(number, factor, out rupiah);
    }

    private static bool TryReadRupiah(string number, out long rupiah)
    {
        // A point or a comma groups thousands; nobody pays sen, so decimals may only be zeros.
        if (Grouped().IsMatch(number) || Sen().IsMatch(number))
        {
            number = number.Length > 3 && number[^3] is '.' or ',' ? number[..^3] : number;
        }
        else if (number.AsSpan().ContainsAny('.', ','))
        {
            return Fail(out rupiah);
        }

        return TryReadDigits(number, out rupiah);
    }

    private static bool TryReadUnits(string number, long factor, out long rupiah)
    {
        // Indonesians write 1,5 and 1.500; a point with one or two digits after it is an English 1.5.
        var decimals = Decimals().Match(number);
        if (!decimals.Success)
        {
            return number.Contains(',', StringComparison.Ordinal) || (number.Contains('.', StringComparison.Ordinal) && !Grouped().IsMatch(number))
                ? Fail(out rupiah)
                : TryReadDigits(number, out rupiah) && TryMultiply(ref rupiah, factor);
        }

        if (!TryReadDigits(decimals.Groups["whole"].Value, out rupiah) || !TryMultiply(ref rupiah, factor))
        {
            return false;
        }

        var fraction = decimals.Groups["fraction"].Value;
        var scale = (long)Math.Pow(10, fraction.Length);
        rupiah += long.Parse(fraction, CultureInfo.InvariantCulture) * factor / scale; // three digits of thousands are whole rupiah
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
            return false;
        }

        rupiah *= factor;
        return true;
    }

    private static bool Fail(out long rupiah)
    {
        rupiah = 0;
        return false;
    }

    [GeneratedRegex(@"^(?:(?:rp|idr)\.?\s*)?(?<number>[0-9]+(?:[.,][0-9]+)*)\s*(?<unit>rb|ribu|k|jt|juta)?\s*(?:[.,]-)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^([0-9]{1,3}(\.[0-9]{3})+(,00)?|[0-9]{1,3}(,[0-9]{3})+(\.00)?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[0-9]+[.,]00$", RegexOptions.None, 1000)]
    private static partial Regex Sen();

    [GeneratedRegex(@"^(?<whole>[0-9]+)(,(?=[0-9]{1,3}$)|\.(?=[0-9]{1,2}$))(?<fraction>[0-9]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decimals();
}
