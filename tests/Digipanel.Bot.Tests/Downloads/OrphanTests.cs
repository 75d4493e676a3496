using System.Text.Json;
using Digipanel.Bot.Downloads;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>A webhook about a download that nobody knows finds the attempt whose answer was lost, and never another's.</summary>
public sealed class OrphanTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string SameTitle = "https://elements.envato.com/neon-city-opener-OTHER777";
    private const string App = "https://app.envato.com/video-templates/0f7a2b34-1c2d-4e5f-8a9b-0c1d2e3f4a5b";
    private const string OtherApp = "https://app.envato.com/video-templates/aaaa2b34-1c2d-4e5f-8a9b-0c1d2e3f4a5b";

    [Fact]
    public async Task The_second_of_two_doubts_of_one_title_gets_its_file_when_the_balance_clears_the_first()
    {
        await using var world = await FundedAsync(accounts: 1);
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        await world.SecondsAsync(20);
        Assert.Equal("charged", world.Value<string>("SELECT evidence FROM orders WHERE number = 1"));
        await world.LoseAsync("1", SameTitle, Fault.ResetsBeforeActing);
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        Assert.Equal(("uncertain", "uncertain"), (world.State(1), world.State(2))); // it may be either's
        await world.SecondsAsync(20);
        Assert.Equal(("delivered", "submitted"), (world.State(1), world.State(2)));
    }

    [Fact]
    public async Task A_doubt_that_is_too_old_to_be_found_does_not_leave_its_file_to_a_younger_one_of_its_title()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromMinutes(40));
        await world.LoseAsync("1", SameTitle, Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromMinutes(40));
        world.Time.Advance(TimeSpan.FromHours(23)); // the first is older than a day, the second is not
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        Assert.Equal(("failed", "failed", 0L), (world.State(1), world.State(2), world.Value<long>("SELECT sum(gift) FROM orders")));
    }

    [Fact]
    public async Task All_that_was_kept_about_a_download_is_applied_when_its_order_is_found()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", $"{A}", Fault.ResetsAfterActing);
        await world.SecondsAsync(20);
        await world.LoseAsync("1", SameTitle, Fault.ResetsBeforeActing);
        await world.Server.SendWebhookAsync(world.Server.Downloads[0].Id); // runs
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        await world.SecondsAsync(20);
        Assert.Equal("delivered", world.State(1));
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM digipanel_events WHERE order_number IS NULL"));
    }

    /// <summary>
    /// Found by the simulation. The refund of another download hid the charge of the second's first attempt, so that the balance called it "not charged";
    /// the first was proven, its webhook was lost, and its link has two words of the second's three.
    /// </summary>
    [Fact]
    public async Task A_proven_charge_does_not_take_a_file_whose_title_is_closer_to_an_attempt_that_was_called_not_charged()
    {
        await using var world = await FundedAsync(accounts: 1);
        await world.LoseAsync("1", "https://elements.envato.com/logo-glitch-opener-C105559636", Fault.ResetsAfterActing);
        await world.SecondsAsync(20);
        await world.LoseAsync("1", "https://elements.envato.com/opener-opener-logo-C100428749", Fault.ResetsBeforeActing);
        await world.SecondsAsync(20);
        Assert.Equal("charged", world.Value<string>("SELECT evidence FROM orders WHERE number = 1"));
        Assert.Equal("not_charged", world.Value<string>("SELECT verdict FROM lost_attempts WHERE order_number = 2"));

        await world.CompleteIdAsync(await world.ArriveAsync("https://elements.envato.com/opener-opener-logo-C100428749"));
        Assert.Equal(("uncertain", "delivered"), (world.State(1), world.State(2)));
    }

    [Fact]
    public async Task A_repeat_about_an_orphan_that_was_placed_is_not_given_to_the_next_in_doubt()
    {
        await using var world = await FundedAsync();
        await world.FundAsync("2", 50_000);
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromMinutes(32));
        await world.CompleteIdAsync(world.Server.Downloads[0].Id); // a gift
        await world.LoseAsync("2", A, Fault.ResetsAfterActing);
        await world.Server.SendWebhookAsync(world.Server.Downloads[0].Id, new DigipanelForgery { Event = "again" });
        Assert.Equal(("failed", "uncertain"), (world.State(1), world.State(2)));
    }

    [Fact]
    public async Task What_was_kept_about_a_download_that_a_late_answer_names_is_not_given_to_a_second_order_of_its_title()
    {
        await using var world = await FundedAsync();
        world.Server.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromSeconds(10)), DigipanelOperations.Download);
        await world.PasteAsync("1", A);
        var run = world.Lane().RunOnceAsync(default);
        await world.UntilAnAnswerHangsAsync();
        Assert.Single(world.Server.Downloads);
        world.Time.Jump(world.Time.GetUtcNow() + TimeSpan.FromMinutes(31)); // the first is given up as hanging
        await world.DeadlinesAsync();
        await world.PasteAsync("1", SameTitle);
        await world.Store.InTransaction(tx =>
        {
            var other = SubmissionBooks.Claim(tx, "main") ?? tx.QuerySingleOrDefault<Order>(
                $"UPDATE orders SET state = 'submitting', account = 'main', attempts = 1, submitting_at = 1 WHERE number = 2 RETURNING {Order.Columns}");
            SubmissionBooks.Doubt(tx, other!, "no_answer");
        });
        await world.CompleteIdAsync(world.Server.Downloads[0].Id); // either's: kept
        Assert.Equal(("uncertain", "uncertain"), (world.State(1), world.State(2)));
        world.Time.Advance(TimeSpan.FromSeconds(11));
        await run;
        Assert.Equal(("delivered", "uncertain"), (world.State(1), world.State(2)));
    }

    [Fact]
    public async Task A_link_without_words_is_found_when_the_balance_proves_its_charge_and_nothing_else_is_in_doubt()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", App, Fault.ResetsAfterActing);
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        Assert.Equal("uncertain", world.State(1)); // the balance was not asked yet
        await world.SecondsAsync(20);
        Assert.Equal(("delivered", 49_500, 1), (world.State(1), world.Saldo("1"), world.Posts));
    }

    [Fact]
    public async Task A_link_without_words_is_not_found_where_another_could_be_meant()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", $"{App} {OtherApp}", Fault.ResetsAfterActing, 2);
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        await world.SecondsAsync(20);
        Assert.Equal(("uncertain", "uncertain"), (world.State(1), world.State(2)));
    }

    [Fact]
    public async Task A_link_without_words_is_not_found_on_an_account_that_tells_of_strangers_downloads()
    {
        await using var world = await FundedAsync();
        await world.CompleteIdAsync(await world.ArriveAsync("https://elements.envato.com/somebody-elses-item-FOREIGN1"));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        await world.LoseAsync("1", App, Fault.ResetsAfterActing);
        await world.CompleteIdAsync(world.Server.Downloads[^1].Id);
        await world.SecondsAsync(20);
        Assert.Equal("uncertain", world.State(1));
    }

    [Fact]
    public async Task A_strangers_download_from_before_the_attempt_is_not_taken_for_it()
    {
        await using var world = await FundedAsync();
        await world.CompleteIdAsync(await world.ArriveAsync(A));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        await world.LoseAsync("1", A, Fault.ResetsBeforeActing);
        Assert.Equal("uncertain", world.State(1));
        await world.SecondsAsync(20);
        Assert.Equal("uncertain", world.State(1)); // the stranger's charge looks like ours: half an hour and a refund, never a wrong charge
    }

    [Fact]
    public async Task One_download_for_two_customers_of_one_link_is_delivered_to_both()
    {
        await using var world = await FundedAsync();
        await world.FundAsync("2", 50_000);
        await world.OrderAsync("1", A);
        world.Server.Faults.Next(1, Fault.Answers(200, Same(world)), DigipanelOperations.Download);
        await world.OrderAsync("2", A);
        Assert.Equal(("submitted", "submitted"), (world.State(1), world.State(2)));
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", "delivered"), (world.State(1), world.State(2)));
        Assert.Equal((49_500, 49_500), (world.Saldo("1"), world.Saldo("2")));

        // And where the other's is done already, at once.
        await world.FundAsync("3", 50_000);
        world.Server.Faults.Next(1, Fault.Answers(200, Same(world)), DigipanelOperations.Download);
        await world.OrderAsync("3", A);
        Assert.Equal(("delivered", 49_500), (world.State(3), world.Saldo("3")));
    }

    [Fact]
    public async Task One_download_for_two_links_stays_a_doubt()
    {
        await using var world = await FundedAsync();
        await world.OrderAsync("1", A);
        world.Server.Faults.Next(1, Fault.Answers(200, Same(world)), DigipanelOperations.Download);
        await world.OrderAsync("1", SameTitle);
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", "uncertain"), (world.State(1), world.State(2)));
    }

    private static string Same(DownloadsWorld world) =>
        JsonSerializer.Serialize(new { data = new { download_id = world.Server.Downloads[0].Id, title = "Neon City Opener", cost = 200, balance_after = world.Server.BalanceOf(DownloadsWorld.Main) } });

    private static async Task<DownloadsWorld> FundedAsync(int accounts = 1)
    {
        var world = await DownloadsWorld.StartAsync(accounts: accounts);
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        return world;
    }
}
