using System.Text.RegularExpressions;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>Reads the markup that people type on WhatsApp: *bold*, _italic_, ```code```. <see cref="WhatsAppMarkup"/> writes it.</summary>
internal static partial class WhatsAppMarks
{
    private const int PatternMatchTimeoutMs = 1_000;

    /// <summary>The text as its readers see it on a phone.</summary>
    public static Html Parse(string text)
    {
        var html = Html.Empty;
        var at = 0;
        foreach (var match in Mark().EnumerateMatches(text))
        {
            var inner = text.Substring(match.Index, match.Length);
            html += Html.Plain(text[at..match.Index]);
            html += inner[0] switch
            {
                '*' => Html.Of($"<b>{Parse(inner[1..^1])}</b>"),
                '_' => Html.Of($"<i>{Parse(inner[1..^1])}</i>"),
                _ => Html.Of($"<code>{inner.Trim('`')}</code>"),
            };
            at = match.Index + match.Length;
        }

        return html + Html.Plain(text[at..]);
    }

    // Marks stand at the edges of words and around something that is seen: 2*3*4 and snake_case are none.
    [GeneratedRegex(@"(?<!\w)(```[^`]+```|\*(?=\S)[^*\n]*(?<=\S)\*|_(?=\S)[^_\n]*(?<=\S)_)(?!\w)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternMatchTimeoutMs)]
    private static partial Regex Mark();
}
