namespace Digipanel.Bot.Chat.Texts;

/// <summary>A time that nobody knows exactly, rounded up so that it says no more than is known: 7 minutes are 10, 50 minutes are an hour.</summary>
internal readonly record struct RoughTime
{
    private const int HoursMax = 6;

    /// <summary>Of a minute or less there is no number.</summary>
    public bool IsUnderAMinute { get; private init; }

    /// <summary>In minutes; zero where hours say it.</summary>
    public int Minutes { get; private init; }

    /// <summary>In hours; zero where minutes say it.</summary>
    public int Hours { get; private init; }

    /// <summary>More than <see cref="Hours"/>.</summary>
    public bool IsOver { get; private init; }

    public static RoughTime Of(TimeSpan time) => time.TotalMinutes switch
    {
        < 1 => new() { IsUnderAMinute = true },
        <= 5 and var minutes => new() { Minutes = (int)Math.Ceiling(minutes) },
        <= 30 and var minutes => new() { Minutes = Up(minutes, 5) },
        <= 45 => new() { Minutes = 45 },
        <= HoursMax * 60 and var minutes => new() { Hours = Up(minutes, 60) / 60 },
        _ => new() { Hours = HoursMax, IsOver = true },
    };

    private static int Up(double minutes, int step) => (int)Math.Ceiling(minutes / step) * step;
}
