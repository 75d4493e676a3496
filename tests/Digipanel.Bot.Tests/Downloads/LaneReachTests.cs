using Digipanel.Bot.Downloads;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>Admins hear of an account that gives no answer while orders wait: once, and once more when it is over.</summary>
public sealed class LaneReachTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";

    [Fact]
    public async Task A_server_that_is_away_while_orders_wait_is_told_once_and_taken_back_once()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        await world.Server.PauseAsync();
        await world.OrderAsync("1", A);
        await world.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(10));
        Assert.Empty(world.AdminMessages);
        await world.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(30));
        Assert.Single(world.AdminMessages, m => m.Text.Markup.Contains("5 menit", StringComparison.Ordinal));
        await world.RestartAsync();
        await world.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
        Assert.Single(world.AdminMessages);
        await world.Server.ResumeAsync();
        await world.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(10));
        Assert.Equal("submitted", world.State(1));
        Assert.Equal(2, world.AdminMessages.Count);
        Assert.Contains("jalan lagi", world.AdminMessages[^1].Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_balance_that_cannot_be_read_while_an_order_is_in_doubt_is_told()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        world.Server.Faults.Always(Fault.Answers(503), DigipanelOperations.Balance);
        await world.LoseAsync("1", A, Fault.ResetsBeforeActing);
        await world.PassAsync(TimeSpan.FromMinutes(8), TimeSpan.FromSeconds(10));
        Assert.Single(world.AdminMessages, m => m.Text.Markup.Contains("5 menit", StringComparison.Ordinal));
        world.Server.Faults.Clear();
        await world.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));
        Assert.Equal(("submitted", 2), (world.State(1), world.AdminMessages.Count));
    }

    [Fact]
    public async Task An_idle_shop_says_nothing()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.Server.PauseAsync();
        await world.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(30));
        Assert.Empty(world.AdminMessages);
    }
}
