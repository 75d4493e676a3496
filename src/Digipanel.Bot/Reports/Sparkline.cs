namespace Digipanel.Bot.Reports;

/// <summary>Numbers as bars in a line of text: ▁▃█.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>One bar a number: the lowest is nothing at all, and whatever is more than nothing can be seen.</summary>
    public static string Of(IReadOnlyList<long> values)
    {
        var most = values.Count > 0 ? values.Max() : 0;
        return string.Concat(values.Select(v => v <= 0 ? Bars[0] : Bars[1 + (int)((decimal)v * (Bars.Length - 2) / most)]));
    }
}
