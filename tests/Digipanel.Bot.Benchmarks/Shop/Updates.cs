using System.Globalization;
using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Benchmarks.Shop;

/// <summary>What customers send.</summary>
internal static class Updates
{
    public static ChatUpdate Paste(long number, int customers) => From(number, customers) with { Text = Link(number) };

    public static ChatUpdate Saldo(long number, int customers) => From(number, customers) with { Text = "/saldo" };

    /// <summary>A link to an item that nobody has asked for yet.</summary>
    public static string Link(long number) => string.Create(CultureInfo.InvariantCulture, $"https://elements.envato.com/neon-city-opener-{Item(number)}");

    /// <summary>Ids are seven or more of A-Z and 0-9.</summary>
    private static string Item(long number)
    {
        Span<char> id = stackalloc char[8];
        for (var i = id.Length - 1; i >= 0; i--)
        {
            var (next, digit) = Math.DivRem(number, 36);
            id[i] = (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
            number = next;
        }

        id[0] = 'Z';
        return new string(id);
    }

    private static ChatUpdate From(long number, int customers)
    {
        var id = (ShopSettings.FirstCustomer + (number % customers)).ToString(CultureInfo.InvariantCulture);
        return new ChatUpdate
        {
            Channel = "telegram", ExternalId = (number + 1).ToString(CultureInfo.InvariantCulture), UserId = id, ChatId = id, Name = "Ayu", LanguageCode = "id",
        };
    }
}
