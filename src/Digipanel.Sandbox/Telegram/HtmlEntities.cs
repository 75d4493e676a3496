using System.Text;

namespace Digipanel.Sandbox.Telegram;

/// <summary>
/// parse_mode HTML. Positions in refusals are byte offsets into the UTF-8 text, as in the real ones; entities count UTF-16 units.
/// </summary>
internal sealed class HtmlEntities
{
    private readonly HtmlCursor _cursor;
    private readonly StringBuilder _text = new();
    private readonly HtmlTags _tags = new();
    private readonly Stack<HtmlTag> _open = new();
    private bool _halfSurrogate;

    private HtmlEntities(string html) => _cursor = new HtmlCursor(Encoding.UTF8.GetBytes(html));

    public static FormattedText Parse(string html) => new HtmlEntities(html).Parse();

    private FormattedText Parse()
    {
        while (!_cursor.AtEnd)
        {
            if (_cursor.Here == '&' && _cursor.TakeReference() is { } code)
            {
                Append(code);
            }
            else if (_cursor.Here != '<')
            {
                _text.Append(_cursor.TakeRune());
            }
            else if (_cursor.Next == '/')
            {
                CloseTag();
            }
            else
            {
                StartTag();
            }
        }

        if (_open.TryPeek(out var unclosed))
        {
            throw Refuse($"Can't find end tag corresponding to start tag \"{unclosed.Name}\"");
        }

        return _halfSurrogate
            ? throw Refuse("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")
            : new FormattedText(_text.ToString(), _tags.Entities);
    }

    private void Append(int code)
    {
        if (Rune.TryCreate(code, out var rune))
        {
            _text.Append(rune);
        }
        else
        {
            _halfSurrogate = true;
        }
    }

    private void StartTag()
    {
        var begin = _cursor.Position;
        var name = _cursor.TakeTagName(skip: 1);
        if (_cursor.AtEnd)
        {
            throw Refuse($"Unclosed start tag at byte offset {begin}");
        }

        if (!HtmlTags.Known(name))
        {
            throw Refuse($"Unsupported start tag \"{name}\" at byte offset {begin}");
        }

        var argument = "";
        while (_cursor.TakeAttribute(name, begin) is { } attribute)
        {
            argument = (name, attribute.Name) switch
            {
                ("a", "href") => attribute.Value,
                ("code", "class") when attribute.Value.StartsWith("language-", StringComparison.Ordinal) => attribute.Value[9..],
                ("span", "class") when attribute.Value.StartsWith("tg-", StringComparison.Ordinal) => attribute.Value[3..],
                ("blockquote", "expandable") => "expandable",
                _ => argument,
            };
        }

        if (name == "span" && argument != "spoiler")
        {
            throw Refuse($"Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}");
        }

        _open.Push(new HtmlTag(name, argument, _text.Length));
    }

    private void CloseTag()
    {
        var begin = _cursor.Position;
        if (!_open.TryPeek(out var tag))
        {
            throw Refuse($"Unexpected end tag at byte offset {begin}");
        }

        var name = _cursor.TakeTagName(skip: 2);
        _cursor.SkipSpace();
        if (_cursor.Here != '>')
        {
            throw Refuse($"Unclosed end tag at byte offset {begin}");
        }

        _cursor.Skip();
        if (name.Length > 0 && name != tag.Name)
        {
            throw Refuse($"Unmatched end tag at byte offset {begin}, expected \"</{tag.Name}>\", found \"</{name}>\"");
        }

        _open.Pop();
        if (_text.Length > tag.Offset)
        {
            _tags.Add(tag, _text.ToString(tag.Offset, _text.Length - tag.Offset), insidePre: _open.Any(o => o.Name == "pre"));
        }
    }

    internal static TelegramRefusal Refuse(string reason) => TelegramRefusal.BadRequest("can't parse entities: " + reason);
}
