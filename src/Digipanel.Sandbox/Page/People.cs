using Digipanel.Sandbox.Telegram;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Sandbox.Page;

/// <summary>Who is there when a fresh sandbox starts.</summary>
internal static class People
{
    private const long FirstCustomerId = 500_000_001;

    /// <summary>The customers on Telegram.</summary>
    public static IReadOnlyList<TelegramUser> Customers { get; } =
    [
        new(FirstCustomerId, "Budi", "budi_desain", "id"),
        new(FirstCustomerId + 1, "Siti", null, "id"),
        new(FirstCustomerId + 2, "Alex", "alex_prints", "en"),
    ];

    /// <summary>The customer on WhatsApp.</summary>
    public static WhatsAppUser OnWhatsApp { get; } = new("Rina", "6281234500010") { Username = "rina_kreatif" };

    /// <summary>The shop's owner, an admin of the bot by its settings.</summary>
    public static TelegramUser Admin { get; } = new(FirstCustomerId - 1, "Dewi", "dewi_toko", "id");
}
