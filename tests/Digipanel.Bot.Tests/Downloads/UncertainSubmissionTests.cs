using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>POST /download has no idempotency key: whatever is lost, the customer pays once or gets the money back.</summary>
public sealed class UncertainSubmissionTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task An_answer_lost_before_it_was_charged_is_submitted_again()
    {
        await using var world = await LostAsync(Fault.ResetsBeforeActing);
        Assert.Equal("uncertain", world.State(1));
        await world.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        Assert.Equal(("submitted", 2, 1), (world.State(1), world.Posts, world.Server.Downloads.Count));
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", 49_500), (world.State(1), world.Saldo("1")));
        Assert.Equal(49_800, world.Server.BalanceOf(DownloadsWorld.Main));
    }

    [Fact]
    public async Task An_answer_lost_after_it_was_charged_is_not_submitted_again_and_its_webhook_finds_the_order()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5));
        Assert.Equal(("uncertain", 1), (world.State(1), world.Posts));
        Assert.Equal("charged", world.Value<string>("SELECT evidence FROM orders"));
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", 49_500), (world.State(1), world.Saldo("1")));
        Assert.Equal(49_800, world.Server.BalanceOf(DownloadsWorld.Main));
    }

    [Fact]
    public async Task Its_webhook_may_come_before_the_balance_was_asked()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing);
        await world.CompleteAsync("neon");
        Assert.Equal("delivered", world.State(1));
        await world.PasteAsync("1", B);
        await world.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        Assert.Equal("submitted", world.State(2));
        Assert.Equal(49_600, world.Value<long>("SELECT balance FROM digipanel_accounts"));
    }

    [Fact]
    public async Task Its_webhook_may_even_come_before_the_connection_breaks()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        world.Server.Options.Webhooks.Early.Next();
        world.Server.Faults.Next(1, Fault.ResetsAfterActing, DigipanelOperations.Download);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        Assert.Equal(("delivered", 1), (world.State(1), world.Posts));
    }

    [Fact]
    public async Task While_one_is_in_doubt_nothing_else_is_submitted_there()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing);
        await world.PasteAsync("1", B);
        await world.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal(("accepted", 1), (world.State(2), world.Posts));
        await world.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal(("submitted", "uncertain"), (world.State(2), world.State(1)));
    }

    [Fact]
    public async Task A_charged_one_whose_webhook_never_comes_is_refunded_and_the_admins_know()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromMinutes(32));
        Assert.Equal(("failed", 50_000, 1), (world.State(1), world.Saldo("1"), world.Posts));
        Assert.Contains(world.AdminMessages, m => m.Text.Markup.Contains("#1", StringComparison.Ordinal));
        Assert.Contains("jawaban yang jelas", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);

        // And if it comes after all, it is the customer's, free, once.
        await world.CompleteAsync("neon");
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        Assert.Contains("gratis", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        var messages = world.Messages("1").Count;
        await world.Server.SendWebhookAsync(world.Download("neon").Id, new DigipanelForgery { Event = "download.again" });
        Assert.Equal(messages, world.Messages("1").Count);
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM orders o JOIN upstream_losses l ON l.order_number = o.number WHERE o.gift = 1 AND l.certain = 1"));
    }

    [Fact]
    public async Task A_500_whose_charge_comes_back_by_itself_is_submitted_again()
    {
        await using var world = await LostAsync(Fault.AnswersAfterActing(500));
        await world.PassAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        Assert.Equal("uncertain", world.State(1));
        world.Server.TopUp(DownloadsWorld.Main, 200); // the refund
        await world.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        Assert.Equal(("submitted", 2), (world.State(1), world.Posts));
    }

    [Fact]
    public async Task A_500_before_acting_is_submitted_again()
    {
        await using var world = await LostAsync(Fault.Answers(500));
        await world.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        Assert.Equal(("submitted", 2, 1), (world.State(1), world.Posts, world.Server.Downloads.Count));
    }

    [Fact]
    public async Task An_order_whose_answers_always_get_lost_is_given_up_after_three()
    {
        await using var world = await LostAsync(Fault.ResetsBeforeActing, times: 10);
        await world.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(5));
        Assert.Equal(("failed", 50_000, 3), (world.State(1), world.Saldo("1"), world.Posts));
    }

    [Fact]
    public async Task An_operators_topup_in_between_makes_the_balance_no_evidence()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing);
        world.Server.TopUp(DownloadsWorld.Main, 50_000);
        await world.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        Assert.Equal("unclear", world.Value<string>("SELECT evidence FROM orders"));
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", 1), (world.State(1), world.Posts));
    }

    [Fact]
    public async Task Unclear_evidence_waits_ten_minutes_then_tries_once_more()
    {
        await using var world = await LostAsync(Fault.ResetsBeforeActing);
        world.Server.TopUp(DownloadsWorld.Main, 50_000);
        await world.PassAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(("uncertain", 1), (world.State(1), world.Posts));
        await world.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(("submitted", 2), (world.State(1), world.Posts));
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM upstream_losses WHERE certain = 0"));
    }

    [Fact]
    public async Task A_server_that_does_not_listen_was_not_asked()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        await world.Server.PauseAsync();
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        Assert.Equal("accepted", world.State(1));
        Assert.Equal(0, world.Value<long>("SELECT doubts FROM orders"));
        await world.Server.ResumeAsync();
        await world.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal("submitted", world.State(1));
    }

    [Fact]
    public async Task A_timeout_is_uncertain()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        world.Server.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromMinutes(10)), DigipanelOperations.Download);
        await world.PasteAsync("1", A);
        var run = world.Lane().RunOnceAsync(default);
        await world.Server.WhenAsync(() => world.Server.Downloads.Count == 1);
        world.Time.Advance(TimeSpan.FromSeconds(31));
        await run;
        Assert.Equal(("uncertain", "no_answer"), (world.State(1), world.Value<string>("SELECT doubt FROM orders")));
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", 49_500), (world.State(1), world.Saldo("1")));
    }

    [Fact]
    public async Task A_process_that_died_between_sending_and_recording_does_not_submit_again()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();

        // What the file looks like when the process dies after the POST: the answer was never recorded.
        await world.Store.InTransaction(tx =>
        {
            tx.Execute("DROP TRIGGER orders_move_only_so");
            tx.Execute("UPDATE orders SET state = 'submitting', download_id = NULL, submitted_at = NULL, next_poll_at = NULL");
            tx.Execute("DELETE FROM upstream_downloads");
            tx.Execute("UPDATE digipanel_accounts SET balance = 50000");
        });
        await world.RestartAsync();
        await world.RunLaneAsync();
        Assert.Equal(("uncertain", "process_died"), (world.State(1), world.Value<string>("SELECT doubt FROM orders")));
        await world.PassAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        Assert.Equal(("uncertain", 1), (world.State(1), world.Posts));
        await world.CompleteAsync("neon");
        Assert.Equal(("delivered", 49_500), (world.State(1), world.Saldo("1")));
    }

    [Fact]
    public async Task A_webhook_about_something_else_is_not_given_to_the_order_in_doubt()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing);
        await world.Server.SendWebhookAsync(world.Download("neon").Id, new DigipanelForgery { DownloadId = "stranger", Title = "Corporate Brochure Pack", Status = "berhasil", DriveLink = "https://drive.google.com/x" });
        Assert.Equal("uncertain", world.State(1));
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM digipanel_events WHERE order_number IS NULL"));
    }

    [Fact]
    public async Task Two_items_of_one_title_in_doubt_are_not_mixed_up()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing, 2, $"{A} https://elements.envato.com/neon-city-opener-OTHER777");
        Assert.Equal(("uncertain", "uncertain"), (world.State(1), world.State(2)));
        await world.CompleteAsync("neon");
        Assert.Equal(("uncertain", "uncertain"), (world.State(1), world.State(2)));
        await world.PassAsync(TimeSpan.FromMinutes(35));
        Assert.Equal(("failed", "failed", 50_000), (world.State(1), world.State(2), world.Saldo("1")));
    }

    [Fact]
    public async Task Two_customers_in_doubt_about_one_item_both_get_it()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing, 2);
        await world.FundAsync("2", 50_000);
        await world.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        await world.PasteAsync("2", A);
        await world.RunLaneAsync();
        Assert.Equal(("uncertain", "uncertain"), (world.State(1), world.State(2)));
        foreach (var download in world.Server.Downloads)
        {
            world.Server.Complete(download.Id);
            await world.Server.SettleAsync();
        }

        Assert.Equal(("delivered", "delivered"), (world.State(1), world.State(2)));
    }

    [Fact]
    public async Task An_account_that_was_taken_out_of_the_configuration_leaves_no_order_behind()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing);
        await world.Store.InTransaction(tx =>
        {
            tx.Execute("DROP TRIGGER orders_move_only_so");
            tx.Execute("UPDATE orders SET state = 'submitting', account = 'gone'");
        });
        for (var i = 0; i < 3; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(31));
            await world.DeadlinesAsync();
        }

        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
    }

    [Fact]
    public async Task A_webhook_that_overtakes_its_own_answer_is_not_given_to_a_similar_order_in_doubt()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        await world.FundAsync("2", 50_000);
        world.Server.Options.Webhooks.Early.Next();
        await world.PasteAsync("2", "https://elements.envato.com/neon-city-opener-two-QRS5555");
        await world.RunLaneAsync();
        Assert.Equal(("uncertain", "delivered"), (world.State(1), world.State(2)));
        await world.CompleteAsync("ABC1234");
        Assert.Equal(("delivered", "delivered"), (world.State(1), world.State(2)));
        Assert.Equal(2, world.Value<long>("SELECT count(DISTINCT drive_link) FROM orders"));
    }

    [Fact]
    public async Task A_webhook_that_had_to_wait_for_anothers_answer_finds_its_order_then()
    {
        await using var world = await LostAsync(Fault.ResetsAfterActing);
        await world.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        await world.FundAsync("2", 50_000);
        world.Server.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromSeconds(10)), DigipanelOperations.Download);
        await world.PasteAsync("2", A);
        var run = world.Lane().RunOnceAsync(default);
        await world.UntilAnAnswerHangsAsync();
        Assert.Equal(2, world.Server.Downloads.Count);
        Assert.True(world.Server.Complete(world.Server.Downloads[0].Id));
        await world.Server.SettleAsync();
        world.Time.Advance(TimeSpan.FromSeconds(11));
        await run;
        Assert.Equal(("delivered", "submitted"), (world.State(1), world.State(2)));
        Assert.True(world.Server.Complete(world.Server.Downloads[1].Id));
        await world.Server.SettleAsync();
        Assert.Equal(("delivered", "delivered"), (world.State(1), world.State(2)));
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_order_was_given_up_as_hanging_still_tells_its_download()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        world.Server.Faults.Next(1, Fault.AnswersLate(TimeSpan.FromSeconds(10)), DigipanelOperations.Download);
        await world.PasteAsync("1", "https://app.envato.com/video-templates/0f7a2b34-1c2d-4e5f-8a9b-0c1d2e3f4a5b");
        var run = world.Lane().RunOnceAsync(default);
        await world.UntilAnAnswerHangsAsync();
        Assert.Single(world.Server.Downloads);
        world.Time.Jump(world.Time.GetUtcNow() + TimeSpan.FromMinutes(31)); // the clock was wrong, and is put right
        await world.DeadlinesAsync();
        Assert.Equal("uncertain", world.State(1));
        world.Time.Advance(TimeSpan.FromSeconds(11));
        await run;
        Assert.Equal("submitted", world.State(1));
        Assert.Equal(49_800, world.Value<long>("SELECT balance FROM digipanel_accounts"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_hold_the_lane_up()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        await world.Server.PauseAsync();
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        await world.Server.ResumeAsync();
        world.Time.Jump(world.Time.GetUtcNow() - TimeSpan.FromHours(7));
        await world.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal("submitted", world.State(1));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_keep_an_order_in_doubt()
    {
        await using var world = await LostAsync(Fault.ResetsBeforeActing);
        world.Time.Jump(world.Time.GetUtcNow() - TimeSpan.FromHours(7));
        await world.PassAsync(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(1));
        Assert.Equal("submitted", world.State(1));
    }

    private static async Task<DownloadsWorld> LostAsync(Fault fault, int times = 1, string links = A)
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        world.Server.Faults.Next(times, fault, DigipanelOperations.Download);
        await world.PasteAsync("1", links);
        await world.RunLaneAsync();
        return world;
    }
}
