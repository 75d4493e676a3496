using System.Text;

namespace Digipanel.Sandbox.Telegram;

/// <summary>Writes a text with entities as HTML: safe in a page, and (recognised addresses aside, which become links) the same message again when parsed.</summary>
internal static class HtmlRendering
{
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    public static string Render(string text, IReadOnlyList<TelegramEntity> entities)
    {
        var html = new StringBuilder();
        var open = new Stack<(int End, string Tag)>();
        var from = 0;
        void Flush(int to)
        {
            html.Append(Escape(text[from..to]));
            from = to;
        }

        foreach (var entity in FormattedText.Sorted(entities))
        {
            CloseUntil(entity.Offset);
            if (Tags(text, entity) is { } tags)
            {
                Flush(entity.Offset);
                html.Append(tags.Start);

                // A customer's own entities may cross each other; the inner one then ends with the outer.
                var end = entity.Offset + entity.Length;
                open.Push((open.TryPeek(out var outer) ? Math.Min(end, outer.End) : end, tags.End));
            }
        }

        CloseUntil(text.Length);
        Flush(text.Length);
        return html.ToString();

        void CloseUntil(int position)
        {
            while (open.TryPeek(out var top) && top.End <= position)
            {
                Flush(top.End);
                html.Append(open.Pop().Tag);
            }
        }
    }

    private static (string Start, string End)? Tags(string text, TelegramEntity entity) => entity.Type switch
    {
        "bold" => ("<b>", "</b>"),
        "italic" => ("<i>", "</i>"),
        "underline" => ("<u>", "</u>"),
        "strikethrough" => ("<s>", "</s>"),
        "spoiler" => ("<tg-spoiler>", "</tg-spoiler>"),
        "code" => ("<code>", "</code>"),
        "pre" when entity.Language is { } language => ($"<pre><code class=\"language-{Escape(language)}\">", "</code></pre>"),
        "pre" => ("<pre>", "</pre>"),
        "blockquote" => ("<blockquote>", "</blockquote>"),
        "expandable_blockquote" => ("<blockquote expandable>", "</blockquote>"),
        "text_link" => ($"<a href=\"{Escape(entity.Url ?? "")}\">", "</a>"),

        // Recognised, not written: an address links to itself, the rest is plain text.
        "url" when LinkRules.Check(text.Substring(entity.Offset, entity.Length)) is LinkRules.Good good => ($"<a href=\"{Escape(good.Url)}\">", "</a>"),
        _ => null,
    };
}
