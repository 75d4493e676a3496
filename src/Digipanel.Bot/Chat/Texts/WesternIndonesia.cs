using System.Globalization;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>
/// The one form of a moment, in the shop's time zone. WIB is UTC+7 all year, so no time zone data are needed; and no culture data, which differ from
/// machine to machine.
/// </summary>
internal static class WesternIndonesia
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    private static readonly string[] Indonesian = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
    private static readonly string[] English = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary><c>22 Nov 2026 14:05 WIB</c></summary>
    /// <param name="at">The moment.</param>
    /// <param name="language">Whose month names.</param>
    public static string Format(DateTimeOffset at, string language) =>
        string.Create(CultureInfo.InvariantCulture, $"{FormatDay(at, language)} {at.ToOffset(Offset):HH:mm} WIB");

    /// <summary><c>22 Nov 2026</c></summary>
    public static string FormatDay(DateTimeOffset at, string language)
    {
        var local = at.ToOffset(Offset);
        var months = language == "en" ? English : Indonesian;
        return string.Create(CultureInfo.InvariantCulture, $"{local.Day} {months[local.Month - 1]} {local.Year}");
    }
}
