using System.Globalization;
using System.Text;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>
/// A text with b, i, code and a, taken apart into what the reader sees and where the tags stand. Whatever goes in, what comes
/// out is HTML that Telegram accepts: tags nested and closed, everything else escaped, no longer than asked.
/// </summary>
internal sealed class TelegramHtml
{
    private readonly record struct Tag(int At, bool Opens, string Name, string? Href);

    private readonly List<Tag> _tags;

    private TelegramHtml(string visible, List<Tag> tags)
    {
        Visible = visible;
        _tags = tags;
    }

    /// <summary>What the reader sees. Telegram's limits count this, after parsing.</summary>
    internal string Visible { get; }

    /// <summary>True where Telegram would say "message text is empty".</summary>
    internal bool IsBlank => IsBlankText(Visible);

    /// <summary>Reads markup; what is no tag of ours is text.</summary>
    internal static TelegramHtml Parse(string markup)
    {
        var visible = new StringBuilder(markup.Length);
        var tags = new List<Tag>();
        var open = new Stack<string>();
        var at = 0;
        while (at < markup.Length)
        {
            if (markup[at] == '<' && ReadTag(markup.AsSpan(at), out var length) is { } tag)
            {
                Place(tag with { At = visible.Length }, tags, open);
                at += length;
            }
            else
            {
                var rune = markup[at] == '&' ? ReadEntity(markup.AsSpan(at), out length) : ReadRune(markup.AsSpan(at), out length);
                AppendClean(visible, rune);
                at += length;
            }
        }

        while (open.TryPop(out var name))
        {
            tags.Add(new Tag(visible.Length, Opens: false, name, null));
        }

        return new TelegramHtml(visible.ToString(), tags);
    }

    /// <summary>As HTML of at most <paramref name="charsMax"/> visible characters (UTF-16, which is never fewer than Telegram counts).</summary>
    internal string ToHtml(int charsMax)
    {
        var end = CutAt(Visible, charsMax);
        var html = new StringBuilder(end + 64);
        var at = 0;
        var open = new Stack<string>();
        foreach (var tag in _tags)
        {
            // Past the cut only the closing of what is open matters.
            if (tag.At >= end && tag.Opens)
            {
                continue;
            }

            if (tag.Opens)
            {
                AppendEscaped(html, Visible.AsSpan(at, tag.At - at));
                at = tag.At;
                open.Push(tag.Name);
                if (tag.Href is null)
                {
                    html.Append('<').Append(tag.Name).Append('>');
                }
                else
                {
                    AppendEscaped(html.Append("<a href=\""), tag.Href).Append("\">");
                }
            }
            else if (open.TryPeek(out var name) && name == tag.Name && tag.At <= end)
            {
                AppendEscaped(html, Visible.AsSpan(at, tag.At - at));
                at = tag.At;
                open.Pop();
                html.Append("</").Append(name).Append('>');
            }
        }

        AppendEscaped(html, Visible.AsSpan(at, end - at));
        while (open.TryPop(out var name))
        {
            html.Append("</").Append(name).Append('>');
        }

        return end < Visible.Length ? html.Append(Ellipsis).ToString() : html.ToString();
    }

    /// <summary>Without any markup, for where the markup was refused.</summary>
    internal string ToPlain(int charsMax)
    {
        var end = CutAt(Visible, charsMax);
        return end < Visible.Length ? string.Concat(Visible.AsSpan(0, end), Ellipsis) : Visible;
    }

    /// <summary>Escapes text for HTML.</summary>
    internal static string Escape(string text) => AppendEscaped(new StringBuilder(text.Length + 8), text).ToString();

    /// <summary>Text as Telegram keeps it: no control characters, no halves of surrogate pairs.</summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            AppendClean(clean, rune);
        }

        return clean.ToString();
    }

    /// <summary>Whether there is nothing to see.</summary>
    internal static bool IsBlankText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                return false;
            }
        }

        return true;
    }

    private const string Ellipsis = "\n…";

    /// <summary>The end of the last whole line that fits; of the last word, where the lines are very long.</summary>
    internal static int CutAt(string text, int charsMax)
    {
        if (text.Length <= charsMax)
        {
            return text.Length;
        }

        var end = Math.Max(0, charsMax - Ellipsis.Length);
        var line = text.LastIndexOf('\n', end);
        if (line >= end / 2)
        {
            return line;
        }

        var word = text.LastIndexOf(' ', end);
        if (word >= end / 2)
        {
            return word;
        }

        return end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }

    private static void Place(Tag tag, List<Tag> tags, Stack<string> open)
    {
        if (tag.Opens)
        {
            open.Push(tag.Name);
            tags.Add(tag);
        }
        else if (open.Contains(tag.Name))
        {
            // Closes what was left open inside; a closing tag that nothing opened is dropped.
            string name;
            do
            {
                name = open.Pop();
                tags.Add(tag with { Name = name });
            }
            while (name != tag.Name);
        }
    }

    private static Tag? ReadTag(ReadOnlySpan<char> markup, out int length)
    {
        var end = markup.IndexOf('>');
        length = end + 1;
        if (end < 0)
        {
            return null;
        }

        const string LinkStart = "a href=\"";
        var inside = markup[1..end];
        return inside switch
        {
            "b" or "i" or "code" => new Tag(0, Opens: true, inside.ToString(), null),
            "/b" or "/i" or "/code" or "/a" => new Tag(0, Opens: false, inside[1..].ToString(), null),
            _ when inside.StartsWith(LinkStart) && inside.Length > LinkStart.Length && inside[LinkStart.Length..].IndexOf('"') == inside.Length - LinkStart.Length - 1 =>
                new Tag(0, Opens: true, "a", Parse(inside[LinkStart.Length..^1].ToString()).Visible),
            _ => null,
        };
    }

    private static Rune ReadEntity(ReadOnlySpan<char> markup, out int length)
    {
        var end = markup[..Math.Min(markup.Length, 12)].IndexOf(';');
        length = end + 1;
        var name = end < 0 ? default : markup[1..end];
        switch (name)
        {
            case "lt": return new Rune('<');
            case "gt": return new Rune('>');
            case "amp": return new Rune('&');
            case "quot": return new Rune('"');
        }

        if (name.StartsWith('#')
            && (name is [_, 'x', ..]
                ? uint.TryParse(name[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                : uint.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out code))
            && Rune.TryCreate(code, out var rune))
        {
            return rune;
        }

        length = 1;
        return new Rune('&');
    }

    private static Rune ReadRune(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var rune, out length);
        return rune;
    }

    private static void AppendClean(StringBuilder to, Rune rune)
    {
        if (rune.Value == '\r')
        {
            return;
        }

        if (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t'))
        {
            rune = new Rune(' ');
        }

        Span<char> chars = stackalloc char[2];
        to.Append(chars[..rune.EncodeToUtf16(chars)]);
    }

    private static StringBuilder AppendEscaped(StringBuilder to, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => to.Append("&lt;"),
                '>' => to.Append("&gt;"),
                '&' => to.Append("&amp;"),
                '"' => to.Append("&quot;"),
                _ => to.Append(c),
            };
        }

        return to;
    }
}
