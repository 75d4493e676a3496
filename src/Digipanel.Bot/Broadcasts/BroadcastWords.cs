using System.Globalization;
using System.Text.RegularExpressions;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Broadcasts;

/// <summary>What stands behind /broadcast: perhaps a time of Jakarta ("2026-12-01 09:00"), then the text.</summary>
/// <param name="Due">When it is to begin; null: at once.</param>
/// <param name="Text">What it says; may be empty.</param>
internal sealed partial record BroadcastWords(DateTimeOffset? Due, string Text)
{
    /// <summary>The text as it was formatted, in the message that ends with it.</summary>
    public Html FormattedIn(WrittenMessage? message) =>
        message?.Text?.TrimEnd() is { } whole && whole.EndsWith(Text, StringComparison.Ordinal) && message.Marks.Count > 0
            ? TextMark.Apply(whole, message.Marks, whole.Length - Text.Length)
            : Html.Plain(Text);

    private const int PatternMatchTimeoutMs = 1_000;

    public static BroadcastWords Parse(string arguments)
    {
        var text = arguments.Trim();
        var match = Time().Match(text);
        return match.Success && DateTime.TryParseExact(
            $"{match.Groups["day"].Value} {match.Groups["time"].Value.Replace('.', ':')}", "yyyy-MM-dd H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new BroadcastWords(new DateTimeOffset(at, WesternIndonesia.Offset), text[match.Length..].Trim())
            : new BroadcastWords(null, text);
    }

    [GeneratedRegex(@"\A(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\s+(?<time>[0-9]{1,2}[:.][0-9]{2})(?:\s+WIB)?(?=\s|\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternMatchTimeoutMs)]
    private static partial Regex Time();
}
