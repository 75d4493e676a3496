using System.Text;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>
/// A text with b, i, code and a, taken apart into what the reader sees and where the tags stand. Whatever goes in, what comes
/// out is HTML that Telegram accepts: tags nested and closed, everything else escaped, no longer than asked.
/// </summary>
internal sealed partial class TelegramHtml
{
    private readonly List<Tag> _tags;

    private TelegramHtml(string visible, List<Tag> tags)
    {
        Visible = visible;
        _tags = tags;
    }

    /// <summary>What the reader sees. Telegram's limits count this, after parsing.</summary>
    internal string Visible { get; }

    /// <summary>Where b, i, code and a begin and end, in order: nested, and each that begins ends.</summary>
    internal IReadOnlyList<Tag> Tags => _tags;

    /// <summary>True where Telegram would say "message text is empty".</summary>
    internal bool IsBlank => TelegramText.IsBlank(Visible);

    /// <summary>As HTML of at most <paramref name="charsMax"/> visible characters (UTF-16, which is never fewer than Telegram counts).</summary>
    internal string ToHtml(int charsMax)
    {
        var end = TelegramText.CutAt(Visible, charsMax);
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
                TelegramText.AppendEscaped(html, Visible.AsSpan(at, tag.At - at));
                at = tag.At;
                open.Push(tag.Name);
                if (tag.Href is null)
                {
                    html.Append('<').Append(tag.Name).Append('>');
                }
                else
                {
                    TelegramText.AppendEscaped(html.Append("<a href=\""), tag.Href).Append("\">");
                }
            }
            else if (open.TryPeek(out var name) && name == tag.Name && tag.At <= end)
            {
                TelegramText.AppendEscaped(html, Visible.AsSpan(at, tag.At - at));
                at = tag.At;
                open.Pop();
                html.Append("</").Append(name).Append('>');
            }
        }

        TelegramText.AppendEscaped(html, Visible.AsSpan(at, end - at));
        while (open.TryPop(out var name))
        {
            html.Append("</").Append(name).Append('>');
        }

        return end < Visible.Length ? html.Append(TelegramText.Ellipsis).ToString() : html.ToString();
    }

    /// <summary>Without any markup, for where the markup was refused.</summary>
    internal string ToPlain(int charsMax)
    {
        var end = TelegramText.CutAt(Visible, charsMax);
        return end < Visible.Length ? string.Concat(Visible.AsSpan(0, end), TelegramText.Ellipsis) : Visible;
    }

    /// <param name="At">Before this character of <see cref="Visible"/>.</param>
    /// <param name="Opens">Begins, or ends.</param>
    /// <param name="Name">b, i, code, a.</param>
    /// <param name="Href">Of an a that opens.</param>
    internal readonly record struct Tag(int At, bool Opens, string Name, string? Href);
}
