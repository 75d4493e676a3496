using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

public sealed class TelegramStorefrontTests : StorefrontSuite
{
    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnTelegram(world, name);
}

public sealed class WhatsAppStorefrontTests : StorefrontSuite
{
    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnWhatsApp(world, name);
}

/// <summary>Looking around, asking, and whatever else people write.</summary>
public abstract class StorefrontSuite : ChannelSuite
{
    [Fact]
    public async Task A_newcomer_is_greeted_by_name_with_price_and_menu()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = Arrive(world, "Rina <b>*&");
        foreach (var word in new[] { "start", "menu" })
        {
            var greeting = await chat.AskAsync(word);
            Assert.True(greeting.Says("Rina") && greeting.Says("Rp 500"), greeting.Text);
            Assert.NotNull(greeting.Choice("Topup"));
        }

        var help = await chat.AskAsync("bantuan");
        Assert.True(help.Says("Envato"), help.Text);
        Assert.True((await chat.AskAsync("harga")).Says("Rp 500"));
        AssertSound(world);
    }

    [Fact]
    public async Task The_menus_options_do_what_they_say()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithAsync(world, 20_000);
        var menu = await chat.AskAsync("menu");
        foreach (var choice in menu.Choices)
        {
            await chat.PressAsync(menu, choice);
            await SaidAsync(world, chat);
        }

        Assert.Contains(chat.Screen, m => m.Says("Saldo kamu: Rp 20.000"));
        AssertSound(world);
    }

    [Fact]
    public async Task Balance_history_and_status_tell_what_there_is()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithAsync(world, 50_000);
        await chat.SayAsync(string.Join('\n', Enumerable.Range(10, 12).Select(i => $"https://elements.envato.com/item-number-ABCDE{i}")));
        await chat.PressAsync("Ya, proses 12");
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'") == 12, "everything is delivered");
        await SaidAsync(world, chat);

        Assert.True((await chat.AskAsync("saldo")).Says("Rp 44.000"));
        var orders = await chat.AskAsync("riwayat");
        Assert.True(orders.Says("#12") && !orders.Says("#2 "), orders.Text);
        await chat.PressAsync(orders, orders.Choice("Lebih lama")!);
        var older = await chat.WaitAsync(m => m.Says("#2 ") && m.Choice("Mutasi") is not null);
        await chat.PressAsync(older, older.Choice("Mutasi")!);
        var movements = await chat.WaitAsync(m => m.Says("-Rp 500"));
        Assert.True(movements.Says("Rp 44.000"), movements.Text);
        Assert.True((await chat.AskAsync("status 12")).Says("#12"));
        await chat.AskAsync("status");
        await SaidAsync(world, chat);
        AssertSound(world);
    }

    [Fact]
    public async Task English_is_spoken_to_whoever_chooses_it()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = Arrive(world, "Ann");
        Assert.True((await chat.AskAsync("saldo")).Says("Saldo kamu"));
        await chat.AskAsync("bahasa");
        await chat.PressAsync("English");
        await chat.WaitAsync("English it is");
        Assert.True((await chat.AskAsync("saldo")).Says("Your balance"));
        AssertSound(world);
    }

    private static readonly string[] HostileWords =
    [
        "apa kabar", "🙏", "/tidakada", "<b>&amp;</i>", "\u202Eevil\u2066", "*_~```", "topup -5", "/topup 99999999999999999999", "/topup ٥٠٠٠٠", "status 99999999999999999999", "/riwayat saldo -1", "0", "99", "2",
        "https://elements.envato.com@evil.example/x-ABC1234", "javascript:alert(1)", "' OR 1=1 --", "/", "/@", "batal 1", "/bahasa xx", "hubungkan 000000", "{\"id\":1}", new string('z', 4096),
        "https://elements.envato.com/" + new string('-', 4000),
    ];

    [Fact]
    public async Task Whatever_a_person_writes_is_answered_and_moves_no_money()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = Arrive(world, "\"</b><script>*x*\u202E");
        foreach (var words in HostileWords)
        {
            Assert.NotEmpty((await chat.TellAsync(words)).Text);
        }

        await SaidAsync(world, chat);
        Assert.Equal(0, world.Scalar<int>("SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM topups) + (SELECT count(*) FROM transfers)"));
        AssertSound(world);
    }
}
