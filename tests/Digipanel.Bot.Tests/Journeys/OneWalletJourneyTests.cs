using System.Globalization;
using System.Text.RegularExpressions;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.Telegram;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Bot.Tests.Journeys;

/// <summary>One person with two phones: Telegram's and WhatsApp's real servers on loopback, one wallet.</summary>
public sealed partial class OneWalletJourneyTests
{
    private const string Phone = "6281234567890";
    private const string Link = "https://elements.envato.com/modern-logo-reveal-ABC1234";

    [Fact]
    public async Task What_telegram_topped_up_whatsapp_spends_until_the_two_are_parted()
    {
        await using var world = await ShopWorld.StartAsync();
        var whatsapp = world.WhatsApp;
        var ayu = await world.CustomerWithAsync(50_000);
        whatsapp.AddUser(new WhatsAppUser("Ayu WA", Phone));

        Assert.Contains("/hubungkan", (await world.Telegram.AskAsync(ayu, "/bantuan")).Text, StringComparison.Ordinal);

        // The code of the one chat is typed in the other, without a slash and in small letters, as people do there.
        await world.Telegram.SendTextAsync(ayu, "/hubungkan");
        var given = await world.Telegram.WaitForMessageAsync(ayu, m => Code().IsMatch(m.Text));
        await whatsapp.SendTextAsync(Phone, $"hubungkan {Code().Match(given.Text).Value.ToLowerInvariant()}");
        var question = await whatsapp.WaitForTextAsync(Phone, "Bukan akunmu");
        Assert.Contains("Ayu", question.Text, StringComparison.Ordinal);
        await whatsapp.PressAsync(Phone, question.Option("Ya, hubungkan")!);
        await whatsapp.WaitForTextAsync(Phone, "Rp 50.000");
        var notice = await world.Telegram.WaitForTextAsync(ayu, "baru saja terhubung");
        Assert.Contains("…7890", notice.Text, StringComparison.Ordinal);

        // Bought on WhatsApp from Telegram's money, delivered on WhatsApp.
        await whatsapp.SendTextAsync(Phone, Link);
        await whatsapp.WaitForMessageAsync(Phone, m => m.Text.Contains("drive.google.com", StringComparison.Ordinal) || m.Link?.Url.Contains("drive.google.com", StringComparison.Ordinal) == true);
        Assert.Equal(49_500, world.Wallet(ayu));
        Assert.DoesNotContain(world.Telegram.Replies(ayu), m => m.Text.Contains("drive.google.com", StringComparison.Ordinal));
        Assert.Contains("49.500", (await world.Telegram.AskAsync(ayu, "/saldo")).Text, StringComparison.Ordinal);
        Assert.Contains("#1", (await world.Telegram.AskAsync(ayu, "/riwayat")).Text, StringComparison.Ordinal);

        // The sandbox's page shows both chats the wallet that they share, and the order in the chat that it came from.
        using (var look = new BotDatabase(world.DatabasePath))
        {
            Assert.Equal([ayu, long.Parse(Phone, CultureInfo.InvariantCulture)], look.Wallets().Where(w => w.Balance == 49_500).Select(w => w.Customer).Order());
            Assert.Equal(Phone, Assert.Single(look.Orders()).CustomerId.ToString(CultureInfo.InvariantCulture));
        }

        await whatsapp.SendTextAsync(Phone, "putuskan");
        var parting = await whatsapp.WaitForTextAsync(Phone, "Putuskan hubungan");
        await whatsapp.PressAsync(Phone, parting.Option("Ya, putuskan")!);
        await whatsapp.WaitForTextAsync(Phone, "Sudah diputuskan");
        await world.Telegram.WaitForTextAsync(ayu, "Sudah diputuskan");
        await whatsapp.SendTextAsync(Phone, "saldo");
        await whatsapp.WaitForTextAsync(Phone, "Rp 0*");
        Assert.Equal(49_500, world.Wallet(ayu));
        world.AuditBooks();
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 1_000)]
    private static partial Regex Code();
}
