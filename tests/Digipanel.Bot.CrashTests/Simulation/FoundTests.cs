using Digipanel.Bot.CrashTests.World;

namespace Digipanel.Bot.CrashTests.Simulation;

/// <summary>What only the simulated world shows well, told as a story of its own.</summary>
public sealed class FoundTests
{
    /// <summary>Seed 106: each refused connection woke the lane, which asked again at once.</summary>
    [Fact]
    public void A_stopped_lane_whose_Digipanel_is_down_asks_ever_less_often_instead_of_spinning()
    {
        var calls = OnOneThread.Run(() =>
        {
            using var shop = new SimShop();
            shop.Fund(100, 10_000);
            shop.Digipanel.Accounts[0].Balance = 0;
            shop.Telegram.Say(100, "https://elements.envato.com/alpha-one-ABCDE11");
            shop.Start();
            shop.Run(TimeSpan.FromMinutes(2));
            Assert.Equal("no_balance", shop.Look<string>("SELECT stopped FROM digipanel_accounts"));

            var before = shop.Lives[0].Steps.Count;
            shop.FateOf = call => call.Provider.StartsWith("digipanel", StringComparison.Ordinal) ? new Fate(FateKind.NoConnection) : Fate.Fine;
            shop.Run(TimeSpan.FromMinutes(10));
            return shop.Lives[0].Steps.Skip(before).Count(s => s.StartsWith("digipanel", StringComparison.Ordinal));
        });
        Assert.InRange(calls, 5, 60);
    }

    /// <summary>Seed 78: each refused connection put the order back, and the same turn took it again.</summary>
    [Fact]
    public void An_order_whose_connection_is_refused_is_not_taken_again_in_the_same_turn()
    {
        var (calls, faults) = OnOneThread.Run(() =>
        {
            using var shop = new SimShop();
            shop.Fund(100, 10_000);
            shop.FateOf = call => call.Path.EndsWith("/download", StringComparison.Ordinal) ? new Fate(FateKind.NoConnection) : Fate.Fine;
            shop.Telegram.Say(100, "https://elements.envato.com/alpha-one-ABCDE11");
            shop.Start();
            shop.Run(TimeSpan.FromMinutes(10));
            return (shop.Lives[0].Steps.Count(s => s.EndsWith("download", StringComparison.Ordinal)), shop.Faults.Count);
        });
        Assert.Equal(0, faults);
        Assert.InRange(calls, 5, 60);
    }
}
