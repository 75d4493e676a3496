using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Downloads;

namespace Digipanel.Bot.Tests.Storefront;

/// <summary>/status tells an order's story, or all that is under way, to its owner.</summary>
public sealed class StatusTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task An_orders_story_grows_with_it()
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", A);
        var waiting = await AskAsync(world, "1", "/status 1");
        Assert.Contains("Menunggu giliran", waiting.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Masuk: 22 Nov 2026", waiting.Text.Markup, StringComparison.Ordinal);
        Assert.Equal("batal:1", waiting.Buttons[0][0].Action);
        await world.RunLaneAsync();
        Assert.Contains("Mulai diproses", (await AskAsync(world, "1", "/status #1")).Text.Markup, StringComparison.Ordinal);
        await world.CompleteAsync("neon");
        var done = await AskAsync(world, "1", "/status 1");
        foreach (var part in new[] { "✅ Selesai", world.Download("neon").DriveLink!, world.Download("neon").LicenseLink! })
        {
            Assert.Contains(part, done.Text.Markup, StringComparison.Ordinal);
        }

        Assert.Equal<string>(["-", "-", "kirim:1", "lagi:1:500"], [.. done.Buttons.SelectMany(r => r).Select(b => b.Action ?? "-")]);
    }

    [Fact]
    public async Task A_failed_order_says_why()
    {
        await using var world = await FundedAsync();
        await world.OrderAsync("1", A);
        await world.FailIdAsync(world.Download("neon").Id);
        Assert.Contains("gagal di server", (await AskAsync(world, "1", "/status 1")).Text.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/status 1")]
    [InlineData("/status 77")]
    public async Task Anothers_order_does_not_exist(string words)
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", A);
        Assert.Contains("tidak ketemu", (await AskAsync(world, "2", words)).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_number_it_tells_all_that_is_under_way()
    {
        await using var world = await FundedAsync();
        Assert.Contains("Tidak ada yang sedang berjalan", (await AskAsync(world, "1", "/status")).Text.Markup, StringComparison.Ordinal);
        await world.OrderAsync("1", A);
        await world.PasteAsync("1", B);
        await world.PasteAsync("1", "/topup 50000");
        await world.PressAsync("1", "topup:50000:QRIS");
        var all = await AskAsync(world, "1", "/status");
        foreach (var part in new[] { "⏳ 1 menunggu · ⚙️ 1 diproses", "⚙️ #1 ", "⏳ #2 Soft piano loops", "Topup Rp 50.000" })
        {
            Assert.Contains(part, all.Text.Markup, StringComparison.Ordinal);
        }

        Assert.Equal<string>(["batal", "status"], [.. all.Buttons.SelectMany(r => r).Select(b => b.Action ?? "-")]);
    }

    [Fact]
    public async Task Kept_links_show_with_what_to_do_about_them()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.PasteAsync("1", $"{A} {B}");
        var poor = await AskAsync(world, "1", "/status");
        Assert.Contains("2 link disimpan", poor.Text.Markup, StringComparison.Ordinal);
        Assert.Equal("topup:10000", poor.Buttons[0][0].Action);
        await world.FundAsync("1", 10_000);
        Assert.Equal("lanjut:1:1:2:2:500", (await AskAsync(world, "1", "/status")).Buttons[0][0].Action);
    }

    [Fact]
    public async Task What_is_no_number_is_told_how_to_ask()
    {
        await using var world = await FundedAsync();
        Assert.Contains("/status 12", (await AskAsync(world, "1", "/status punyaku")).Text.Markup, StringComparison.Ordinal);
    }

    private static async Task<Reply> AskAsync(DownloadsWorld world, string user, string words) => Assert.Single(await world.PasteAsync(user, words));

    private static async Task<DownloadsWorld> FundedAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        return world;
    }
}
