using System.Security.Cryptography;
using System.Text;

namespace Digipanel.Bot.Joining;

/// <summary>
/// A one-time code: eight letters of Crockford's base 32 in two groups, <c>7K2M-9QXW</c>. 40 random bits against five guesses an hour and account; whoever types
/// it on a phone may write it small, in one word or three, and take 0 for O and 1 for I or L.
/// </summary>
internal static class JoinCode
{
    /// <summary>Letters of a code; 5 bits each.</summary>
    public const int Letters = 8;

    private const int WrittenMax = 64;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>As people read it.</summary>
    public static string Show(string code) => $"{code[..(Letters / 2)]}-{code[(Letters / 2)..]}";

    /// <summary>The code that was typed; null where it can be none.</summary>
    public static string? Read(string written)
    {
        if (written.Length > WrittenMax)
        {
            return null;
        }

        var code = new StringBuilder(Letters);
        foreach (var letter in written.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '_' or '.')))
        {
            var meant = char.ToUpperInvariant(letter) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            if (!Alphabet.Contains(meant, StringComparison.Ordinal))
            {
                return null;
            }

            code.Append(meant);
        }

        return code.Length == Letters ? code.ToString() : null;
    }

    /// <summary>What is kept of it: SHA-256 as 64 hexadecimal digits. A code lives ten minutes and is of no use afterwards; a slow hash would only slow the writer.</summary>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("digipanel-join:" + code)));

    /// <summary>Whether two hashes are the same, in a time that tells nothing.</summary>
    public static bool AreSame(string hash, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}
