using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Digipanel.Bot.Chat;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Admin;

/// <summary>
/// Whom an admin means: our id (<c>17</c>, <c>p17</c>), the platform's id, <c>@username</c>, a phone number in any Indonesian spelling, an order (<c>42</c>,
/// <c>#42</c>), a top-up by its reference, id or virtual account. Every look-up is served by an index, however many customers there are.
/// </summary>
internal static partial class CustomerFinder
{
    /// <summary>A bare number may be five things at once; more than this nobody can mean.</summary>
    public const int FoundMax = 10;

    private const int TextCharsMax = 128;
    private const int PhoneDigitsMin = 8;
    private const int PhoneDigitsMax = 20;
    private const string Country = "62";

    private const string ByUser = "SELECT id FROM customers WHERE channel IN ('telegram', 'whatsapp') AND user_id = @text";
    private const string ByName = "SELECT id FROM customers WHERE username IS NOT NULL AND username = @text COLLATE NOCASE ORDER BY id DESC LIMIT 10";
    private const string ByContact = "SELECT c.id FROM whatsapp_contacts w JOIN customers c ON c.channel = 'whatsapp' AND c.user_id = w.chat_id WHERE w.business_id = @text";

    private const string ByBeginning =
        """
        SELECT id FROM (SELECT id FROM customers WHERE name <> '' AND name >= @text COLLATE NOCASE AND name < @end COLLATE NOCASE ORDER BY name COLLATE NOCASE LIMIT 10)
        UNION ALL
        SELECT id FROM (
          SELECT id FROM customers WHERE username IS NOT NULL AND username >= @text COLLATE NOCASE AND username < @end COLLATE NOCASE ORDER BY username COLLATE NOCASE LIMIT 10)
        """;

    // Whoever has the number now; and where its last chat has gone, for an account that was left behind by a change of numbers.
    private const string ByPhone =
        """
        SELECT id FROM customers WHERE channel = 'whatsapp' AND user_id = @text
        UNION ALL
        SELECT c.id FROM (SELECT to_chat FROM whatsapp_moves WHERE from_chat = @text ORDER BY at DESC LIMIT 5) m JOIN customers c ON c.channel = 'whatsapp' AND c.chat_id = m.to_chat
        """;

    private const string ByTopup =
        """
        SELECT coalesce(asker_id, customer_id) FROM topups WHERE reference = upper(@text)
        UNION ALL SELECT coalesce(asker_id, customer_id) FROM topups WHERE id = lower(@text)
        UNION ALL SELECT coalesce(asker_id, customer_id) FROM topups WHERE virtual_account IS NOT NULL AND ltrim(virtual_account) = @text
        """;

    /// <summary>Its look-ups by text, for the test that an index serves each.</summary>
    internal static IReadOnlyList<string> Queries => [ByUser, ByName, ByBeginning, ByContact, ByPhone, ByTopup];

    /// <summary>Everybody who may be meant, the likeliest first; joined accounts are one customer.</summary>
    public static IReadOnlyList<Customer> Find(SqliteConnection database, string text)
    {
        var written = text.Trim();
        if (written.Length is 0 or > TextCharsMax)
        {
            return [];
        }

        return [.. Ids(database, written).Distinct().Select(id => Customers.Find(database, id)).OfType<Customer>().DistinctBy(c => c.Id).Take(FoundMax)];
    }

    /// <summary>Whose name or @username begins so, in any case. To look at only: no money moves for a name, which people choose and share.</summary>
    public static IReadOnlyList<Customer> Named(SqliteConnection database, string text)
    {
        var written = text.Trim().TrimStart('@');
        return written.Length is 0 or > TextCharsMax ? [] : [.. database.Query<long>(ByBeginning, new { text = written, end = written + '\uFFFF' })
            .Distinct().Select(id => Customers.Find(database, id)).OfType<Customer>().DistinctBy(c => c.Id).Take(FoundMax)];
    }

