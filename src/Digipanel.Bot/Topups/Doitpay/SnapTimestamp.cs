using System.Globalization;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>X-TIMESTAMP: ISO-8601 with an offset, in seconds.</summary>
public static class SnapTimestamp
{
    /// <summary>How far a signed time may lie from ours, either way; without it a captured request could be played back for ever.</summary>
    public static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(5);

    /// <summary>Western Indonesian Time, without daylight saving. Doitpay takes Z as well; its pages show +07:00.</summary>
    public static readonly TimeSpan WibOffset = TimeSpan.FromHours(7);

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>As we send it: <c>2026-11-22T09:00:00+07:00</c>.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToOffset(WibOffset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>Reads a time with Z or with an offset; one without either is nobody's time and refused.</summary>
    public static bool TryParse(string? text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    /// <summary>Whether a signed time is near enough to now.</summary>
    public static bool IsFresh(DateTimeOffset time, DateTimeOffset now) => (now - time).Duration() <= SkewMax;
}
