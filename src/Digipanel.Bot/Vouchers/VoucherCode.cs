using System.Text;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Vouchers;

/// <summary>
/// A voucher's code: letters and digits, in whatever case, with blanks and dashes where somebody likes them. 0 and O are the same letter, and so are 1, I and L:
/// codes are read from pictures and said over the phone.
/// </summary>
internal static class VoucherCode
{
    /// <summary>Of a code that the shop makes: 30 to the power of 8 of them, against five guesses an hour.</summary>
    public const int MadeLetters = 8;

    public const int LettersMin = 4;
    public const int LettersMax = 24;

    private const int WrittenMax = 64;

    /// <summary>The code as it is shown, of what was written; null where it can be none.</summary>
    public static string? Read(string written)
    {
        if (written.Length > WrittenMax)
        {
            return null;
        }

        var code = new StringBuilder(LettersMax);
        foreach (var letter in written.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '_' or '.')))
        {
            if (!char.IsAsciiLetterOrDigit(letter) || code.Length == LettersMax)
            {
                return null;
            }

            code.Append(char.ToUpperInvariant(letter));
        }

        return code.Length >= LettersMin ? code.ToString() : null;
    }

    /// <summary>What makes two writings of a code the same.</summary>
    public static string KeyOf(string code) => code.Replace('O', '0').Replace('I', '1').Replace('L', '1');

    /// <summary>A new one without any letter that is taken for another.</summary>
    public static string New(Ids ids)
    {
        var code = "";
        while (code.Length < MadeLetters)
        {
            code += string.Concat(ids.NewLetters(MadeLetters * 2).Where(c => c is not ('0' or '1')));
        }

        return code[..MadeLetters];
    }
}
