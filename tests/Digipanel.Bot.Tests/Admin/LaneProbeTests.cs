using Digipanel.Bot.Tests.Downloads;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Admin;

/// <summary>An admin who has topped up at Digipanel need not wait for the minute, and hears what came of the look.</summary>
public sealed class LaneProbeTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string Boss = "999";

    [Fact]
    public async Task A_stopped_account_is_looked_at_now_and_who_asked_is_told_either_way()
    {
        await using var world = await StoppedAsync();
        var probe = DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync(Boss, "/upstream")), "upstream:coba");
        Assert.Contains("dicek sekarang", await world.PressAsync(Boss, probe), StringComparison.Ordinal);
        Assert.Contains("sedang dicek", await world.PressAsync(Boss, probe), StringComparison.Ordinal);
        await world.RunLaneAsync();
        Assert.Contains("baru Rp 0", world.LastMessage(Boss).Text.Markup, StringComparison.Ordinal);

        // Without the press the next look would be a minute away.
        world.Server.TopUp(DownloadsWorld.Main, 50_000);
        await world.RunLaneAsync();
        Assert.Equal("accepted", world.State(1));
        await world.PressAsync(Boss, probe);
        await world.RunLaneAsync();
        Assert.Equal("submitted", world.State(1));
        Assert.Single(world.Messages(Boss), m => m.Text.Markup.Contains("pesanan dilanjutkan", StringComparison.Ordinal));
        Assert.Contains("sudah jalan", await world.PressAsync(Boss, probe), StringComparison.Ordinal);
        Assert.Equal(2, world.Value<long>("SELECT count(*) FROM admin_log WHERE action = 'lane.probe' AND subject = 'main'"));
    }

    [Fact]
    public async Task A_key_that_is_still_refused_is_told_and_a_restart_forgets_no_wish()
    {
        await using var world = await StoppedAsync();
        world.Server.Faults.Always(Fault.Answers(401), DigipanelOperations.Balance);
        await world.PressAsync(Boss, "upstream:coba:main");
        await world.RestartAsync();
        await world.RunLaneAsync();
        Assert.Single(world.Messages(Boss), m => m.Text.Markup.Contains("masih menolak API key", StringComparison.Ordinal));
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM digipanel_accounts WHERE probe_asked_at IS NOT NULL"));
    }

    [Fact]
    public async Task How_long_the_balance_lasts_is_told_from_the_last_24_hours()
    {
        await using var world = await DownloadsWorld.StartAsync(upstreamBalance: 2_000);
        await world.FundAsync("1", 50_000);
        await world.OrderAsync("1", A);
        Assert.Contains("cukup ±9 hari, 24 jam terakhir terpakai Rp 200", Assert.Single(await world.PasteAsync(Boss, "/upstream")).Text.Markup, StringComparison.Ordinal);
        world.Time.Advance(TimeSpan.FromHours(25));
        Assert.DoesNotContain("cukup", Assert.Single(await world.PasteAsync(Boss, "/upstream")).Text.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "upstream:coba:main")]
    [InlineData(Boss, "upstream:coba:nosuch")]
    public async Task Nobody_else_asks_and_no_other_account_is_asked(string user, string press)
    {
        await using var world = await StoppedAsync();
        await world.PressAsync(user, press);
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM digipanel_accounts WHERE probe_asked_at IS NOT NULL"));
    }

    private static async Task<DownloadsWorld> StoppedAsync()
    {
        var world = await DownloadsWorld.StartAsync(upstreamBalance: 0);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync(Boss, "/start");
        await world.OrderAsync("1", A);
        Assert.Equal("accepted", world.State(1));
        return world;
    }
}
