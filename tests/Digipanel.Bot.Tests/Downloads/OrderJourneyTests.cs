using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Wallets;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class OrderJourneyTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task A_pasted_link_is_held_submitted_delivered_and_captured()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        var answer = Assert.Single(await world.PasteAsync("1", $"kak minta ini ya {A} makasih"));
        Assert.Contains("#1", answer.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Neon city opener", answer.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Rp 49.500", answer.Text.Markup, StringComparison.Ordinal);
        Assert.Equal((49_500, 500), (world.Saldo("1"), world.Sum("held")));

        await world.RunLaneAsync();
        Assert.Equal("submitted", world.State(1));
        await world.CompleteAsync("neon");
        Assert.Equal("delivered", world.State(1));
        Assert.Equal((49_500, 0, 500), (world.Saldo("1"), world.Sum("held"), world.Sum("sales")));

        var delivery = world.LastMessage("1");
        var download = world.Download("neon");
        foreach (var part in new[] { "#1", download.Title, download.DriveLink!, download.LicenseLink! })
        {
            Assert.Contains(part, delivery.Text.Markup, StringComparison.Ordinal);
        }

        Assert.Equal<string>([download.DriveLink!, download.LicenseLink!], [.. delivery.Buttons.SelectMany(r => r).Select(b => b.Url!)]);
    }

    [Fact]
    public async Task Several_links_are_one_answer_and_duplicates_count_once()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        var answer = Assert.Single(await world.PasteAsync("1", $"{A} {B} dan {A}?utm=1", B + "#x", "https://elements.envato.com/de/vintage-paper-QWERTY77"));
        Assert.Contains("3 pesanan", answer.Text.Markup, StringComparison.Ordinal);
        Assert.Equal(48_500, world.Saldo("1"));
        await world.RunLaneAsync();
        Assert.Equal(3, world.Server.Downloads.Count);
    }

    [Fact]
    public async Task A_link_in_progress_is_not_bought_again_but_a_delivered_one_is()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.FundAsync("2", 50_000);
        await world.PasteAsync("1", A);
        var again = Assert.Single(await world.PasteAsync("1", $"{A}?x=2"));
        Assert.Contains("Masih diproses", again.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("#1", again.Text.Markup, StringComparison.Ordinal);
        Assert.Equal(49_500, world.Saldo("1"));

        await world.PasteAsync("2", A); // somebody else's order is their own
        Assert.Equal(49_500, world.Saldo("2"));
        await world.RunLaneAsync();
        await world.CompleteAsync("neon");
        Assert.Equal("delivered", world.State(2));
        Assert.True(world.Server.Complete(world.Server.Downloads[0].Id));
        await world.Server.SettleAsync();
        await world.PasteAsync("1", A); // within a day it is sent again instead
        Assert.Equal(49_500, world.Saldo("1"));
        world.Time.Advance(TimeSpan.FromHours(25));
        await world.PasteAsync("1", A);
        Assert.Equal(49_000, world.Saldo("1"));
    }

    [Fact]
    public async Task What_cannot_be_bought_is_named_with_what_can_and_costs_nothing()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        var answer = Assert.Single(await world.PasteAsync(
            "1", "https://themeforest.net/item/avada/2833226 https://elements.envato.com/fonts https://a@elements.envato.com/x-ABC1234 https://example.com/<b>"));
        foreach (var part in new[] { "themeforest.net", "elements.envato.com/fonts", "bukan halaman item", "link rusak", "example.com", "https://elements.envato.com/nama-item" })
        {
            Assert.Contains(part, answer.Text.Markup, StringComparison.Ordinal);
        }

        Assert.Equal(50_000, world.Saldo("1"));
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Too_little_saldo_buys_what_it_covers_and_says_what_is_missing()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 700);
        var answer = Assert.Single(await world.PasteAsync("1", $"{A} {B}"));
        Assert.Contains("Neon city opener", answer.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Soft piano loops", answer.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("kurang <b>Rp 300</b>", answer.Text.Markup, StringComparison.Ordinal);
        Assert.Equal("topup:10000", answer.Buttons[0][0].Action);
        Assert.Equal(200, world.Saldo("1"));
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task The_offered_topup_covers_a_large_shortfall_in_whole_thousands()
    {
        await using var world = await DownloadsWorld.StartAsync(configure: s => s["Shop:PricePerDownload"] = "7777");
        var answer = Assert.Single(await world.PasteAsync("1", $"{A} {B}"));
        Assert.Equal("topup:16000", answer.Buttons[0][0].Action);
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM orders"));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task A_hundred_links_with_every_kind_of_trouble_fit_short_messages(string language)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 30_000);
        await world.PasteAsync("1", "/bahasa " + language);
        string[] links = [.. Enumerable.Range(0, 130).Select(i => $"https://elements.envato.com/{new string('w', 40)}-{new string('x', 40)}-{i:D3}-ABCD{i:D4}")];
        await world.PasteManyAsync("1", links[..20]);
        string[] bad = [.. Enumerable.Range(0, 40).Select(i => $"https://elements.envato.com/category-{new string('y', 80)}-{i}")];
        var question = Assert.Single(await world.PasteAsync("1", "https://themeforest.net/a", [.. links, .. bad]));
        Assert.InRange(question.Text.Markup.Length, 500, 3_000);
        Assert.Equal(20, world.Value<long>("SELECT count(*) FROM orders"));
        await world.PressAsync("1", DownloadsWorld.ActionOf(question, "beli:ya"));
        Assert.Equal(60, world.Value<long>("SELECT count(*) FROM orders"));
        Assert.All(world.Messages("1"), m => Assert.InRange(m.Text.Markup.Length, 10, 3_000));
        Assert.NotEmpty(world.LastMessage("1").Buttons);
    }

    [Fact]
    public async Task A_message_without_links_is_somebody_elses()
    {
        await using var world = await DownloadsWorld.StartAsync();
        var answer = Assert.Single(await world.PasteAsync("1", "halo kak"));
        Assert.DoesNotContain("pesanan masuk", answer.Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_link_gives_the_money_back_with_the_reason()
    {
        await using var world = await DownloadsWorld.StartAsync();
        world.Server.Options.Refuses = _ => true;
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        Assert.Equal("failed", world.State(1));
        Assert.Equal(50_000, world.Saldo("1"));
        Assert.Contains("tidak bisa didownload", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        Assert.Contains("Rp 50.000", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gagal", "download.completed")]
    [InlineData("REFUNDED", "download.failed")]
    public async Task A_failed_download_gives_the_money_back(string status, string name)
    {
        await using var world = await DownloadsWorld.StartAsync();
        (world.Server.Options.FailureStatus, world.Server.Options.FailureEvent) = (status, name);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        Assert.True(world.Server.Fail(world.Download("neon").Id));
        await world.Server.SettleAsync();
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        Assert.Contains("gagal di server", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_links_do_not_delay_anothers_one()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 100_000);
        await world.FundAsync("2", 100_000);
        await world.PasteManyAsync("1", [.. Enumerable.Range(0, 100).Select(i => $"https://elements.envato.com/bulk-item-BULK{i:D4}")]);
        await world.RunLaneAsync();
        await world.PasteAsync("2", A);
        await world.PassAsync(TimeSpan.FromSeconds(62), TimeSpan.FromSeconds(62));
        var place = world.Server.Downloads.Select((d, i) => (d, i)).Single(p => p.d.Url == A).i;
        var before = world.Server.Downloads.Count(d => d.AcceptedAt < world.Download("neon").AcceptedAt);
        Assert.InRange(place - before, 0, 16); // among the first of its minute, not after a hundred
        Assert.InRange(world.Server.Downloads.Count, 31, 60);
    }

    [Theory]
    [InlineData(LimitKind.FixedWindow, true)]
    [InlineData(LimitKind.FixedWindow, false)]
    [InlineData(LimitKind.SlidingWindow, true)]
    [InlineData(LimitKind.SlidingWindow, false)]
    public async Task A_hundred_links_use_the_whole_budget_and_no_429(LimitKind limit, bool headers)
    {
        await using var world = await DownloadsWorld.StartAsync(new DigipanelServerOptions
        {
            Accounts = [new DigipanelAccountSeed(DownloadsWorld.Main, "dgp_sk_main", DownloadsWorld.Secret)],
            ProcessingTime = Timeout.InfiniteTimeSpan, Limit = limit, RateLimitHeaders = headers,
        });
        await world.FundAsync("1", 100_000);
        await world.PasteManyAsync("1", [.. Enumerable.Range(0, 100).Select(i => $"https://elements.envato.com/bulk-item-BULK{i:D4}")]);
        await world.PassAsync(TimeSpan.FromSeconds(200), TimeSpan.FromSeconds(1));
        Assert.Equal(0, world.Server.RateLimited);
        Assert.Equal(100, world.Server.Downloads.Count);
    }

    [Fact]
    public async Task A_429_puts_the_order_back_at_its_place()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.RunLaneAsync();
        world.Server.Faults.Next(1, Fault.TooManyRequests(7), DigipanelOperations.Download);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", $"{A} {B}");
        await world.RunLaneAsync();
        await world.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal(2, world.Server.Downloads.Count);
        Assert.Equal(0, world.Value<long>("SELECT sum(doubts) FROM orders"));
        Assert.Equal("submitted", world.State(1));
    }

    [Fact]
    public async Task A_lost_webhook_is_asked_after()
    {
        await using var world = await DownloadsWorld.StartAsync();
        world.Server.Options.Webhooks.Lost.Next(1);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        await world.CompleteAsync("neon");
        await world.PollAsync();
        Assert.Equal("submitted", world.State(1)); // not before PollAfter
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.PollAsync();
        Assert.Equal("delivered", world.State(1));
    }

    [Fact]
    public async Task Polls_of_a_silent_download_grow_rarer_and_after_a_day_the_money_goes_back()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        await world.PassAsync(TimeSpan.FromHours(24.5), TimeSpan.FromMinutes(5));
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        Assert.InRange(world.Server.Calls.Of(DigipanelOperations.Details), 10, 60);
        Assert.Contains(world.AdminMessages, m => m.Text.Markup.Contains("24 jam", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_history_shows_orders_newest_first_with_their_links()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        await world.CompleteAsync("neon");
        await world.PasteAsync("1", B);
        var history = Assert.Single(await world.PasteAsync("1", "/riwayat")).Text.Markup;
        Assert.Contains(world.Download("neon").DriveLink!, history, StringComparison.Ordinal);
        Assert.True(history.IndexOf("#2", StringComparison.Ordinal) < history.IndexOf("#1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_accounts_share_the_orders()
    {
        await using var world = await DownloadsWorld.StartAsync(accounts: 2);
        await world.FundAsync("1", 100_000);
        await world.PasteManyAsync("1", [.. Enumerable.Range(0, 50).Select(i => $"https://elements.envato.com/bulk-item-BULK{i:D4}")]);
        await world.RunLaneAsync();
        await world.RunLaneAsync("extra-1");
        Assert.Equal(50, world.Server.Downloads.Count);
        Assert.Equal(2, world.Server.Downloads.GroupBy(d => d.Account, StringComparer.Ordinal).Count());
        foreach (var download in world.Server.Downloads)
        {
            world.Server.Complete(download.Id);
        }

        await world.Server.SettleAsync();
        Assert.Equal(50, world.Value<long>("SELECT count(*) FROM orders WHERE state = 'delivered'"));
    }

    [Fact]
    public async Task A_title_that_the_database_cannot_hold_does_not_keep_the_file_back()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", "https://elements.envato.com/neon-city-opener-ABC1234");
        await world.RunLaneAsync();
        await world.Server.SendWebhookAsync(world.Download("neon").Id, new DigipanelForgery { Title = "\0Neon", Status = "berhasil", DriveLink = "https://drive.google.com/x" });
        Assert.Equal("delivered", world.State(1));
    }

    [Fact]
    public async Task An_order_whose_books_are_broken_keeps_no_other_from_its_poll_or_its_deadline()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", $"{A} {B}");
        await world.RunLaneAsync();

        // A settle key that is taken can only be a bug; its order cannot end.
        await world.Store.InTransaction(tx => Ledger.Post(tx, TransferKind.Credit, 1, new Rupiah(1), "order:1:settle"));
        world.Server.Options.Webhooks.Lost.Always = true;
        await world.CompleteAsync("soft");
        await world.CompleteAsync("neon");
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(("submitted", "delivered"), (world.State(1), world.State(2)));

        await world.Store.InTransaction(tx => LaneBooks.Stop(tx, DownloadsWorld.Main, LaneBooks.Unauthorized, new DigipanelOptions(), new AdminAlerts(new AdminOptions())));
        await world.PasteAsync("1", "https://elements.envato.com/vintage-paper-QWERTY77");
        world.Time.Advance(TimeSpan.FromHours(25));
        await world.DeadlinesAsync();
        Assert.Equal(("submitted", "failed"), (world.State(1), world.State(3)));
        Assert.Equal(49_001, world.Saldo("1"));
    }

    [Fact]
    public async Task A_bot_that_was_down_for_a_day_asks_before_it_gives_up()
    {
        await using var world = await DownloadsWorld.StartAsync();
        world.Server.Options.Webhooks.Lost.Always = true;
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", $"{A} {B}");
        await world.RunLaneAsync();
        await world.CompleteAsync("neon");
        world.Time.Advance(TimeSpan.FromHours(25));
        await world.RestartAsync();
        await world.DeadlinesAsync();
        await world.PollAsync();
        await world.DeadlinesAsync();
        Assert.Equal(("delivered", "failed"), (world.State(1), world.State(2)));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_put_polls_off()
    {
        await using var world = await DownloadsWorld.StartAsync();
        world.Server.Options.Webhooks.Lost.Always = true;
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        await world.CompleteAsync("neon");
        world.Time.Jump(world.Time.GetUtcNow() - TimeSpan.FromHours(7));
        await world.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal("delivered", world.State(1));
    }
}
