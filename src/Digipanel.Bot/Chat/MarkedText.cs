using System.Text;

namespace Digipanel.Bot.Chat;

/// <summary>
/// The markup of <see cref="Html"/> (b, i, code, a) taken apart into what the reader sees and where the tags stand, for the channels to put it into theirs.
/// Whatever goes in, what comes out as HTML is what Telegram accepts: tags nested and closed, everything else escaped, no longer than asked.
/// </summary>
internal sealed partial class MarkedText
{
    private readonly List<Tag> _tags;

    private MarkedText(string visible, List<Tag> tags)
    {
        Visible = visible;
        _tags = tags;
    }

    /// <summary>What the reader sees: no control characters, no halves of surrogate pairs. Telegram's limits count this, after parsing.</summary>
    internal string Visible { get; }

    /// <summary>Where b, i, code and a begin and end, in order: nested, and each that begins ends.</summary>
    internal IReadOnlyList<Tag> Tags => _tags;

    /// <summary>Nothing to see: no channel takes it.</summary>
    internal bool IsBlank => ChatText.IsBlank(Visible);

    /// <summary>As HTML of at most <paramref name="charsMax"/> visible characters (UTF-16, which is never fewer than Telegram counts).</summary>
    internal string ToHtml(int charsMax)
    {
        var end = ChatText.CutAt(Visible, charsMax);
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
                ChatText.AppendEscaped(html, Visible.AsSpan(at, tag.At - at));
                at = tag.At;
                open.Push(tag.Name);
                if (tag.Href is null)
                {
                    html.Append('<').Append(tag.Name).Append('>');
                }
                else
                {
                    ChatText.AppendEscaped(html.Append("<a href=\""), tag.Href).Append("\">");
                }
            }
            else if (open.TryPeek(out var name) && name == tag.Name && tag.At <= end)
            {
                ChatText.AppendEscaped(html, Visible.AsSpan(at, tag.At - at));
                at = tag.At;
                open.Pop();
                html.Append("</").Append(name).Append('>');
            }
        }

        ChatText.AppendEscaped(html, Visible.AsSpan(at, end - at));
        while (open.TryPop(out var name))
        {
            html.Append("</").Append(name).Append('>');
        }

        return end < Visible.Length ? html.Append(ChatText.Ellipsis).ToString() : html.ToString();
    }

    /// <summary>Without any markup, for where the markup was refused.</summary>
    internal string ToPlain(int charsMax)
    {
        var end = ChatText.CutAt(Visible, charsMax);
        return end < Visible.Length ? string.Concat(Visible.AsSpan(0, end), ChatText.Ellipsis) : Visible;
    }

    /// <param name="At">Before this character of <see cref="Visible"/>.</param>
    /// <param name="Opens">Begins, or ends.</param>
    /// <param name="Name">b, i, code, a.</param>
    /// <param name="Href">Of an a that opens.</param>
    internal readonly record struct Tag(int At, bool Opens, string Name, string? Href);
}
