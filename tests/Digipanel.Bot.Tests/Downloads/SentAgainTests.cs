using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>What a customer received in the last 24 hours is sent again, free; a button buys it anew.</summary>
public sealed class SentAgainTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task A_link_pasted_again_within_a_day_is_sent_again_free()
    {
        await using var world = await ReceivedAsync();
        var again = Assert.Single(await world.PasteAsync("1", A + "?utm=1"));
        Assert.Contains(world.Download("neon").DriveLink!, again.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("gratis", again.Text.Markup, StringComparison.Ordinal);
        Assert.Equal((49_500, "lagi:1:500"), (world.Saldo("1"), again.Buttons[1][0].Action));
    }

    [Fact]
    public async Task Anothers_file_is_not_sent()
    {
        await using var world = await ReceivedAsync();
        await world.FundAsync("2", 500);
        await world.PasteAsync("2", A);
        Assert.Equal(0, world.Saldo("2"));
        await world.PressAsync("2", "kirim:1");
        Assert.DoesNotContain(world.Messages("2"), m => m.Text.Markup.Contains("drive.google.com", StringComparison.Ordinal));
        await world.PressAsync("2", "lagi:1:500");
        Assert.Equal(2, world.Value<long>("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Bought_anew_twice_in_a_row_is_bought_once()
    {
        await using var world = await ReceivedAsync();
        await world.PasteAsync("1", A);
        await world.PressAsync("1", "lagi:1:500");
        Assert.Contains("#2", await world.PressAsync("1", "lagi:1:500"), StringComparison.Ordinal);
        Assert.Equal((49_000, 2L), (world.Saldo("1"), world.Value<long>("SELECT count(*) FROM orders")));
        Assert.Contains("Pesanan #2", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bought_anew_at_another_price_asks_first()
    {
        await using var world = await ReceivedAsync();
        await world.PressAsync("1", "lagi:1:400");
        Assert.Equal(49_500, world.Saldo("1"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(world.LastMessage("1"), "lagi"));
        Assert.Equal(49_000, world.Saldo("1"));
    }

    [Fact]
    public async Task Received_links_in_a_longer_message_are_sent_and_the_rest_is_bought()
    {
        await using var world = await ReceivedAsync();
        var answers = await world.PasteAsync("1", $"{A} {B}");
        Assert.Contains("drive.google.com", answers[0].Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Soft piano loops", answers[1].Text.Markup, StringComparison.Ordinal);
        Assert.Equal(49_000, world.Saldo("1"));
    }

    [Fact]
    public async Task Many_are_sent_as_a_file()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        string[] links = [.. Enumerable.Range(0, 30).Select(i => $"https://elements.envato.com/bulk-item-BULK{i:D4}")];
        await world.PasteManyAsync("1", links);
        await world.RunLaneAsync();
        await world.PassAsync(TimeSpan.FromMinutes(2));
        foreach (var download in world.Server.Downloads)
        {
            world.Server.Complete(download.Id);
        }

        await world.Server.SettleAsync();
        var again = Assert.Single(await world.PasteAsync("1", "", links));
        Assert.Equal(35_000, world.Saldo("1"));
        Assert.Equal(30, again.Document!.Text.Split("Google Drive:").Length - 1);
        var few = Assert.Single(await world.PasteAsync("1", "", links[..5]));
        Assert.Equal(5, few.Text.Markup.Split("drive.google.com").Length - 1);
        Assert.Equal(5, few.Buttons.Sum(r => r.Count));
    }

    private static async Task<DownloadsWorld> ReceivedAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.OrderAsync("1", A);
        await world.CompleteAsync("neon");
        return world;
    }
}
