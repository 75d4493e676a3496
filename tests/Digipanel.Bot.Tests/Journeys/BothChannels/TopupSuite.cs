using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

public sealed class TelegramTopupTests : TopupSuite
{
    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnTelegram(world, name);
}

public sealed class WhatsAppTopupTests : TopupSuite
{
    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnWhatsApp(world, name);
}

/// <summary>Money in, by each way.</summary>
public abstract class TopupSuite : ChannelSuite
{
    [Theory]
    [InlineData("QRIS")]
    [InlineData("DANA")]
    [InlineData("VA_BCA")]
    public async Task Every_way_of_paying_is_credited_once_and_told(string method)
    {
        await using var world = await ShopWorld.StartAsync(WithVirtualAccount);
        world.Doitpay.Options.Notifications.Duplicates = 2;
        var chat = Arrive(world, "Rina");
        await TopUpAsync(world, chat, 50_000, method);
        await world.Doitpay.SettleAsync();
        await SaidAsync(world, chat);
        Assert.Equal(50_000, world.Wallet(chat.UserId));
        var reference = world.Doitpay.Payments[^1].PartnerReference;
        Assert.Single(chat.Screen, m => m.Says("Saldo sekarang") && m.Says("Rp 50.000") && m.Says(reference));
        Assert.Equal(1, world.Scalar<int>("SELECT count(*) FROM transfers WHERE kind = 'TopUp'"));
        AssertSound(world);
    }

    [Fact]
    public async Task The_invoice_shows_what_is_needed_to_pay()
    {
        await using var world = await ShopWorld.StartAsync(WithVirtualAccount);
        var chat = Arrive(world, "Rina");
        await chat.CommandAsync("topup 50rb");
        await chat.PressAsync(":QRIS");
        Assert.NotNull((await chat.WaitAsync(m => m.HasPicture)).Link("/pay/"));
        await ChangeToAsync(chat, "DANA");
        var page = (await chat.WaitAsync(m => m.Links.Any(l => l.StartsWith(world.Doitpay.BaseUrl, StringComparison.Ordinal)))).Link(world.Doitpay.BaseUrl)!;
        using var browser = new HttpClient();
        Assert.Contains("50.000", await browser.GetStringAsync(page), StringComparison.Ordinal);
        await ChangeToAsync(chat, "VA_BCA");
        var account = await chat.WaitAsync("BCA Virtual Account");
        await ShopWorld.UntilAsync(() => world.Doitpay.Payments[^1].VirtualAccountNo is not null, "the account is made");
        await chat.WaitAsync(m => m.Says(world.Doitpay.Payments[^1].VirtualAccountNo!.Trim()));
        Assert.NotNull(account);
        await SaidAsync(world, chat);
        AssertSound(world);
    }

    // Of the invoice: where nothing is edited, the first question for the method still stands above.
    private static async Task ChangeToAsync(IChatDriver chat, string method)
    {
        await chat.PressAsync("bayar:ganti");
        await chat.PressAsync(m => m.Choices.FirstOrDefault(c => c.Action.StartsWith("bayar:", StringComparison.Ordinal) && c.Action.EndsWith(":" + method, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cancelled_invoice_says_so_and_money_that_comes_all_the_same_is_credited()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = Arrive(world, "Rina");
        await chat.CommandAsync("topup 50000");
        await chat.PressAsync(":QRIS");
        await chat.WaitAsync(m => m.HasPicture);
        await chat.PressAsync("bayar:batal");
        await chat.WaitAsync("dibatalkan");
        Assert.True(world.Doitpay.Pay(world.Doitpay.Payments[^1].Reference));
        await ShopWorld.UntilAsync(() => world.Wallet(chat.UserId) == 50_000, "late money is credited");
        await chat.WaitAsync(m => m.Says("Pembayaranmu akhirnya masuk"));
        await SaidAsync(world, chat);
        AssertSound(world);
    }

    [Fact]
    public async Task A_look_at_the_invoice_is_answered()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = Arrive(world, "Rina");
        await chat.CommandAsync("topup 50000");
        await chat.PressAsync(":QRIS");
        await chat.PressAsync("bayar:cek");
        await chat.WaitAsync("belum ada pembayaran masuk");
        await SaidAsync(world, chat);
        AssertSound(world);
    }

    [Fact]
    public async Task The_amount_is_asked_for_and_taken_as_people_write_it()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = Arrive(world, "Rina");
        await chat.AskAsync("topup");
        await chat.SayAsync("75 ribu");
        await PayAsync(world, chat, "QRIS");
        await ShopWorld.UntilAsync(() => world.Wallet(chat.UserId) == 75_000, () => $"the top-up is credited:\n{chat.Transcript}");
        await SaidAsync(world, chat);
        AssertSound(world);
    }
}
