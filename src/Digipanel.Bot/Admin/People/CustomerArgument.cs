using Digipanel.Bot.Chat;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Admin.People;

/// <summary>A customer at the beginning of what an admin typed: "p17 spam", "0812 3456 7890 spam".</summary>
/// <param name="Named">The words that name them.</param>
/// <param name="Found">Whom they may mean; nobody, one or several.</param>
/// <param name="Rest">What follows.</param>
internal sealed record CustomerArgument(string Named, IReadOnlyList<Customer> Found, string Rest)
{
    // "+62 812 3456 7890" is the longest that people write apart.
    private const int PhoneWordsMax = 6;

    // "0811 123 456", without its zero.
    private const int MobileDigitsMin = 9;

    private static readonly char[] Blanks = [' ', '\n', '\t', '\r'];

    /// <summary>What was typed begins like a mobile number that nobody has: its first word may find somebody who is not meant.</summary>
    public bool MayBePhone { get; init; }

    /// <summary>Whom it means, where nothing is asked before something is done.</summary>
    public IReadOnlyList<Customer> Surely => MayBePhone ? [] : Found;

    /// <summary>Reads it; null: nothing was typed.</summary>
    public static CustomerArgument? Read(SqliteConnection database, string arguments)
    {
        var words = arguments.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return null;
        }

        // The longest number first: "812 3456 7890" is nobody's id 812.
        var mayBePhone = false;
        for (var count = Math.Min(words.Length, PhoneWordsMax); count > 1; count--)
        {
            var named = string.Join(' ', words.Take(count));
            if (CustomerFinder.IsPhone(named) && CustomerFinder.Find(database, named) is { Count: > 0 } found)
            {
                return new CustomerArgument(named, found, string.Join(' ', words.Skip(count)));
            }

            mayBePhone |= IsMobile(named);
        }

        return new CustomerArgument(words[0], CustomerFinder.Find(database, words[0]), After(arguments)) { MayBePhone = mayBePhone };
    }

    private static bool IsMobile(string text) =>
        CustomerFinder.IsPhone(text) && string.Concat(text.Where(char.IsAsciiDigit)) is { Length: >= MobileDigitsMin } digits
        && (digits[0] is '8' or '0' || digits.StartsWith("62", StringComparison.Ordinal));

    // As it was written: a message may have lines.
    private static string After(string arguments)
    {
        var trimmed = arguments.Trim();
        var end = trimmed.IndexOfAny(Blanks);
        return end < 0 ? "" : trimmed[end..].Trim();
    }
}
