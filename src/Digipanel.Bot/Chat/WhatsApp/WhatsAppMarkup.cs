using System.Globalization;
using System.Text;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// <see cref="Html"/> in WhatsApp's markup: *bold*, _italic_, ```code```, links written out. WhatsApp knows no escaping, so that whatever would be markup
/// in a name or a title is put as a character that looks like it: nobody's name can make a line bold, or a quotation of the shop.
/// </summary>
internal sealed class WhatsAppMarkup
{
    private const string Bold = "*";
    private const string Italic = "_";
    private const string Code = "```";

    private readonly MarkedText _text;

    private WhatsAppMarkup(MarkedText text) => _text = text;

    /// <summary>Nothing to see: Meta refuses an empty text.</summary>
    internal bool IsBlank => _text.IsBlank;

    internal static WhatsAppMarkup Parse(Html html) => new(MarkedText.Parse(html.Markup));

    /// <summary>Plain text as a line: no markup, no control characters, one space where there was any white space.</summary>
    internal static string Line(string text) => string.Join(' ', Clean(ChatText.Clean(text)).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A text that stands alone in a line and is markup nowhere.</summary>
    internal static string Escape(string text) => Segments.Escape(Line(text), ' ', ' ');

    /// <summary>Whether the reader sees this anyway, written out.</summary>
    internal bool Shows(string text) =>
        _text.Visible.Contains(text, StringComparison.Ordinal) || _text.Tags.Any(t => string.Equals(t.Href, text, StringComparison.Ordinal));

    /// <summary>At most <paramref name="charsMax"/> UTF-16 characters, markup included: whichever way Meta counts, it is no more.</summary>
    internal string ToText(int charsMax)
    {
        var visible = _text.Visible;
        for (var max = Math.Min(charsMax, visible.Length); ;)
        {
            var end = ChatText.CutAt(visible, max);
            var text = Segments.Render(_text, end);
            if (end < visible.Length)
            {
                text += ChatText.Ellipsis;
            }

            if (text.Length <= charsMax || max == 0)
            {
                return text.Length <= charsMax ? text : "";
            }

            max = Math.Max(0, Math.Min(end, max) - Math.Max(1, text.Length - charsMax));
        }
    }

    /// <summary>All of it in one line without markup, as a template's parameter must be; null where that is longer.</summary>
    internal string? ToLine(int charsMax)
    {
        var lines = Segments.Render(_text, _text.Visible.Length, isPlain: true).Split('\n').Select(Line).Where(l => l.Length > 0);
        var line = string.Join(" · ", lines);
        return line.Length <= charsMax ? line : null;
    }

    // What turns the direction of writing around could make an amount or a link read otherwise.
    private static string Clean(string text) => string.Concat(text.Where(c => c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))));

    /// <summary>The stretches of a text that are marked alike.</summary>
    private sealed class Segments
    {
        private readonly StringBuilder _to = new();
        private readonly string _visible;
        private readonly bool _isPlain;

        private Segments(string visible, bool isPlain) => (_visible, _isPlain) = (visible, isPlain);

        internal static string Render(MarkedText text, int end, bool isPlain = false)
        {
            var segments = new Segments(text.Visible, isPlain);
            var marks = new Stack<(string Name, string? Href, int From)>();
            var at = 0;
            foreach (var tag in text.Tags)
            {
                if (tag.Opens)
                {
                    if (tag.At < end)
                    {
                        segments.Append(at, tag.At, marks.Select(m => m.Name));
                        at = tag.At;
                        marks.Push((tag.Name, tag.Href, tag.At));
                    }
                }
                else if (marks.TryPeek(out var open) && open.Name == tag.Name && (tag.At <= end || at < end))
                {
                    var upTo = Math.Min(tag.At, end);
                    segments.Append(at, upTo, marks.Select(m => m.Name));
                    at = upTo;
                    marks.Pop();
                    segments.AppendLink(open.Href, open.From, upTo);
                }
            }

            segments.Append(at, end, []);
            return segments._to.ToString();
        }

        private void AppendLink(string? href, int from, int to)
        {
            if (href is null || href.Length == 0 || _visible.AsSpan(from, to - from).Trim().Equals(href.AsSpan().Trim(), StringComparison.Ordinal))
            {
                return;
            }

            _to.Append(_visible.AsSpan(from, to - from).Trim().IsEmpty ? "" : ": ").Append(IsUrl(href) ? href : WhatsAppMarkup.Escape(href));
        }

        private void Append(int from, int to, IEnumerable<string> names)
        {
            if (from >= to)
            {
                return;
            }

            var marks = names.ToHashSet(StringComparer.Ordinal);
            var mark = _isPlain ? "" : marks.Contains("code") ? Code : (marks.Contains("b") ? Bold : "") + (marks.Contains("i") ? Italic : "");
            for (var at = from; at < to;)
            {
                // Markup ends with its line.
                var newline = _visible.IndexOf('\n', at, to - at);
                var end = newline < 0 ? to : newline;
                AppendRun(at, end, mark);
                if (newline >= 0)
                {
                    _to.Append('\n');
                    end++;
                }

                at = end;
            }
        }

        private void AppendRun(int from, int to, string mark)
        {
            var text = Clean(_visible[from..to]);
            var inner = text.Trim();
            var before = from > 0 ? _visible[from - 1] : '\n';
            var after = to < _visible.Length ? _visible[to] : '\n';

            // A mark counts at the edge of a word only, and would become part of a link.
            var start = text.Length - text.TrimStart().Length;
            var counts = mark.Length > 0 && inner.Length > 0 && !inner.Contains("://", StringComparison.Ordinal)
                && (start > 0 || !char.IsLetterOrDigit(before)) && (text.Length - text.TrimEnd().Length > 0 || !char.IsLetterOrDigit(after));
            if (!counts)
            {
                _to.Append(Escape(text, before, after));
                return;
            }

            var closing = mark == Code ? Code : string.Concat(mark.Reverse());
            _to.Append(text.AsSpan(0, start)).Append(mark)
                .Append(mark == Code ? inner.Replace('`', '\u02CB') : Escape(inner, ' ', ' ')).Append(closing)
                .Append(text.AsSpan(start + inner.Length));
        }

        /// <summary>Characters that WhatsApp could take for markup where they stand, as ones that look like them. Links stay as they are.</summary>
        internal static string Escape(string text, char before, char after)
        {
            var safe = new StringBuilder(text.Length);
            for (var at = 0; at < text.Length; at++)
            {
                if (IsUrl(text.AsSpan(at)) && (at == 0 || !char.IsLetterOrDigit(text[at - 1])))
                {
                    var length = text.AsSpan(at).IndexOfAny(" \n\t\u00A0");
                    var url = length < 0 ? text.AsSpan(at) : text.AsSpan(at, length);
                    safe.Append(url);
                    at += url.Length - 1;
                    continue;
                }

                var left = at > 0 ? text[at - 1] : before;
                var right = at + 1 < text.Length ? text[at + 1] : after;
                safe.Append(char.IsLetterOrDigit(left) && char.IsLetterOrDigit(right) && text[at] != '`' ? text[at] : text[at] switch
                {
                    '*' => '\u2217',
                    '_' => '\u02CD',
                    '~' => '\u223C',
                    '`' => '\u02CB',
                    '>' when left == '\n' => '\u203A',
                    var other => other,
                });
            }

            return safe.ToString();
        }

        private static bool IsUrl(ReadOnlySpan<char> text) =>
            (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            && text.Length > 8 && !char.IsWhiteSpace(text["https://".Length]);

        private static bool IsUrl(string href) => IsUrl(href.AsSpan()) && !href.Any(char.IsWhiteSpace);
    }
}
