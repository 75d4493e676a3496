using Digipanel.Bot.Downloads;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>What Digipanel keeps for an order is sold, or stands in the list of losses: once an attempt, as certain as it is known.</summary>
public sealed class UpstreamLossTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task A_lost_answer_is_written_down_with_what_the_balance_said_and_what_it_turned_out_to_be()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        Assert.Equal(("main", "no_answer"), world.Value<(string, string)>("SELECT account, why FROM lost_attempts WHERE order_number = 1 AND attempt = 1 AND verdict IS NULL"));
        await world.SecondsAsync(20);
        Assert.Equal("charged", world.Value<string>("SELECT verdict FROM lost_attempts"));
        await world.CompleteAsync("neon");
        Assert.Equal(world.Download("neon").Id, world.Value<string>("SELECT download_id FROM lost_attempts"));
        Assert.Empty(world.Losses);
    }

    [Fact]
    public async Task A_charge_that_comes_after_the_balance_said_none_is_booked_when_its_webhook_comes()
    {
        await using var world = await ResubmittedAsync();
        var late = await world.ArriveAsync(A);
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        Assert.Equal("delivered", world.State(1));
        await world.CompleteIdAsync(late);
        Assert.Equal("1.1 paid_twice certain", world.Losses);
        Assert.Equal(49_500, world.Saldo("1"));
        world.AssertLosses();
    }

    [Fact]
    public async Task The_late_ones_file_delivers_the_order_and_the_second_attempt_is_the_one_too_many()
    {
        await using var world = await ResubmittedAsync();
        var late = await world.ArriveAsync(A);
        await world.CompleteIdAsync(late);
        Assert.Equal("delivered", world.State(1));
        Assert.Equal("1.2 paid_twice certain", world.Losses);
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        Assert.Equal("1.2 paid_twice certain", world.Losses);
        Assert.Single(world.Messages("1"), m => m.Text.Markup.Contains("selesai", StringComparison.Ordinal));
        world.AssertLosses();
    }

    [Fact]
    public async Task One_too_many_that_fails_upstream_is_no_loss()
    {
        await using var world = await ResubmittedAsync();
        var late = await world.ArriveAsync(A);
        await world.CompleteIdAsync(late);
        await world.FailIdAsync(world.Server.Downloads[0].Id);
        Assert.Equal("delivered", world.State(1));
        Assert.Empty(world.Losses);
        world.AssertLosses();
    }

    [Fact]
    public async Task A_late_one_that_fails_is_no_loss_and_does_not_end_the_order()
    {
        await using var world = await ResubmittedAsync();
        await world.FailIdAsync(await world.ArriveAsync(A));
        Assert.Equal("submitted", world.State(1));
        Assert.Empty(world.Losses);
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        Assert.Equal("delivered", world.State(1));
        world.AssertLosses();
    }

    [Fact]
    public async Task When_the_second_attempt_fails_the_late_one_takes_its_place()
    {
        await using var world = await ResubmittedAsync();
        var late = await world.ArriveAsync(A);
        await world.Server.SendWebhookAsync(late);
        Assert.Equal("1.1 paid_twice certain", world.Losses);
        await world.FailIdAsync(world.Server.Downloads[0].Id);
        Assert.Equal("submitted", world.State(1));
        Assert.Empty(world.Losses);
        await world.CompleteIdAsync(late);
        Assert.Equal(("delivered", 49_500), (world.State(1), world.Saldo("1")));
        Assert.Empty(world.Losses);
        world.AssertLosses();
    }

    [Fact]
    public async Task A_late_charge_without_a_webhook_shows_in_the_balance_within_minutes()
    {
        await using var world = await ResubmittedAsync();
        world.Server.Options.Webhooks.Lost.Always = true;
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        await world.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));
        Assert.Equal("delivered", world.State(1));
        await world.ArriveAsync(A);
        await world.PassAsync(TimeSpan.FromMinutes(7), TimeSpan.FromSeconds(10));
        Assert.Equal("1.1 late_charge possible", world.Losses);
        world.AssertLosses();
    }

    [Fact]
    public async Task A_late_charge_shows_in_the_balance_that_the_second_answer_tells_and_its_webhook_makes_it_certain()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", A, Fault.ResetsBeforeActing);
        world.Server.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromSeconds(5)), DigipanelOperations.Balance);
        world.Time.Advance(TimeSpan.FromSeconds(16));
        var run = world.Lane().RunOnceAsync(default);
        await world.UntilAnAnswerHangsAsync();
        var late = await world.ArriveAsync(A); // the balance was read, and its answer is on the way
        world.Time.Advance(TimeSpan.FromSeconds(6));
        await run;
        await world.SecondsAsync(10);
        Assert.Equal(("submitted", 3), (world.State(1), world.Posts));
        Assert.Equal("1.1 late_charge possible", world.Losses);
        await world.Server.SendWebhookAsync(late);
        Assert.Equal("1.1 paid_twice certain", world.Losses);
        await world.CompleteIdAsync(world.Server.Downloads[^1].Id);
        Assert.Equal(("delivered", "1.1 paid_twice certain"), (world.State(1), world.Losses));
        world.AssertLosses();
    }

    [Fact]
    public async Task An_order_that_moved_to_another_account_keeps_its_orphan()
    {
        await using var world = await DownloadsWorld.StartAsync(accounts: 2);
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        await world.LoseAsync("1", A, Fault.ResetsBeforeActing);
        world.Time.Advance(TimeSpan.FromSeconds(16));
        world.Server.Faults.Next(1, Fault.Answers(402), DigipanelOperations.Download);
        await world.RunLaneAsync();
        await world.RunLaneAsync("extra-1");
        Assert.Equal(("submitted", "extra-1"), (world.State(1), world.Value<string>("SELECT account FROM orders")));
        var late = await world.ArriveAsync(A);
        await world.CompleteIdAsync(late);
        Assert.Equal(("delivered", late), (world.State(1), world.Value<string>("SELECT download_id FROM orders")));
        Assert.Equal("1.3 paid_twice certain", world.Losses);
        world.AssertLosses();
    }

    [Fact]
    public async Task A_possible_loss_that_turns_out_to_be_the_sale_is_withdrawn()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        world.Server.TopUp(DownloadsWorld.Main, 50_000);
        world.Server.Options.Refuses = _ => false;
        await world.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        Assert.Equal("unclear", world.Value<string>("SELECT verdict FROM lost_attempts"));
        await world.Server.PauseAsync();
        await world.PassAsync(TimeSpan.FromMinutes(12));
        Assert.Equal("accepted", world.State(1));
        Assert.Equal("1.1 unclear possible", world.Losses);
        await world.Server.ResumeAsync();
        await world.CompleteAsync("neon");
        Assert.Equal("delivered", world.State(1));
        Assert.Empty(world.Losses);
        world.AssertLosses();
    }

    [Fact]
    public async Task A_gift_after_a_refund_in_doubt_makes_the_possible_loss_certain_and_books_no_second_one()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromMinutes(32));
        Assert.Equal("1.1 given_up possible", world.Losses);
        await world.CompleteAsync("neon");
        Assert.Equal("1.1 gift certain", world.Losses);
        Assert.Equal(50_000, world.Saldo("1"));
        world.AssertLosses();
    }

    [Fact]
    public async Task A_given_up_one_that_then_fails_upstream_was_no_loss()
    {
        await using var world = await FundedAsync();
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromMinutes(32));
        await world.FailIdAsync(world.Download("neon").Id);
        Assert.Empty(world.Losses);
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
    }

    [Fact]
    public async Task A_download_that_never_ended_and_then_does_is_one_loss()
    {
        await using var world = await FundedAsync();
        await world.OrderAsync("1", A);
        await world.PassAsync(TimeSpan.FromHours(24.5), TimeSpan.FromMinutes(5));
        Assert.Equal("1.1 never_finished possible", world.Losses);
        await world.CompleteAsync("neon");
        Assert.Equal("1.1 gift certain", world.Losses);
        world.AssertLosses();
    }

    [Fact]
    public async Task A_failure_after_berhasil_moves_no_money_here_and_its_refund_is_awaited_once()
    {
        await using var world = await FundedAsync();
        await world.OrderAsync("1", A);
        await world.CompleteAsync("neon");
        world.Server.Options.RefundDelay = Timeout.InfiniteTimeSpan;
        await world.FailIdAsync(world.Download("neon").Id);
        await world.Server.SendWebhookAsync(world.Download("neon").Id, new DigipanelForgery { Status = "refunded" });
        await world.Server.SendWebhookAsync(world.Download("neon").Id, new DigipanelForgery { Status = "error" });
        Assert.Equal(("delivered", 49_500), (world.State(1), world.Saldo("1")));
        Assert.Equal(1, world.Value<long>("SELECT refunds_due FROM digipanel_accounts"));
        Assert.Empty(world.Losses);
    }

    [Fact]
    public async Task A_refund_and_a_charge_in_one_reading_are_not_taken_for_no_charge()
    {
        await using var world = await FundedAsync();
        await world.OrderAsync("1", A);
        await world.CompleteAsync("neon");
        await world.LoseAsync("1", B, Fault.ResetsAfterActing);
        await world.FailIdAsync(world.Download("neon").Id); // refunds Rp 200 while the charge of B is in doubt
        await world.SecondsAsync(20);
        Assert.Equal(("uncertain", "unclear"), (world.State(2), world.Value<string>("SELECT evidence FROM orders WHERE number = 2")));
        Assert.Equal(2, world.Posts);
    }

    [Fact]
    public async Task A_refund_that_takes_a_quarter_of_an_hour_hides_no_charge()
    {
        await using var world = await FundedAsync();
        world.Server.Options.RefundDelay = TimeSpan.FromMinutes(15);
        await world.OrderAsync("1", A);
        await world.FailIdAsync(world.Download("neon").Id);
        await world.PassAsync(TimeSpan.FromMinutes(14)); // read without it, more than once
        await world.LoseAsync("1", B, Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromMinutes(2));
        Assert.True(world.Value<string?>("SELECT verdict FROM lost_attempts") is not "not_charged");
        Assert.Equal(2, world.Posts);
    }

    /// <summary>Found by the simulation (seed 50): the overdue refund hid a late charge, and nothing made an idle lane look again.</summary>
    [Fact]
    public async Task An_idle_lane_looks_once_more_when_a_refund_is_overdue()
    {
        await using var world = await FundedAsync();
        world.Server.Options.RefundDelay = Timeout.InfiniteTimeSpan;
        await world.OrderAsync("1", A);
        await world.FailIdAsync(world.Download("neon").Id);
        await world.PassAsync(TimeSpan.FromMinutes(25));
        Assert.Equal(1, world.Value<long>("SELECT refunds_due FROM digipanel_accounts"));
        var before = world.Server.Calls.Of(DigipanelOperations.Balance);

        await world.PassAsync(TimeSpan.FromMinutes(60));
        Assert.Equal(0, world.Value<long>("SELECT refunds_due FROM digipanel_accounts"));
        Assert.Equal(before + 1, world.Server.Calls.Of(DigipanelOperations.Balance));
    }

    [Fact]
    public async Task A_late_charge_that_another_ones_refund_hides_is_missed_when_that_refund_never_shows()
    {
        await using var world = await ResubmittedAsync();
        world.Server.Options.Webhooks.Lost.Always = true;
        var late = await world.ArriveAsync(A);
        await world.FailIdAsync(world.Server.Downloads[0].Id);
        await world.PassAsync(TimeSpan.FromMinutes(40));
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        Assert.Equal("1.1 late_charge possible", world.Losses); // the refund of the other never showed in the balance
        world.AssertLosses();
        world.Server.Options.Webhooks.Lost.Always = false;
        await world.CompleteIdAsync(late);
        Assert.Equal("1.1 gift certain", world.Losses);
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        world.AssertLosses();
    }

    private static async Task<DownloadsWorld> FundedAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        return world;
    }

    /// <summary>Order 1: the first attempt hangs in a proxy, the balance says "not charged", and the second is accepted.</summary>
    private static async Task<DownloadsWorld> ResubmittedAsync()
    {
        var world = await FundedAsync();
        await world.LoseAsync("1", A, Fault.ResetsBeforeActing);
        await world.SecondsAsync(20);
        Assert.Equal(("submitted", "not_charged"), (world.State(1), world.Value<string?>("SELECT (SELECT verdict FROM lost_attempts)") ?? "not_charged"));
        return world;
    }
}
