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

    /// <summary>
    /// Seed 108: the refund of a failed download hides the charge of a lost answer, and is told of later. It is awaited from then on; where it does not
    /// come (it had come before), the charge is booked. Where another refund comes that nobody is told of, it is taken for the awaited one, and
    /// nothing that the bot can see is left to tell of the charge: the auditor lets that pass, and that alone.
    /// </summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_charge_that_a_refund_hid_is_booked_unless_another_refund_that_nobody_told_of_hides_it_for_good(bool another, long losses)
    {
        var (booked, charges, problems) = OnOneThread.Run(() =>
        {
            using var shop = new SimShop();
            shop.Fund(100, 10_000);
            shop.Digipanel.Plan = download => download.Url switch
            {
                var url when url.EndsWith("ABCDE11", StringComparison.Ordinal) =>
                    new DownloadPlan(TimeSpan.FromSeconds(10), "gagal") { Webhooks = [TimeSpan.FromMinutes(3)] },
                var url when url.EndsWith("ABCDE22", StringComparison.Ordinal) =>
                    DownloadPlan.Usual with { Webhooks = [], ThenFailsAfter = another ? TimeSpan.FromMinutes(5) : null },
                _ => DownloadPlan.Usual with { Webhooks = shop.Digipanel.Downloads.Count < 4 ? [] : [TimeSpan.FromSeconds(1)] },
            };
            var lost = 0;
            shop.FateOf = call => call.IsSubmission && call.Text("url")!.EndsWith("ABCDE33", StringComparison.Ordinal) && lost++ == 0
                ? new Fate(FateKind.ErrorAfterActing) { Status = 502 }
                : Fate.Fine;
            shop.Start();
            shop.Telegram.Say(100, "https://elements.envato.com/alpha-one-ABCDE11");
            shop.Telegram.Say(100, "https://elements.envato.com/beta-two-ABCDE22");
            shop.Run(TimeSpan.FromSeconds(3));
            shop.Telegram.Say(100, "https://elements.envato.com/gamma-three-ABCDE33");
            shop.Run(TimeSpan.FromHours(2));
            return (shop.Look<long>("SELECT count(*) FROM upstream_losses"), shop.Digipanel.Downloads.Count(d => d.Url.EndsWith("ABCDE33", StringComparison.Ordinal)), shop.Auditor.Judge());
        });
        Assert.Empty(problems);
        Assert.Equal((2, losses), (charges, booked));
    }
}
