using System.Globalization;

namespace Digipanel.Bot.Benchmarks.Report;

/// <summary>Lines as a Markdown table that can go into README as it is. Spreads are min / median / max over the rounds.</summary>
internal static class MarkdownTable
{
    public static string Render(IEnumerable<Line> lines)
    {
        var rows = new List<string>
        {
            "| what | ours | reference | ratio | wanted | notes |",
            "| --- | --- | --- | --- | --- | --- |",
        };
        rows.AddRange(lines.Select(Row));
        return string.Join('\n', rows);
    }

    /// <summary>Three significant digits or whole numbers: more would promise what no shared machine keeps.</summary>
    public static string Number(double value)
    {
        var magnitude = Math.Abs(value);
        var format = magnitude switch { >= 100 => "#,0", >= 10 => "0.0", _ => "0.00" };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Row(Line line)
    {
        var reference = line.Reference.Count == 0 ? "" : $"{line.Against}: {Spread(line.Reference)} {line.Unit}";
        var ratio = line.Reference.Count == 0 ? "" : Spread(line.Ratios);
        return $"| {line.What} | {Spread(line.Ours)} {line.Unit} | {reference} | {ratio} | {line.Wanted} | {line.Note} |";
    }

    private static string Spread(IReadOnlyList<double> values) => values.Count == 1
        ? $"**{Number(values[0])}**"
        : $"{Number(values.Min())} / **{Number(Median(values))}** / {Number(values.Max())}";
}
