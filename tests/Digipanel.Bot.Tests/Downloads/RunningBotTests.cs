using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>With the pumps running by themselves, on the real clock.</summary>
public sealed class RunningBotTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";

    [Fact]
    public async Task A_pasted_link_is_delivered_without_anybody_driving()
    {
        await using var world = await DownloadsWorld.StartAsync(live: true);
        world.Server.Options.ProcessingTime = TimeSpan.FromMilliseconds(50);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        // Not when the webhook is answered: one that overtakes the answer to its own POST is kept first, and delivers a moment later.
        await ShopWorld.UntilAsync(() => world.State(1) == "delivered", "the order is delivered");
    }

    [Fact]
    public async Task A_graceful_stop_waits_for_the_answer_of_what_was_sent()
    {
        await using var world = await DownloadsWorld.StartAsync(live: true);
        world.Server.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromMilliseconds(500)), DigipanelOperations.Download);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.Server.WhenAsync(() => world.Server.Downloads.Count == 1, "the submission arrived");
        await world.RestartAsync();
        Assert.Equal(("submitted", 1), (world.State(1), world.Posts));
        Assert.Equal(0, world.Value<long>("SELECT doubts FROM orders"));
    }
}
