using System.Runtime.InteropServices;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Reports;

/// <summary>How a stretch of days was asked for.</summary>
internal enum ReportSpan
{
    /// <summary>Today, as far as it has come.</summary>
    Today,

    /// <summary>The day before.</summary>
    Yesterday,

    /// <summary>This week, from Monday.</summary>
    Week,

    /// <summary>The whole week before.</summary>
    LastWeek,

    /// <summary>This month, from its first day.</summary>
    Month,

    /// <summary>The whole month before.</summary>
    LastMonth,

    /// <summary>A day, or from one day to another.</summary>
    Days,
}

/// <summary>Whole days in the shop's time zone.</summary>
/// <param name="Span">How they were asked for.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them; of a week or month that is not over, its last day all the same.</param>
internal sealed record ReportPeriod(ReportSpan Span, DateOnly First, DateOnly Last)
{
    /// <summary>The longest: a year and its leap day.</summary>
    public const int DaysMax = 366;

    /// <summary>When it begins.</summary>
    public DateTimeOffset From => Midnight(First);

    /// <summary>When it is over; that moment is not in it.</summary>
    public DateTimeOffset Until => Midnight(Last.AddDays(1));

    /// <summary>How many days.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The date in the shop's time zone.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(WesternIndonesia.Offset).DateTime);

    /// <summary>The days that a name means on this day.</summary>
    public static ReportPeriod Of(ReportSpan span, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = new DateOnly(today.Year, today.Month, 1);
        return span switch
        {
            ReportSpan.Today => new(span, today, today),
            ReportSpan.Yesterday => new(span, today.AddDays(-1), today.AddDays(-1)),
            ReportSpan.Week => new(span, monday, monday.AddDays(6)),
            ReportSpan.LastWeek => new(span, monday.AddDays(-7), monday.AddDays(-1)),
            ReportSpan.Month => new(span, month, month.AddMonths(1).AddDays(-1)),
            ReportSpan.LastMonth => new(span, month.AddMonths(-1), month.AddDays(-1)),
            _ => throw new ArgumentOutOfRangeException(nameof(span), span, "Days have no name."),
        };
    }

    /// <summary>
    /// What it is compared with: as many days before it, of a month the month before. Where it is not over, only as much of them: ten in the morning of a
    /// day is no worse than the whole day before.
    /// </summary>
    public Stretch Before(DateTimeOffset now)
    {
        var from = Midnight(Span is ReportSpan.Month or ReportSpan.LastMonth ? First.AddMonths(-1) : First.AddDays(-Days));
        var until = now < Until ? from + (now - From) : From;
        return new Stretch(from, until < From ? until : From);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), WesternIndonesia.Offset);
}

/// <summary>From a moment until another, which is not in it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stretch(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>As the database keeps it.</summary>
    public long FromMs => From.ToUnixTimeMilliseconds();

    /// <inheritdoc cref="FromMs"/>
    public long UntilMs => Until.ToUnixTimeMilliseconds();
}
