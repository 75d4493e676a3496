using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>Many links ask first; the question becomes the acknowledgement; the acknowledgement follows its orders.</summary>
public sealed class PurchaseTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task Ten_links_are_bought_at_once_and_eleven_ask_first()
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", "", Links(10));
        Assert.Equal(45_000, world.Saldo("1"));
        var question = Assert.Single(await world.PasteAsync("1", "", Links(11, from: 20)));
        Assert.Contains("11 link = Rp 5.500", question.Text.Markup, StringComparison.Ordinal);
        Assert.Equal((45_000, 10L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
    }

    [Fact]
    public async Task Yes_buys_and_turns_the_question_into_the_acknowledgement()
    {
        await using var world = await FundedAsync();
        var question = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        Assert.Contains("12 pesanan masuk", await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:ya")), StringComparison.Ordinal);
        var card = Assert.Single(world.Messages("1"));
        Assert.Contains("12 pesanan</b>: #1–#12", card.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("… dan 2 lagi", card.Text.Markup, StringComparison.Ordinal);
        Assert.Equal(44_000, world.Saldo("1"));
    }

    [Fact]
    public async Task Yes_pressed_twice_buys_once()
    {
        await using var world = await FundedAsync();
        var yes = DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync("1", "", Links(12))), "beli:ya");
        await world.PressAsync("1", yes);
        Assert.Contains("tidak dipotong dua kali", await world.PressAsync("1", yes), StringComparison.Ordinal);
        Assert.Equal((44_000, 12L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
    }

    [Fact]
    public async Task No_drops_it_and_a_yes_after_that_buys_nothing()
    {
        await using var world = await FundedAsync();
        var question = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:batal"));
        Assert.Contains("tidak jadi", Assert.Single(world.Messages("1")).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:ya"));
        Assert.Equal((50_000, 0L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
    }

    [Fact]
    public async Task A_typed_cancel_answers_an_open_question_with_no()
    {
        await using var world = await FundedAsync();
        var question = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        Assert.Contains("tidak jadi", Assert.Single(await world.PasteAsync("1", "/batal")).Text.Markup, StringComparison.Ordinal);
        await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:ya"));
        Assert.Equal(50_000, world.Saldo("1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_is_over_after_an_hour(bool keeperRan)
    {
        await using var world = await FundedAsync();
        var question = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        world.Time.Advance(TimeSpan.FromMinutes(61));
        if (keeperRan)
        {
            await world.KeepAsync();
            Assert.Contains("Sudah lewat 1 jam", Assert.Single(world.Messages("1")).Text.Markup, StringComparison.Ordinal);
        }

        Assert.Contains("tidak berlaku", await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:ya")), StringComparison.Ordinal);
        Assert.Equal((50_000, 0L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM kept_links")));
    }

    [Fact]
    public async Task Anothers_question_is_not_answered()
    {
        await using var world = await FundedAsync();
        await world.FundAsync("2", 50_000);
        var question = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        await world.PressAsync("2", DownloadsWorld.ActionOf(question, "beli:ya"));
        Assert.Equal((50_000, 50_000), (world.Saldo("1"), world.Saldo("2")));
    }

    [Fact]
    public async Task A_price_that_changed_since_the_question_is_asked_about_again()
    {
        await using var world = await FundedAsync();
        var yes = DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync("1", "", Links(12))), "beli:ya");
        await world.RestartAsync(s => s["Shop:PricePerDownload"] = "600");
        Assert.Contains("Rp 600", await world.PressAsync("1", yes), StringComparison.Ordinal);
        Assert.Equal(50_000, world.Saldo("1"));
        var asked = Assert.Single(world.Messages("1"));
        Assert.Contains("12 link = Rp 7.200", asked.Text.Markup, StringComparison.Ordinal);
        await world.PressAsync("1", DownloadsWorld.ActionOf(asked, "beli:ya"));
        Assert.Equal(42_800, world.Saldo("1"));
    }

    [Fact]
    public async Task Links_asked_about_twice_are_bought_once()
    {
        await using var world = await FundedAsync();
        var first = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        var second = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        await world.PressAsync("1", DownloadsWorld.ActionOf(first, "beli:ya"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(second, "beli:ya"));
        Assert.Equal((44_000, 12L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
        Assert.Contains("pindah", world.Messages("1")[0].Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_acknowledgement_follows_its_orders()
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", $"{A} {B}");
        Assert.Contains("⏳ 2 menunggu", Card(world), StringComparison.Ordinal);
        await world.RunLaneAsync();
        Assert.Contains("⚙️ 2 diproses", Card(world), StringComparison.Ordinal);
        await world.CompleteAsync("neon");
        Assert.Contains("⚙️ 1 diproses · ✅ 1 selesai", Card(world), StringComparison.Ordinal);
        await world.FailIdAsync(world.Download("soft").Id);
        Assert.Contains("✅ 1 selesai · ↩️ 1 dikembalikan", Card(world), StringComparison.Ordinal);
        Assert.Equal(3, world.Messages("1").Count); // the card, a delivery, a refund
    }

    [Fact]
    public async Task A_busy_queue_tells_the_place_and_the_expected_time()
    {
        await using var world = await FundedAsync();
        await world.PasteManyAsync("1", Links(60));
        await world.FundAsync("2", 500);
        await world.RunLaneAsync();
        await world.PasteAsync("2", A);
        world.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Matches("Antrean ke-[12], perkiraan selesai kurang dari 1 menit", world.LastMessage("2").Text.Markup);
        Assert.Matches("Antrean ke-[12], perkiraan selesai sekitar [123] menit", Card(world));
    }

    [Fact]
    public async Task What_waits_is_told_anew_now_and_then()
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", A);
        await world.Store.InTransaction(tx => tx.Execute("UPDATE outbox SET state = 'sent', settled_at = 1"));
        await world.KeepAsync();
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM outbox WHERE state = 'pending' AND card = 'purchase:1'"));
    }

    [Fact]
    public async Task One_order_is_cancelled_by_its_cards_button()
    {
        await using var world = await FundedAsync();
        var card = Assert.Single(await world.PasteAsync("1", A));
        Assert.Contains("Rp 500 kembali", await world.PressAsync("1", DownloadsWorld.ActionOf(card, "batal:p")), StringComparison.Ordinal);
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        Assert.Contains("Dibatalkan", Card(world), StringComparison.Ordinal);
        Assert.Contains("↩️ <b>1 pesanan dibatalkan</b>: #1", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_are_cancelled_after_a_yes_and_what_was_ordered_meanwhile_goes_on()
    {
        await using var world = await FundedAsync();
        var card = Assert.Single(await world.PasteAsync("1", $"{A} {B}"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(card, "batal:p"));
        var question = world.LastMessage("1");
        await world.PasteAsync("1", "https://elements.envato.com/vintage-paper-QWERTY77");
        Assert.Equal(48_500, world.Saldo("1"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(question, "batal:ya"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(question, "batal:ya"));
        Assert.Equal((49_500, "accepted"), (world.Saldo("1"), world.State(3)));
    }

    private static string[] Links(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(i => $"https://elements.envato.com/bulk-item-BULK{i:D4}")];

    private static string Card(DownloadsWorld world) => world.Card("purchase:1").Text.Markup;

    private static async Task<DownloadsWorld> FundedAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        return world;
    }
}
