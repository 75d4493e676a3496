using System.Globalization;

namespace Digipanel.Bot.Reports;

/// <summary>Stretches of days as admins write them: <c>kemarin</c>, <c>bulan lalu</c>, <c>2026-11-01 2026-11-15</c>, <c>1/11/2026 s/d 15/11/2026</c>, <c>2026-11</c>.</summary>
internal static class PeriodWords
{
    private static readonly string[] DayForms = ["yyyy-M-d", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase) { "sampai", "s/d", "sd", "hingga", "dari", "-", "–", "from", "to", "until" };

    /// <summary>The stretch that a text means; null: none, or one that is too long or has not begun.</summary>
    public static ReportPeriod? Find(string text, DateOnly today)
    {
        string[] words = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => !Fillers.Contains(w))];
        return SpanOf(string.Join(' ', words).ToLowerInvariant()) is { } span ? ReportPeriod.Of(span, today)
            : words is [var one] && Month(one) is { } month && month <= today ? Days(month, month.AddMonths(1).AddDays(-1), today)
            : words is [var day] && Day(day) is { } only ? Days(only, only, today)
            : words is [var a, var b] && Day(a) is { } first && Day(b) is { } last ? first <= last ? Days(first, last, today) : Days(last, first, today)
            : null;
    }

    private static ReportSpan? SpanOf(string words) => words switch
    {
        "" or "hari ini" or "hari" or "sekarang" or "today" or "day" => ReportSpan.Today,
        "kemarin" or "kmrn" or "yesterday" => ReportSpan.Yesterday,
        "minggu" or "minggu ini" or "week" or "this week" => ReportSpan.Week,
        "minggu lalu" or "minggu kemarin" or "last week" => ReportSpan.LastWeek,
        "bulan" or "bulan ini" or "month" or "this month" => ReportSpan.Month,
        "bulan lalu" or "bulan kemarin" or "last month" => ReportSpan.LastMonth,
        _ => null,
    };

    private static ReportPeriod? Days(DateOnly first, DateOnly last, DateOnly today)
    {
        var period = new ReportPeriod(ReportSpan.Days, first, last < today ? last : today);
        return first <= today && period.Days <= ReportPeriod.DaysMax && first.Year >= 2000 ? period : null;
    }

    private static DateOnly? Day(string word) => DateOnly.TryParseExact(word, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateOnly? Month(string word) => DateOnly.TryParseExact(word, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
