using System.Buffers;
using System.Globalization;
using System.Text;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Reports;

/// <summary>
/// A table as RFC 4180 writes it, with the byte order mark that a spreadsheet knows UTF-8 by. What people wrote cannot become a formula: not at the beginning of
/// a cell, and not behind a separator within it, should the spreadsheet separate by another character than we do (where the decimal sign is a comma, it does).
/// </summary>
internal sealed class CsvText
{
    private const string Mark = "\uFEFF";
    private const string LineEnd = "\r\n";
    private const string Separators = ",;|";
    private static readonly SearchValues<char> FormulaSigns = SearchValues.Create("=+-@＝＋－＠");

    private readonly StringBuilder _text = new(Mark);
    private bool _isRowBegun;

    /// <summary>Rows below the heading.</summary>
    public long Rows { get; private set; } = -1;

    /// <summary>The heading.</summary>
    public void Heading(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Text(name);
        }

        End();
    }

    /// <summary>A cell with words that are ours or anybody's.</summary>
    public CsvText Text(string? words)
    {
        Begin();
        if (string.IsNullOrEmpty(words))
        {
            return this;
        }

        var safe = Harmless(words);
        if (safe.AsSpan().IndexOfAny("\",;|") >= 0 || safe[0] == ' ' || safe[^1] == ' ')
        {
            safe = $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }

        _text.Append(safe);
        return this;
    }

    /// <summary>A cell with a number: never text, so that it can be added up.</summary>
    public CsvText Number(long? number)
    {
        Begin();
        _text.Append(CultureInfo.InvariantCulture, $"{number}");
        return this;
    }

    /// <summary>A cell with a moment: <c>2026-11-22T14:05:33+07:00</c>.</summary>
    public CsvText Time(long? ms)
    {
        Begin();
        if (ms is { } known)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds(known).ToOffset(WesternIndonesia.Offset):yyyy-MM-ddTHH:mm:sszzz}");
        }

        return this;
    }

    /// <summary>The row is over.</summary>
    public void End()
    {
        _text.Append(LineEnd);
        _isRowBegun = false;
        Rows++;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>One line, with an apostrophe before whatever a spreadsheet would reckon with.</summary>
    internal static string Harmless(string words)
    {
        if (!words.AsSpan().ContainsAny(FormulaSigns) && !words.Any(char.IsControl))
        {
            return words;
        }

        var safe = new StringBuilder(words.Length + 2);
        var isCellStart = true;
        foreach (var c in words)
        {
            if (isCellStart && FormulaSigns.Contains(c))
            {
                safe.Append('\'');
            }

            // A line break may be a row's end to whoever reads it; in a cell it is a blank, and what follows it may be the beginning of one.
            safe.Append(char.IsControl(c) ? ' ' : c);
            isCellStart = Separators.Contains(c, StringComparison.Ordinal) || char.IsControl(c) || (isCellStart && (char.IsWhiteSpace(c) || c is '"' or '\u200B' or '\uFEFF'));
        }

        return safe.ToString();
    }

    private void Begin()
    {
        if (_isRowBegun)
        {
            _text.Append(',');
        }

        _isRowBegun = true;
    }
}
