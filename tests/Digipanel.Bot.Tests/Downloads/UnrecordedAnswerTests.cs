using Digipanel.Bot.Downloads;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>An answer that the database does not take for a while is recorded when it does, and its order is not in doubt meanwhile.</summary>
public sealed class UnrecordedAnswerTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task An_answer_is_recorded_when_the_database_takes_it_again()
    {
        await using var world = await BrokenAsync();
        await world.OrderAsync("1", A);
        Assert.Equal("submitting", world.State(1));
        await world.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(5));
        Assert.Equal("submitting", world.State(1));
        await MendAsync(world);
        await world.SecondsAsync(35);
        Assert.Equal(("submitted", 0, 1), (world.State(1), world.Value<long>("SELECT doubts FROM orders"), world.Posts));
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", 49_500), (world.State(1), world.Saldo("1")));
    }

    [Fact]
    public async Task While_it_is_not_recorded_nothing_is_concluded_from_the_balance()
    {
        await using var world = await BrokenAsync();
        await world.OrderAsync("1", A);
        await world.LoseAsync("1", B, Fault.ResetsBeforeActing);
        await world.SecondsAsync(60);
        Assert.Equal(("submitting", "uncertain"), (world.State(1), world.State(2)));
        Assert.Equal(1, world.Value<long>("SELECT evidence IS NULL FROM orders WHERE number = 2"));
        await MendAsync(world);
        await world.SecondsAsync(60);
        Assert.Equal(("submitted", "submitted", 2), (world.State(1), world.State(2), world.Server.Downloads.Count));
    }

    [Fact]
    public async Task After_five_minutes_it_counts_as_lost_and_its_webhook_finds_it()
    {
        await using var world = await BrokenAsync();
        await world.OrderAsync("1", A);
        await world.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(5));
        Assert.Equal("uncertain", world.State(1));
        await MendAsync(world);
        await world.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5));
        Assert.Equal(("uncertain", "charged"), (world.State(1), world.Value<string>("SELECT evidence FROM orders")));
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", 1), (world.State(1), world.Posts));
    }

    [Fact]
    public async Task A_stop_in_between_waits_for_nothing_and_the_next_start_finds_the_order()
    {
        await using var world = await BrokenAsync();
        await world.OrderAsync("1", A);
        await world.RestartAsync();
        await MendAsync(world);
        await world.RunLaneAsync();
        Assert.Equal(("uncertain", "process_died"), (world.State(1), world.Value<string>("SELECT doubt FROM orders")));
        await world.CompleteAsync("neon");
        Assert.Equal("delivered", world.State(1));
    }

    /// <summary>Orders can be sent, and their answers cannot be written.</summary>
    private static async Task<DownloadsWorld> BrokenAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        await world.Store.InTransaction(tx => tx.Execute(
            "CREATE TRIGGER full BEFORE INSERT ON upstream_downloads BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"));
        return world;
    }

    private static Task MendAsync(DownloadsWorld world) => world.Store.InTransaction(tx => tx.Execute("DROP TRIGGER full"));
}
