using System.Globalization;
using System.Text;

namespace Digipanel.Sandbox.Telegram;

/// <summary>Reads tags, attributes and character references from the bytes of an HTML text.</summary>
internal sealed class HtmlCursor(byte[] source)
{
    public int Position { get; private set; }

    public bool AtEnd => Position >= source.Length;

    /// <summary>The byte here, or 0 at the end; a NUL counts as white space, as in the real parser.</summary>
    public byte Here => At(Position);

    public byte Next => At(Position + 1);

    public void Skip() => Position++;

    public void SkipSpace()
    {
        while (!AtEnd && IsSpace(Here))
        {
            Position++;
        }
    }

    public string TakeRune()
    {
        Rune.DecodeFromUtf8(source.AsSpan(Position), out var rune, out var bytes);
        Position += bytes;
        return rune.ToString();
    }

    public string TakeTagName(int skip) => Lower(TakeUntil(Position + skip, b => IsSpace(b) || b == '>'));

    /// <summary>The next attribute, or null after the tag's closing bracket.</summary>
    public (string Name, string Value)? TakeAttribute(string tag, int begin)
    {
        SkipSpace();
        if (Here == '>')
        {
            Position++;
            return null;
        }

        var name = TakeUntil(Position, b => IsSpace(b) || b is (byte)'=' or (byte)'>' or (byte)'/' or (byte)'"' or (byte)'\'');
        if (name.Length == 0)
        {
            throw HtmlEntities.Refuse($"Empty attribute name in the tag \"{tag}\" at byte offset {begin}");
        }

        SkipSpace();
        if (!AtEnd && Here != '=')
        {
            return (name, "");
        }

        Position++;
        SkipSpace();
        if (AtEnd)
        {
            throw HtmlEntities.Refuse($"Unclosed start tag \"{tag}\" at byte offset {begin}");
        }

        var value = Here is (byte)'"' or (byte)'\'' ? TakeQuoted() : TakeToken();
        return AtEnd ? throw HtmlEntities.Refuse($"Unclosed start tag at byte offset {begin}") : (name, value);
    }

    /// <summary>The code of a character reference, or null where the ampersand is only an ampersand.</summary>
    public int? TakeReference()
    {
        var end = Position + 1;
        int code;
        if (At(end) == '#')
        {
            var hex = At(++end) == 'x';
            var digits = hex ? ++end : end;
            while (hex ? char.IsAsciiHexDigit((char)At(end)) : char.IsAsciiDigit((char)At(end)))
            {
                end++;
            }

            // At most 9 bytes of reference: longer ones are text, also where leading zeros made them long.
            if (end - Position >= 10 || !int.TryParse(Ascii(digits, end), hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, null, out code)
                || code is 0 or >= 0x10ffff)
            {
                return null;
            }
        }
        else
        {
            while (char.IsAsciiLetter((char)At(end)))
            {
                end++;
            }

            code = Ascii(Position + 1, end) switch { "lt" => '<', "gt" => '>', "amp" => '&', "quot" => '"', _ => 0 };
            if (code == 0)
            {
                return null;
            }
        }

        Position = At(end) == ';' ? end + 1 : end;
        return code;
    }

    private string TakeToken()
    {
        var begin = Position;
        var token = TakeUntil(Position, b => !(char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-'));
        return IsSpace(Here) || Here == '>' ? Lower(token) : throw HtmlEntities.Refuse($"Unexpected end of name token at byte offset {begin}");
    }

    private string TakeQuoted()
    {
        var quote = Here;
        Position++;
        var value = new StringBuilder();
        while (!AtEnd && Here != quote)
        {
            if (Here == '&' && TakeReference() is { } code)
            {
                value.Append(Rune.TryCreate(code, out var rune) ? rune : Rune.ReplacementChar);
            }
            else
            {
                value.Append(TakeRune());
            }
        }

        Position = Math.Min(Position + 1, source.Length);
        return value.ToString();
    }

    private string TakeUntil(int from, Func<byte, bool> stop)
    {
        Position = from;
        while (!AtEnd && !stop(Here))
        {
            Position++;
        }

        return Encoding.UTF8.GetString(source, from, Math.Max(0, Math.Min(Position, source.Length) - from));
    }

    private byte At(int index) => index < source.Length ? source[index] : (byte)0;

    private string Ascii(int from, int to) => Encoding.ASCII.GetString(source, from, to - from);

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0b or 0;

    // Only ASCII letters have a case here, as in the real parser; InvariantGlobalization does not change that for the others.
    private static string Lower(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c));
}
