using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

public sealed class TelegramPurchaseTests : PurchaseSuite
{
    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnTelegram(world, name);
}

public sealed class WhatsAppPurchaseTests : PurchaseSuite
{
    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnWhatsApp(world, name);
}

/// <summary>From the link to the file, or to the money back.</summary>
public abstract class PurchaseSuite : ChannelSuite
{
    [Fact]
    public async Task A_pasted_link_is_delivered_with_drive_link_and_licence()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithAsync(world, 50_000);
        await chat.SayAsync($"min tolong ini ya {Link}, makasih");
        var acknowledgement = await chat.WaitAsync("Rp 49.500");
        Assert.True(acknowledgement.Says("#1"), acknowledgement.Text);
        var delivery = await chat.WaitAsync(m => m.Link("https://drive.google.com/") is not null);
        Assert.True(delivery.Says("#1"), delivery.Text);
        Assert.NotNull(delivery.Link("/license/"));
        await SaidAsync(world, chat);
        Assert.Equal(49_500, world.Wallet(chat.UserId));
        AssertSound(world);
    }

    [Fact]
    public async Task More_than_ten_links_are_asked_about_and_a_yes_brings_them_all()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithAsync(world, 50_000);
        await chat.SayAsync(Links(12));
        await chat.WaitAsync(m => m.Choice("Ya, proses 12") is not null);
        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM orders"));
        await chat.PressAsync("Ya, proses 12");
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'") == 12, "everything is delivered");
        await SaidAsync(world, chat);
        Assert.Equal(12, chat.Screen.SelectMany(m => m.Links).Where(l => l.StartsWith("https://drive.google.com/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(44_000, world.Wallet(chat.UserId));
        AssertSound(world);
    }

    [Fact]
    public async Task A_no_to_the_question_buys_nothing()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithAsync(world, 50_000);
        await chat.SayAsync(Links(12));
        await chat.WaitAsync(m => m.Choice("Ya, proses 12") is not null);
        var question = chat.Screen.Last(m => m.Choice("Ya, proses 12") is not null);
        await chat.PressAsync(question, question.Choices[^1]);
        await SaidAsync(world, chat);
        Assert.Equal(50_000, world.Wallet(chat.UserId));
        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM orders"));
        AssertSound(world);
    }

    [Theory]
    [InlineData("QRIS")]
    [InlineData("DANA")]
    [InlineData("VA_BCA")]
    public async Task Too_little_saldo_is_topped_up_paid_and_the_links_go_on(string method)
    {
        await using var world = await ShopWorld.StartAsync(WithVirtualAccount);
        var chat = Arrive(world, "Rina");
        await chat.SayAsync($"{Link} https://elements.envato.com/vintage-poster-XYZ7890");
        await chat.PressAsync("topup:");
        await PayAsync(world, chat, method);
        await chat.PressAsync("lanjut:");
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'") == 2, () => $"both are delivered:\n{chat.Transcript}");
        await SaidAsync(world, chat);
        Assert.Equal(2, chat.Screen.Count(m => m.Link("https://drive.google.com/") is not null));
        Assert.Equal(world.Scalar<long>("SELECT sum(amount) FROM topups WHERE state = 'paid'") - 1_000, world.Wallet(chat.UserId));
        AssertSound(world);
    }

    [Fact]
    public async Task A_failed_download_gives_the_money_back_and_says_so()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithAsync(world, 10_000);
        world.Digipanel.Options.FailsFor = _ => true;
        await chat.SayAsync(Link);
        var words = await chat.WaitAsync(m => m.Says("😔"));
        Assert.True(words.Says("Rp 10.000"), words.Text);
        await SaidAsync(world, chat);
        Assert.Equal(10_000, world.Wallet(chat.UserId));
        AssertSound(world);
    }

    [Fact]
    public async Task What_waits_is_cancelled_and_paid_back()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithAsync(world, 10_000);
        // Where Digipanel asks for patience orders wait, and can be taken back.
        world.Digipanel.Faults.Always(Digipanel.Sandbox.Loopback.Fault.TooManyRequests(3_600));
        await chat.SayAsync($"{Link} https://elements.envato.com/vintage-poster-XYZ7890");
        await chat.WaitAsync(m => m.Says("#2"));
        await ShopWorld.UntilAsync(
            () => world.Digipanel.Calls.Answered(429) > 0 && world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'accepted'") == 2, () => $"both wait again:\n{chat.Transcript}");
        var question = await chat.AskAsync("batal");
        await chat.PressAsync(question, question.Choices[0]);
        await ShopWorld.UntilAsync(() => world.Wallet(chat.UserId) == 10_000, () => $"the money is back:\n{chat.Transcript}");
        await SaidAsync(world, chat);
        Assert.Contains(chat.Screen, m => m.Says("Rp 10.000") && m.Says("batal"));
        Assert.Empty(world.Digipanel.Downloads);
        AssertSound(world);
    }

    [Fact]
    public async Task A_paste_and_a_press_that_are_delivered_twice_buy_once()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithAsync(world, 50_000);
        await chat.SayAsync(Link);
        await chat.WaitAsync(m => m.Link("https://drive.google.com/") is not null);
        chat.RepeatLast();
        await chat.SayAsync(Links(11));
        await chat.PressAsync("Ya, proses 11");
        chat.RepeatLast();
        await chat.AskAsync("saldo");
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'") == 12, "everything is delivered");
        await SaidAsync(world, chat);
        Assert.Equal(44_000, world.Wallet(chat.UserId));
        Assert.Equal(12, world.Digipanel.Downloads.Count);
        AssertSound(world);
    }
}
