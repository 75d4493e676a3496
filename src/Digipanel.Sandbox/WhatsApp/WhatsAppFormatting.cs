using System.Text;
using System.Text.RegularExpressions;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>WhatsApp's own markup as HTML: *bold*, _italic_, ~struck~, `code`, ```monospace``` and addresses, which it links by itself.</summary>
internal static partial class WhatsAppFormatting
{
    public static string ToHtml(string text)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (Match match in Token().Matches(text))
        {
            html.Append(HtmlRendering.Escape(text[at..match.Index]));
            html.Append(match.Groups["mono"] is { Success: true } mono ? $"<pre>{HtmlRendering.Escape(mono.Value)}</pre>"
                : match.Groups["code"] is { Success: true } code ? $"<code>{HtmlRendering.Escape(code.Value)}</code>"
                : match.Groups["url"] is { Success: true } url ? $"<a href=\"{HtmlRendering.Escape(url.Value)}\">{HtmlRendering.Escape(url.Value)}</a>"
                : Styled(match));
            at = match.Index + match.Length;
        }

        return html.Append(HtmlRendering.Escape(text[at..])).ToString();
    }

    private static string Styled(Match match)
    {
        var tag = match.Groups["mark"].Value switch { "*" => "b", "_" => "i", _ => "s" };
        return $"<{tag}>{ToHtml(match.Groups["inner"].Value)}</{tag}>";
    }

    // A mark begins at the start of a word and ends at the end of one, on the same line: 2*3*4 and snake_case stay as they are.
    [GeneratedRegex(
        @"```(?<mono>[^`]+)```|`(?<code>[^`\n]+)`|(?<url>https?://[^\s<>""]*[^\s<>"".,;:!?)*_~])|(?<![\p{L}\p{N}*_~])(?<mark>[*_~])(?<inner>(?! )[^\n]+?(?<! ))\k<mark>(?![\p{L}\p{N}])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