    /// <summary>The accounts that number changes have left behind and that still hold money, the richest first: their owners cannot reach it, and have to be found.</summary>
    public static IReadOnlyList<Customer> LeftBehind(SqliteConnection database) =>
        [.. database.Query<long>(
            """
            SELECT c.id FROM customers c JOIN accounts a ON a.customer_id = c.id
            WHERE c.channel = 'whatsapp' AND c.user_id >= 'former.' AND c.user_id < 'former/' AND c.joined_to IS NULL AND c.joined_id IS NULL AND a.balance > 0
            ORDER BY a.balance DESC LIMIT @FoundMax
            """,
            new { FoundMax }).AsList().Select(id => Customers.Find(database, id)).OfType<Customer>()];

    /// <summary>
    /// Whether a text names an account as it is now. A bare number that finds somebody may be an order's, a payment's, or a phone's that they had before: whoever
    /// typed it may have meant a customer who does not exist.
    /// </summary>
    internal static bool NamesAccount(SqliteConnection database, string text)
    {
        var written = text.Trim();
        var number = Number(written);
        return (number is null && !IsPhone(written)) || OfId(database, number).Any()
            || Phones(written).Append(written).Any(user => database.Query<long>(ByUser, new { text = user }).Any());
    }

    private static IEnumerable<long> Ids(SqliteConnection database, string text)
    {
        if (text[0] == '#')
        {
            return OfOrder(database, Number(text[1..]));
        }

        if (text[0] == '@')
        {
            return OfUsername(database, text[1..]);
        }

        if (text.Split(':') is [var channel, var user])
        {
            return database.Query<long>("SELECT id FROM customers WHERE channel = @channel AND user_id = @user", new { channel = channel.ToLowerInvariant(), user });
        }

        var number = Number(text);
        var named = new { text };
        return
        [
            .. OfId(database, text[0] is 'p' or 'P' ? Number(text[1..]) : number),
            .. database.Query<long>(ByUser, named),
            .. Phones(text).SelectMany(phone => database.Query<long>(ByPhone, new { text = phone })),
            .. database.Query<long>(ByContact, named),
            .. OfOrder(database, number),
            .. database.Query<long>(ByTopup, named),
            .. OfUsername(database, text),
        ];
    }

    private static IEnumerable<long> OfId(SqliteConnection database, long? id) =>
        id is null ? [] : database.Query<long>("SELECT id FROM customers WHERE id = @id", new { id });

    private static IEnumerable<long> OfOrder(SqliteConnection database, long? number) =>
        number is null ? [] : database.Query<long>("SELECT customer_id FROM orders WHERE number = @number", new { number });

    private static IEnumerable<long> OfUsername(SqliteConnection database, string name) =>
        Username().IsMatch(name) ? database.Query<long>(ByName, new { text = name }) : [];

    /// <summary>0812…, 62812…, +62 (0)812-…, 812…: the digits that WhatsApp may know it by.</summary>
    private static IEnumerable<string> Phones(string text)
    {
        if (!PhoneShape().IsMatch(text))
        {
            return [];
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var isInternational = text[0] == '+' || digits.StartsWith("00", StringComparison.Ordinal);
        digits = digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
        if (digits.Length is < PhoneDigitsMin or > PhoneDigitsMax)
        {
            return [];
        }

        // "+62 0812…" is how many write it; no Indonesian number goes on with a zero there.
        return digits.StartsWith(Country + "0", StringComparison.Ordinal) ? [Country + digits[3..]]
            : isInternational ? [digits]
            : digits[0] == '0' ? [Country + digits[1..]]
            : digits[0] == '8' ? [Country + digits, digits]
            : [digits];
    }

    /// <summary>Whether a text has the form of a phone number, and is long enough to be one.</summary>
    internal static bool IsPhone(string text) => Phones(text).Any();

    // "0812" is the beginning of a phone number and nobody's id.
    private static long? Number(string text) => text.StartsWith('0') ? null : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\A\+?[0-9][0-9 .()\-\u2010-\u2015\u00A0]*\z", RegexOptions.None, 1_000)]
    private static partial Regex PhoneShape();

    // Telegram's own: 5 to 32, some older ones 4.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{3,31}\z", RegexOptions.None, 1_000)]
    private static partial Regex Username();
}
