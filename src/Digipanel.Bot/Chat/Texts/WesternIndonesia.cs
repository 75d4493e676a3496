namespace Digipanel.Bot.Chat.Texts;

/// <summary>The shop's time zone. WIB is UTC+7 all year, so no time zone data are needed.</summary>
internal static class WesternIndonesia
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary><c>22 Nov 2026 14:05 WIB</c></summary>
    public static string Format(DateTimeOffset at, string[] months)
    {
        var local = at.ToOffset(Offset);
        return $"{local.Day} {months[local.Month - 1]} {local.Year} {local:HH:mm} WIB";
    }
}
