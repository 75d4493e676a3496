namespace Digipanel.Bot.Wallets;

/// <summary>An audit as a person reads it in a terminal.</summary>
internal static class AuditTable
{
    public static IEnumerable<string> Lines(AuditReport report)
    {
        List<string[]> checks =
        [
            ["check", "result", "count", "oldest"],
            .. report.Findings.Select(f => new[] { f.Check.Name, Result(f), f.Count == 0 ? "" : $"{f.Count}", f.Oldest is { } since && f.Count > 0 ? Age(report.At - since) : "" }),
        ];
        List<string[]> open =
        [
            ["still open", "", "count", "oldest", "rupiah"],
            .. report.Open.Select(o => new[] { o.What, "", $"{o.Count}", Age(report.At - o.Oldest), o.Money?.ToString() ?? "" }),
        ];
        foreach (var line in Aligned(report.Open.Count == 0 ? [.. checks, [], ["nothing is open"]] : [.. checks, [], .. open]))
        {
            yield return line;
        }

        yield return "";
        foreach (var finding in report.Findings.Where(f => f.Count > 0))
        {
            yield return $"{Result(finding)} {finding.Check.Name}: {finding.Sentence}";
        }

        yield return report.IsClean
            ? $"The books are right: {report.Findings.Count} checks, {report.Warnings.Count} warning(s)."
            : $"THE BOOKS ARE WRONG: {report.Violations.Count} of {report.Findings.Count} checks found a violation.";
    }

    /// <summary>Two units at the most: <c>2 d 3 h</c>, <c>5 min</c>. A time in the future (the clock was set back) has no age.</summary>
    internal static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => $"{(long)age.TotalDays} d {age.Hours} h",
        { TotalHours: >= 1 } => $"{age.Hours} h {age.Minutes} min",
        { TotalMinutes: >= 1 } => $"{age.Minutes} min",
        { Ticks: >= 0 } => $"{age.Seconds} s",
        _ => "0 s",
    };

    private static string Result(AuditFinding finding) => finding switch
    {
        { Count: 0 } => "ok",
        { Check.Severity: AuditSeverity.Violation } => "VIOLATION",
        { Check.Severity: AuditSeverity.Warning } => "warning",
        _ => "note",
    };

    // Numbers to the right, words to the left.
    private static IEnumerable<string> Aligned(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows.Max(r => r.Length)).Select(i => rows.Max(r => i < r.Length ? r[i].Length : 0)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, i) => i == 2 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }
}
