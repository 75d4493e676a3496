using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

/// <summary>One story, told on either channel by the class that is derived for it.</summary>
public abstract class ChannelSuite
{
    protected const string Link = "https://elements.envato.com/modern-logo-reveal-ABC1234";

    /// <summary>Rina's number.</summary>
    protected const string Phone = "6281234567890";

    /// <summary>Settings for BCA's virtual accounts beside the other methods.</summary>
    private protected static readonly (string Key, string Value)[] WithVirtualAccount = [("Doitpay:Methods:2", "VA_BCA"), ("Doitpay:VirtualAccounts:BCA:PartnerServiceId", "70012")];

    private const string StillToSay = "SELECT (SELECT count(*) FROM outbox WHERE state = 'pending') + (SELECT count(*) FROM orders WHERE state NOT IN ('delivered', 'failed'))";

    /// <summary>Somebody new arrives.</summary>
    private protected abstract IChatDriver Arrive(ShopWorld world, string name);

    private protected static IChatDriver OnTelegram(ShopWorld world, string name) => new TelegramDriver(world, name);

    private protected static IChatDriver OnWhatsApp(ShopWorld world, string name) => new WhatsAppDriver(world, new WhatsAppUser(name, Phone));

    /// <summary>Links of this many items, a line each.</summary>
    private protected static string Links(int count) => string.Join('\n', Enumerable.Range(10, count).Select(i => $"https://elements.envato.com/item-number-ABCDE{i}"));

    /// <summary>Somebody who has money, paid in like anybody's.</summary>
    private protected async Task<IChatDriver> ArriveWithAsync(ShopWorld world, long rupiah)
    {
        var chat = Arrive(world, "Rina");
        await TopUpAsync(world, chat, rupiah);
        return chat;
    }

    private protected static async Task TopUpAsync(ShopWorld world, IChatDriver chat, long rupiah, string method = "QRIS")
    {
        await chat.CommandAsync($"topup {rupiah}");
        await PayAsync(world, chat, method);
        await ShopWorld.UntilAsync(() => world.Wallet(chat.UserId) >= rupiah, () => $"the top-up is credited:\n{chat.Transcript}");
        await SaidAsync(world, chat);
    }

    /// <summary>Chooses a method, waits for the invoice, and pays.</summary>
    private protected static async Task PayAsync(ShopWorld world, IChatDriver chat, string method)
    {
        await chat.PressAsync($":{method}");
        await ShopWorld.UntilAsync(() => world.IsBilled(chat.UserId), () => $"the invoice is made:\n{chat.Transcript}");
        await chat.WaitAsync(m => m.Says(world.Scalar<string>("SELECT reference FROM topups ORDER BY id DESC LIMIT 1")!));
        Assert.True(world.Doitpay.Pay(world.Doitpay.Payments[^1].Reference));
    }

    /// <summary>Waits until the bot has nothing more to say and no order is on its way.</summary>
    private protected static Task SaidAsync(ShopWorld world, IChatDriver chat) => ShopWorld.UntilAsync(() => world.Scalar<int>(StillToSay) == 0, () => $"all is said:\n{chat.Transcript}");

    /// <summary>The books are right, and nothing failed inside.</summary>
    private protected static void AssertSound(ShopWorld world)
    {
        world.AuditBooks();
        Assert.Null(world.Scalar<string>("SELECT error FROM inbox WHERE error IS NOT NULL LIMIT 1"));
        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM outbox WHERE state = 'dead'"));
        Assert.DoesNotContain(world.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal));
        Assert.Empty(world.WhatsApp.Failures);
    }
}
