using System.Globalization;
using System.Text;

namespace Digipanel.Bot.Chat;

internal sealed partial class MarkedText
{
    /// <summary>Reads markup; what is no tag of ours is text.</summary>
    internal static MarkedText Parse(string markup)
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
                ChatText.AppendClean(visible, rune);
                at += length;
            }
        }

        while (open.TryPop(out var name))
        {
            tags.Add(new Tag(visible.Length, Opens: false, name, null));
        }

        return new MarkedText(visible.ToString(), tags);
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
}
