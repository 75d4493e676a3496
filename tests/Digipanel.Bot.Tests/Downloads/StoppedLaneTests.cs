using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>401 and 402 are the shop's trouble: admins are told once, orders wait, customers are told once.</summary>
public sealed class StoppedLaneTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";

    [Fact]
    public async Task An_empty_account_stops_the_lane_and_a_topup_starts_it_again()
    {
        await using var world = await DownloadsWorld.StartAsync(upstreamBalance: 200);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", $"{A} {B}");
        await world.RunLaneAsync();
        await world.PassAsync(TimeSpan.FromMinutes(5));
        string[] states = [world.State(1), world.State(2)]; // two at once: which of them was paid for is Digipanel's to say
        Assert.Equal<string>(["accepted", "submitted"], [.. states.Order(StringComparer.Ordinal)]);
        Assert.Single(world.AdminMessages, m => m.Text.Markup.Contains("habis (402)", StringComparison.Ordinal));
        Assert.Single(world.Messages("1"), m => m.Text.Markup.Contains("Maaf, server download lagi ada kendala", StringComparison.Ordinal));
        Assert.InRange(world.Posts, 2, 2);

        // Who orders now is told at once, in the same message.
        await world.FundAsync("2", 50_000);
        var answer = Assert.Single(await world.PasteAsync("2", A));
        Assert.Contains("ada kendala", answer.Text.Markup, StringComparison.Ordinal);

        world.Server.TopUp(DownloadsWorld.Main, 50_000);
        await world.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(("submitted", "submitted"), (world.State(2), world.State(3)));
        Assert.Single(world.AdminMessages, m => m.Text.Markup.Contains("jalan lagi", StringComparison.Ordinal));
        Assert.Single(world.Messages("2"));
    }

    [Fact]
    public async Task A_wrong_key_is_found_at_the_start_before_any_order()
    {
        await using var world = await DownloadsWorld.StartAsync(configure: s => s["Digipanel:Accounts:0:ApiKey"] = "dgp_sk_wrong");
        await world.RunLaneAsync();
        Assert.Single(world.AdminMessages, m => m.Text.Markup.Contains("(401)", StringComparison.Ordinal));
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal("accepted", world.State(1));
        Assert.Equal(0, world.Posts);
        Assert.InRange(world.Server.Calls.Of(DigipanelOperations.Balance), 5, 12);
        Assert.Single(world.AdminMessages);
    }

    [Fact]
    public async Task Orders_that_wait_too_long_give_the_money_back()
    {
        await using var world = await DownloadsWorld.StartAsync(upstreamBalance: 0);
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", $"{A} {B}");
        await world.PassAsync(OrderDeadlines.WaitMax + TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
        Assert.Equal(("failed", "failed", 50_000), (world.State(1), world.State(2), world.Saldo("1")));
        Assert.Contains("Antrean terlalu lama", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_stopped_account_leaves_the_work_to_the_other()
    {
        await using var world = await DownloadsWorld.StartAsync(accounts: 2, configure: s => s["Digipanel:Accounts:1:ApiKey"] = "dgp_sk_wrong");
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync("extra-1");
        await world.PasteAsync("1", $"{A} {B}");
        await world.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(("submitted", "submitted"), (world.State(1), world.State(2)));
        Assert.DoesNotContain(world.Messages("1"), m => m.Text.Markup.Contains("ada kendala", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_402_whose_balance_looks_fine_does_not_make_the_lane_flap()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        world.Server.Faults.Next(1_000, Fault.Answers(402), DigipanelOperations.Download);
        await world.PasteAsync("1", A);
        await world.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));
        Assert.InRange(world.Posts, 1, 6);
        Assert.Single(world.AdminMessages);

        world.Server.Faults.Clear();
        await world.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));
        Assert.Equal("submitted", world.State(1));
        Assert.Equal(2, world.AdminMessages.Count); // and that it is over
    }

    [Fact]
    public async Task A_low_balance_is_told_once_and_taken_back()
    {
        await using var world = await DownloadsWorld.StartAsync(upstreamBalance: 4_000);
        await world.RunLaneAsync();
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.RunLaneAsync();
        Assert.Single(world.AdminMessages, m => m.Text.Markup.Contains("cukup untuk 20 download", StringComparison.Ordinal));
        world.Server.TopUp(DownloadsWorld.Main, 50_000);
        await world.PasteAsync("1", B);
        await world.RunLaneAsync();
        Assert.Single(world.AdminMessages, m => m.Text.Markup.Contains("aman lagi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_from_before_the_stop_is_no_all_clear()
    {
        using var test = new TestStore();
        var alerts = new AdminAlerts(new AdminOptions { Admins = ["telegram:999"] });
        var options = new DigipanelOptions { Accounts = [new Digipanel.Bot.Downloads.DigipanelAccount { Name = "main" }] };
        var books = new SubmissionBooks(options, alerts);
        var customer = await test.NewCustomerAsync();
        var (first, second) = await test.Store.InTransaction(tx =>
        {
            Ledger.Post(tx, TransferKind.TopUp, customer.Id, new Rupiah(10_000), "topup:1");
            new OrderDesk(new Ids(test.Time), new Prices(new ShopOptions()), new ShopOptions(), options).Buy(tx, customer, LinkFinder.Find($"{A} {B}", []).Items);
            LaneBooks.EnsureRow(tx, "main");
            LaneBooks.Seen(tx, "main", new BalanceOutcome.Known(200, 200), quiet: true, alerts);
            return (SubmissionBooks.Claim(tx, "main")!, SubmissionBooks.Claim(tx, "main")!);
        });

        // Both were under way; the first took the last money, and its answer was the slower one.
        await test.Store.InTransaction(tx => books.Record(tx, second, new SubmitOutcome.NoBalance(), alone: false));
        await test.Store.InTransaction(tx => books.Record(tx, first, new SubmitOutcome.Accepted("d1", null, 200, 0), alone: false));
        Assert.Equal<string>(["digipanel:main:low", "digipanel:main:no_balance"], [.. test.Store.Read(c => AdminAlerts.Standing(c, "digipanel:")).Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public async Task A_clock_set_back_does_not_keep_an_idle_lane_from_putting_its_books_right()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.OrderAsync("1", A);
        await world.FailIdAsync(world.Download("neon").Id);
        Assert.Equal(0, world.Value<long>("SELECT balance_exact FROM digipanel_accounts")); // a refund is due
        world.Time.Jump(world.Time.GetUtcNow() - TimeSpan.FromDays(1));
        await world.SecondsAsync(60);
        Assert.Equal(1, world.Value<long>("SELECT balance_exact FROM digipanel_accounts"));
    }
}
