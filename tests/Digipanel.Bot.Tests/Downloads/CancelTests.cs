using Digipanel.Bot.Downloads;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>/batal takes back what has not gone to Digipanel, and nothing else.</summary>
public sealed class CancelTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task Waiting_orders_are_taken_back_and_answered_for_in_one_message()
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", $"{A} {B}");
        var answer = Assert.Single(await world.PasteAsync("1", "/batal semua")).Text.Markup;
        foreach (var part in new[] { "2 pesanan dibatalkan", "#1", "#2", "Rp 1.000", "Rp 50.000" })
        {
            Assert.Contains(part, answer, StringComparison.Ordinal);
        }

        Assert.Equal(("failed", "failed", 50_000), (world.State(1), world.State(2), world.Saldo("1")));
        await world.RunLaneAsync();
        Assert.Equal(0, world.Posts);
        await world.PasteAsync("1", A);
        Assert.Equal("accepted", world.State(3)); // and may be ordered again
    }

    [Theory]
    [InlineData("/batal 2")]
    [InlineData("/batal #2")]
    [InlineData("/cancel 2")]
    public async Task One_is_taken_back_by_its_number(string words)
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", $"{A} {B}");
        await world.PasteAsync("1", words);
        Assert.Equal(("accepted", "failed", 49_500), (world.State(1), world.State(2), world.Saldo("1")));
    }

    [Fact]
    public async Task A_word_without_a_slash_asks_before_it_takes_even_one_back()
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", A);
        var asked = Assert.Single(await world.SayWordsAsync("1", "batal"));
        Assert.Equal(("accepted", 49_500), (world.State(1), world.Saldo("1")));
        await world.PressAsync("1", DownloadsWorld.ActionOf(asked, "batal:ya"));
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        Assert.Contains("Tidak ada pesanan", Assert.Single(await world.SayWordsAsync("1", "batal")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_runs_already_is_not_and_the_answer_says_so()
    {
        await using var world = await FundedAsync();
        await world.OrderAsync("1", A);
        await world.PasteAsync("1", B);
        var answer = Assert.Single(await world.PasteAsync("1", "/batal")).Text.Markup;
        Assert.Contains("Sudah diproses", answer, StringComparison.Ordinal);
        Assert.Contains("1 pesanan dibatalkan", answer, StringComparison.Ordinal);
        Assert.Equal(("submitted", "failed", 49_500), (world.State(1), world.State(2), world.Saldo("1")));
        await world.CompleteAsync("neon");
        Assert.Contains("#1 sudah selesai", Assert.Single(await world.PasteAsync("1", "/batal 1")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Tidak ada pesanan", Assert.Single(await world.PasteAsync("1", "/batal")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains("nomor", Assert.Single(await world.PasteAsync("1", "/batal dong")).Text.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", "tidak ketemu")]
    [InlineData("en", "could not find")]
    public async Task Anothers_order_does_not_exist(string language, string words)
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", A);
        await world.PasteAsync("2", "/bahasa " + language);
        Assert.Contains(words, Assert.Single(await world.PasteAsync("2", "/batal 1")).Text.Markup, StringComparison.Ordinal);
        Assert.Contains(words, Assert.Single(await world.PasteAsync("2", "/batal 77")).Text.Markup, StringComparison.Ordinal);
        Assert.Equal(("accepted", 49_500), (world.State(1), world.Saldo("1")));
    }

    [Fact]
    public async Task A_repeat_of_the_message_moves_no_money()
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", A);
        await world.PasteAsync("1", "/batal 1");
        await world.PasteAsync("1", "/batal 1");
        Assert.Equal(50_000, world.Saldo("1"));
    }

    [Fact]
    public async Task One_that_waits_again_after_an_unclear_doubt_keeps_its_possible_loss_and_its_file_is_a_gift()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        world.Server.TopUp(DownloadsWorld.Main, 50_000);
        await world.SecondsAsync(20);
        await world.Server.PauseAsync();
        await world.PassAsync(TimeSpan.FromMinutes(12));
        Assert.Equal("accepted", world.State(1));
        await world.PasteAsync("1", "/batal 1");
        Assert.Equal(("failed", 50_000, "1.1 unclear possible"), (world.State(1), world.Saldo("1"), world.Losses));
        await world.Server.ResumeAsync();
        await world.CompleteAsync("neon");
        Assert.Contains("gratis", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        Assert.Equal("1.1 gift certain", world.Losses);
        world.AssertLosses();
    }

    [Fact]
    public async Task A_hundred_are_answered_for_in_one_message()
    {
        await using var world = await FundedAsync();
        await world.PasteManyAsync("1", [.. Enumerable.Range(0, 100).Select(i => $"https://elements.envato.com/{new string('w', 40)}-{i:D3}-BULK{i:D4}")]);
        var question = Assert.Single(await world.PasteAsync("1", "/batal"));
        Assert.Equal(0, world.Saldo("1"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(question, "batal:ya"));
        Assert.InRange(world.LastMessage("1").Text.Markup.Length, 500, 4_000);
        Assert.Equal(50_000, world.Saldo("1"));
        Assert.Equal(100, world.Value<long>("SELECT count(*) FROM orders WHERE reason = 'cancelled'"));
    }

    private static async Task<DownloadsWorld> FundedAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        return world;
    }
}
