using System.Globalization;
using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Admin.People;

/// <summary>How admins read about customers.</summary>
internal static class Wording
{
    /// <summary>A reason that a customer is told.</summary>
    public const int ReasonCharsMax = 300;

    private const int NameCharsMax = 40;

    /// <summary>"Ayu (p17)"</summary>
    public static string NameOf(Customer customer) => string.Create(CultureInfo.InvariantCulture, $"{Short(customer)} (p{customer.Id})");

    /// <summary>The name alone, or what the platform calls them.</summary>
    public static string Short(Customer customer) => Cut(customer.Name.Length > 0 ? customer.Name : customer.UserId, NameCharsMax);

    /// <summary>At most so many characters, and no half of one.</summary>
    public static string Cut(string text, int charsMax) =>
        text.Length <= charsMax ? text : text[..(char.IsHighSurrogate(text[charsMax - 2]) ? charsMax - 2 : charsMax - 1)] + "…";
}
