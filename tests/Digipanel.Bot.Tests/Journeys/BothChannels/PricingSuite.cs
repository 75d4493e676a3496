using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

public sealed class TelegramPricingTests : PricingSuite
{
    private protected override string AdminAddress => "telegram:100";

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnTelegram(world, name);
}

public sealed class WhatsAppPricingTests : PricingSuite
{
    private protected override string AdminAddress => "whatsapp:" + Phone;

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnWhatsApp(world, name);
}

/// <summary>An admin who is a customer as well sets prices, makes a voucher, uses it and buys.</summary>
public abstract class PricingSuite : ChannelSuite
{
    private protected abstract string AdminAddress { get; }

    [Fact]
    public async Task Prices_are_set_after_a_question_and_a_voucher_pays_the_first_download_at_them()
    {
        await using var world = await ShopWorld.StartAsync(("Admins:1", AdminAddress));
        var chat = Arrive(world, "Dewi");
        var question = await chat.AskAsync("harga 450 1=400");
        Assert.True(question.Says("Rp 500") && question.Says("Rp 450"), question.Text);
        await chat.PressAsync(question, question.Choice("Ya, ubah")!);
        await chat.WaitAsync(m => m.Says("Harga umum sekarang"));
        Assert.True((await chat.AskAsync("start")).Says("Rp 450"));

        await chat.AskAsync("voucher buat 1000 HEMAT");
        Assert.True((await chat.AskAsync("voucher hemat")).Says("Rp 1.000 sudah masuk"));
        Assert.True((await chat.AskAsync("voucher hemat")).Says("sudah pernah"));
        await chat.SayAsync(Link);
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered' AND price = 450") == 1, () => $"it is delivered:\n{chat.Transcript}");
        await SaidAsync(world, chat);
        Assert.Equal(550, world.Wallet(chat.UserId));

        var list = await chat.AskAsync("voucher daftar");
        Assert.True(list.Says("terpakai 1 dari 1"), list.Text);
        await chat.PressAsync(list, list.Choice("Akhiri HEMAT")!);
        await chat.PressAsync("Ya, akhiri");
        await chat.WaitAsync(m => m.Says("sudah diakhiri"));
        await chat.AskAsync("harga reseller 300");
        await chat.PressAsync("Ya, ubah");
        await chat.WaitAsync(m => m.Says("Harga reseller sekarang"));
        Assert.True((await chat.AskAsync($"grup {chat.UserId} reseller")).Says("Rp 300"));
        await SaidAsync(world, chat);
        Assert.Equal("price voucher.make voucher.end price group", world.Scalar<string>("SELECT group_concat(action, ' ') FROM (SELECT action FROM admin_log ORDER BY id)"));
        AssertSound(world);
    }
}
