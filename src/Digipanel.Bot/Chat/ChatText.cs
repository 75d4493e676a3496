using System.Globalization;
using System.Text;

namespace Digipanel.Bot.Chat;

/// <summary>What holds for every text in a chat, marked up or not.</summary>
internal static class ChatText
{
    /// <summary>Stands where a text was cut.</summary>
    internal const string Ellipsis = "\n…";

    /// <summary>Escapes text for HTML.</summary>
    internal static string Escape(string text) => AppendEscaped(new StringBuilder(text.Length + 8), text).ToString();

    /// <summary>Text as the platforms keep it: no control characters, no halves of surrogate pairs.</summary>
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
    internal static bool IsBlank(string text)
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

    internal static void AppendClean(StringBuilder to, Rune rune)
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

    /// <summary>Escapes while appending.</summary>
    internal static StringBuilder AppendEscaped(StringBuilder to, ReadOnlySpan<char> text)
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
