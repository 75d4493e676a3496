using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>What the saldo does not cover is kept, and bought with one press when there is saldo: once, whatever is pressed how often.</summary>
public sealed class KeptLinksTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";
    private const string C = "https://elements.envato.com/vintage-paper-QWERTY77";

    [Fact]
    public async Task The_card_offers_to_go_on_as_soon_as_the_wallet_covers_them()
    {
        await using var world = await DownloadsWorld.StartAsync();
        var card = Assert.Single(await world.PasteAsync("1", $"{A} {B} {C}"));
        Assert.Contains("kurang <b>Rp 1.500</b>", card.Text.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(card.Buttons.SelectMany(r => r), b => b.Label.Contains("Lanjutkan", StringComparison.Ordinal));
        await world.FundAsync("1", 10_000);
        card = Assert.Single(world.Messages("1"));
        Assert.Equal("▶️ Lanjutkan 3 tautan – Rp 1.500", card.Buttons[0][0].Label);
        Assert.Equal("lanjut:1:3:3:500", card.Buttons[0][0].Action);
    }

    [Fact]
    public async Task Go_on_pressed_twice_buys_once_and_the_card_becomes_the_acknowledgement()
    {
        await using var world = await KeptAsync();
        var card = Assert.Single(world.Messages("1"));
        var goOn = DownloadsWorld.ActionOf(card, "lanjut");
        await world.PressAsync("1", goOn);
        Assert.Contains("tidak dipotong dua kali", await world.PressAsync("1", goOn), StringComparison.Ordinal);
        Assert.Equal((9_000, 2L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
        card = Assert.Single(world.Messages("1"));
        Assert.Contains("2 pesanan</b>: #1–#2", card.Text.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("simpan", card.Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipts_button_goes_on_with_all_that_is_kept_in_a_new_message()
    {
        await using var world = await KeptAsync();
        await world.Store.InTransaction(tx => tx.Execute("UPDATE accounts SET balance = 0 WHERE type = 'customer'"));
        await world.PasteAsync("1", C);
        await world.Store.InTransaction(tx => tx.Execute("UPDATE accounts SET balance = 10000 WHERE type = 'customer'"));
        var button = world.Store.Read(c => KeptLinks.ContinueButton(c, 1, TextsOf.Language("id")))!;
        Assert.Equal("▶️ Lanjutkan 3 tautan – Rp 1.500", button.Label);
        await world.PressAsync("1", button.Action!);
        await world.PressAsync("1", button.Action!);
        await world.PressAsync("1", "lanjut:1:2:2:500");
        await world.PressAsync("1", "lanjut:2:1:1:500");
        Assert.Equal((8_500, 3L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
        Assert.Contains("3 pesanan", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        Assert.All(world.Messages("1").Take(2), m => Assert.Contains("pindah", m.Text.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_bought_otherwise_is_not_bought_again()
    {
        await using var world = await KeptAsync();
        var goOn = DownloadsWorld.ActionOf(Assert.Single(world.Messages("1")), "lanjut");
        await world.PasteAsync("1", A);
        Assert.Equal(9_500, world.Saldo("1"));
        await world.PressAsync("1", goOn); // it said two links: ask again
        Assert.Equal(9_500, world.Saldo("1"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(world.Card("purchase:1"), "lanjut"));
        Assert.Equal((9_000, 2L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
    }

    [Fact]
    public async Task A_wallet_that_covers_some_goes_on_with_those_and_never_with_more_than_the_button_said()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.PasteAsync("1", $"{A} {B} {C}");
        await world.FundAsync("1", 1_000);
        var card = Assert.Single(world.Messages("1"));
        Assert.Equal("▶️ Lanjutkan 2 dari 3 tautan – Rp 1.000", card.Buttons[0][0].Label);
        Assert.Equal("topup:10000", card.Buttons[1][0].Action);
        await world.FundAsync("1", 9_000);
        await world.PressAsync("1", card.Buttons[0][0].Action!);
        Assert.Equal((9_000, 2L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
        Assert.Equal("▶️ Lanjutkan 1 tautan – Rp 500", world.Card("purchase:1").Buttons[0][0].Label);
    }

    [Fact]
    public async Task A_price_that_changed_is_asked_about_before_anything_is_bought()
    {
        await using var world = await KeptAsync();
        var goOn = DownloadsWorld.ActionOf(Assert.Single(world.Messages("1")), "lanjut");
        await world.RestartAsync(s => s["Shop:PricePerDownload"] = "700");
        Assert.Contains("Rp 700", await world.PressAsync("1", goOn), StringComparison.Ordinal);
        Assert.Equal(10_000, world.Saldo("1"));
        var card = Assert.Single(world.Messages("1"));
        Assert.Equal("▶️ Lanjutkan 2 tautan – Rp 1.400", card.Buttons[0][0].Label);
        await world.PressAsync("1", card.Buttons[0][0].Action!);
        Assert.Equal(8_600, world.Saldo("1"));
    }

    [Fact]
    public async Task Kept_links_are_forgotten_after_three_days()
    {
        await using var world = await KeptAsync();
        var goOn = DownloadsWorld.ActionOf(Assert.Single(world.Messages("1")), "lanjut");
        world.Time.Advance(TimeSpan.FromDays(3.1));
        await world.KeepAsync();
        Assert.Contains("kedaluwarsa", Assert.Single(world.Messages("1")).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync("1", goOn);
        Assert.Equal(10_000, world.Saldo("1"));
    }

    [Fact]
    public async Task Kept_links_are_forgotten_by_their_button_and_the_orders_beside_them_go_on()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 500);
        var card = Assert.Single(await world.PasteAsync("1", $"{A} {B}"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(card, "beli:batal"));
        Assert.Equal(("accepted", 0L), (world.State(1), world.Value<long>("SELECT count(*) FROM kept_links")));
        Assert.Contains("Pesanan #1", world.Card("purchase:1").Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_cannot_fill_the_database_with_links()
    {
        await using var world = await DownloadsWorld.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await world.PasteAsync("1", "", Bulk(i));
        }

        Assert.Equal(KeptLinks.LinksMax, world.Value<long>("SELECT count(*) FROM kept_links"));
        Assert.Contains("kedaluwarsa", world.Messages("1")[0].Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_pastes_more_than_is_kept_is_told_which_links_are_forgotten()
    {
        await using var world = await DownloadsWorld.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.Single(await world.PasteAsync("1", "", Bulk(i)));
        }

        await world.PasteAsync("1", "", Bulk(3));
        Assert.Contains("menyimpan 300 link untuk kamu, jadi <b>100 link yang paling lama", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        Assert.Equal("2,3,4", world.Value<string>("SELECT group_concat(DISTINCT purchase) FROM kept_links"));
    }

    private static string[] Bulk(int hundred) => [.. Enumerable.Range(hundred * 100, 100).Select(n => $"https://elements.envato.com/bulk-item-BULK{n:D4}")];

    /// <summary>Two links kept, and the money for them there.</summary>
    private static async Task<DownloadsWorld> KeptAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.PasteAsync("1", $"{A} {B}");
        await world.FundAsync("1", 10_000);
        return world;
    }
}
