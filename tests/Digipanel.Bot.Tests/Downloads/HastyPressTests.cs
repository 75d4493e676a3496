using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>Buttons pressed late, twice, or after another one: what the shop says about money stays true.</summary>
public sealed class HastyPressTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";
    private const string C = "https://elements.envato.com/vintage-paper-QWERTY77";

    [Fact]
    public async Task A_yes_that_finds_the_wallet_spent_says_what_is_missing()
    {
        await using var world = await FundedAsync(500);
        var question = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        await world.PasteAsync("1", A);
        Assert.DoesNotContain(" 0 link", world.Card("purchase:1").Text.Markup, StringComparison.Ordinal);
        Assert.Contains("kurang Rp 6.000", await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:ya")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_buys_no_more_than_it_said_though_there_is_more_saldo_by_then()
    {
        await using var world = await FundedAsync(1_500);
        var question = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        Assert.Equal("✅ Ya, proses 3 link", question.Buttons[0][0].Label);
        await world.FundAsync("1", 50_000);
        await world.PressAsync("1", question.Buttons[0][0].Action!);
        Assert.Equal((50_000, 3L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));

        world.Time.Advance(TimeSpan.FromHours(2)); // what is kept is no question any more
        await world.KeepAsync();
        await world.PressAsync("1", DownloadsWorld.ActionOf(world.Card("purchase:1"), "lanjut:1:9:9"));
        Assert.Equal((45_500, 12L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
    }

    [Fact]
    public async Task A_cancel_that_answers_a_question_asks_before_it_takes_back_what_was_ordered_earlier()
    {
        await using var world = await FundedAsync(50_000);
        await world.PasteAsync("1", A);
        await world.PasteAsync("1", "", Links(12));
        var said = await world.PasteAsync("1", "/batal");
        Assert.Equal(("accepted", 0L), (world.State(1), world.Value<long>("SELECT count(*) FROM kept_links")));
        Assert.Contains("Saldo tidak dipotong", said[0].Text.Markup, StringComparison.Ordinal);
        await world.PressAsync("1", DownloadsWorld.ActionOf(said[1], "batal:ya"));
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
    }

    [Fact]
    public async Task Cancelling_what_waits_by_a_button_answers_no_question()
    {
        await using var world = await FundedAsync(50_000);
        await world.PasteAsync("1", A);
        var question = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        await world.PressAsync("1", "batal"); // of /status
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:ya"));
        Assert.Equal(44_000, world.Saldo("1"));
    }

    [Theory]
    [InlineData(1_500)]
    [InlineData(50_000)]
    public async Task A_no_that_comes_after_the_yes_does_not_say_that_nothing_was_charged(long saldo)
    {
        await using var world = await FundedAsync(saldo);
        var question = Assert.Single(await world.PasteAsync("1", "", Links(12)));
        await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:ya"));
        var said = await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:batal"));
        Assert.Contains("sudah diproses", said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Saldo tidak dipotong", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_button_to_buy_anew_buys_once_also_when_that_order_is_done_already()
    {
        await using var world = await FundedAsync(50_000);
        await world.OrderAsync("1", A);
        await world.CompleteAsync("neon");
        await world.PressAsync("1", "lagi:1:500");
        await world.RunLaneAsync();
        await world.CompleteAsync("neon");
        await world.PressAsync("1", "lagi:1:500");
        Assert.Equal((49_000, 2L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));

        var newest = world.LastMessage("1");
        Assert.Contains("#2", newest.Text.Markup, StringComparison.Ordinal);
        await world.PressAsync("1", DownloadsWorld.ActionOf(newest, "lagi"));
        Assert.Equal(48_500, world.Saldo("1"));
    }

    [Fact]
    public async Task A_button_to_buy_anew_buys_again_after_a_refund()
    {
        await using var world = await FundedAsync(50_000);
        await world.OrderAsync("1", A);
        await world.CompleteAsync("neon");
        await world.PressAsync("1", "lagi:1:500");
        await world.RunLaneAsync();
        await world.FailIdAsync(world.Download("neon").Id);
        await world.PressAsync("1", "lagi:1:500");
        Assert.Equal((49_000, "accepted"), (world.Saldo("1"), world.State(3)));
    }

    [Fact]
    public async Task A_card_of_two_prices_tells_what_each_was_charged()
    {
        await using var world = await FundedAsync(500);
        await world.PasteAsync("1", $"{A} {B} {C}");
        await world.RestartAsync(s => s["Shop:PricePerDownload"] = "700");
        await world.FundAsync("1", 1_400);
        await world.PressAsync("1", DownloadsWorld.ActionOf(world.Card("purchase:1"), "lanjut"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(world.Card("purchase:1"), "lanjut"));
        Assert.Equal(0, world.Saldo("1"));
        Assert.EndsWith("Harga: <b>Rp 500</b>\nHarga: Rp 700 × 2 = <b>Rp 1.400</b>\nSisa saldo: <b>Rp 0</b>", world.Card("purchase:1").Text.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batal:ya")]
    [InlineData("batal:tidak")]
    public async Task A_second_press_leaves_the_word_about_the_refund_where_it_is(string second)
    {
        var question = new MessageRef("77", HasPicture: false);
        await using var world = await FundedAsync(50_000);
        await world.PasteAsync("1", $"{A} {B}");
        var asked = Assert.Single(await world.PasteAsync("1", "/batal"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(asked, "batal:ya"), question);
        await world.PressAsync("1", DownloadsWorld.ActionOf(asked, second), question);
        Assert.Contains("2 pesanan dibatalkan", world.Messages("1").Last(m => m.Edits == question).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(50_000, world.Saldo("1"));
    }

    [Fact]
    public async Task A_no_keeps_the_orders_and_says_so()
    {
        await using var world = await FundedAsync(50_000);
        await world.PasteAsync("1", $"{A} {B}");
        var asked = Assert.Single(await world.PasteAsync("1", "/batal"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(asked, "batal:tidak"), new MessageRef("77", HasPicture: false));
        Assert.Contains("tetap antre", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        Assert.Equal(49_000, world.Saldo("1"));
    }

    [Fact]
    public async Task Links_that_are_in_progress_already_do_not_make_a_message_ask()
    {
        await using var world = await FundedAsync(50_000);
        await world.PasteAsync("1", "", Links(10));
        await world.PasteAsync("1", "", Links(11));
        Assert.Equal(11, world.Value<long>("SELECT count(*) FROM orders"));
    }

    private static string[] Links(int count) => [.. Enumerable.Range(0, count).Select(i => $"https://elements.envato.com/bulk-item-BULK{i:D4}")];

    private static async Task<DownloadsWorld> FundedAsync(long saldo)
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", saldo);
        await world.RunLaneAsync();
        return world;
    }
}
