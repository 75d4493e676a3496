using Digipanel.Bot.Tests.Downloads;
using Digipanel.Bot.Tests.Joining;
using static Digipanel.Bot.Tests.Pricing.PriceSteps;

namespace Digipanel.Bot.Tests.Pricing;

/// <summary>What customers pay: the lowest of everybody's price, their step's and their group's, as it was when they sent the message.</summary>
public sealed class PriceTests
{
    [Fact]
    public async Task A_new_price_is_what_everything_shows_and_takes()
    {
        await using var world = await FundedAsync();
        await world.PasteAsync("1", "", Links(1));
        await world.SetPriceAsync("450");
        await world.PasteAsync("1", "", Links(2, from: 1));
        Assert.Equal("500×1 450×2", world.Paid());
        Assert.Equal(50_000 - 500 - 900, world.Saldo("1"));
        foreach (var command in new[] { "/start", "/harga", "/bantuan" })
        {
            Assert.Contains("Rp 450", Assert.Single(await world.PasteAsync("1", command)).Text.Markup, StringComparison.Ordinal);
        }

        Assert.Contains("Cukup untuk 108 download", Assert.Single(await world.PasteAsync("1", "/saldo")).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_is_reached_after_its_orders_and_a_message_that_passes_it_has_one_price()
    {
        await using var world = await FundedAsync();
        await world.SetPriceAsync("3=450 5=400");
        await world.OrderLinksAsync("1", 2);
        await world.OrderLinksAsync("1", 3, from: 2); // the third to the fifth, at the price of the third
        Assert.Equal("500×5", world.Paid());
        await world.PasteAsync("1", "", Links(1, from: 5));
        Assert.Equal("500×5 400×1", world.Paid());
        await world.FundAsync("2", 5_000);
        await world.PasteAsync("2", "", Links(1));
        Assert.Equal(4_500, world.Saldo("2"));
    }

    [Fact]
    public async Task Steps_that_come_later_count_the_orders_of_the_month_from_before_them()
    {
        await using var world = await FundedAsync();
        await world.OrderLinksAsync("1", 3);
        await world.SetPriceAsync("3=450");
        await world.PasteAsync("1", "", Links(1, from: 3));
        Assert.Equal("500×3 450×1", world.Paid());
    }

    [Fact]
    public async Task Orders_that_wait_and_can_be_taken_back_bring_no_step_nearer()
    {
        await using var world = await FundedAsync();
        await world.SetPriceAsync("3=450");
        await world.PasteAsync("1", "", Links(3));
        await world.PasteAsync("1", "", Links(1, from: 3));
        await world.PasteAsync("1", "/batal semua");
        Assert.Equal(("500×4", 50_000), (world.Paid(), world.Saldo("1")));
    }

    [Fact]
    public async Task An_order_that_failed_counts_no_more()
    {
        await using var world = await FundedAsync();
        await world.SetPriceAsync("3=450");
        await world.OrderLinksAsync("1", 3);
        Assert.Contains("setelah 3 pesanan: Rp 450", await PricesSeenAsync(world), StringComparison.Ordinal);
        Assert.Contains("Harga kamu: <b>Rp 450</b>", await PricesSeenAsync(world), StringComparison.Ordinal);
        await world.FailIdAsync(world.Value<string>("SELECT download_id FROM orders WHERE number = 3"));
        Assert.Equal("failed", world.State(3));
        Assert.Contains("1 pesanan lagi, harganya jadi <b>Rp 450</b>", await PricesSeenAsync(world), StringComparison.Ordinal);
        await world.PasteAsync("1", "", Links(1, from: 3));
        Assert.Equal("500×4", world.Paid());
    }

    [Fact]
    public async Task A_month_ends_at_midnight_in_Jakarta()
    {
        await using var world = await FundedAsync();
        await world.SetPriceAsync("1=450");
        await world.OrderLinksAsync("1", 1);
        world.Time.Advance(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.FromHours(7)) - world.Time.GetUtcNow());
        await world.PasteAsync("1", "", Links(1, from: 1));
        Assert.Equal("500×1 450×1", world.Paid());
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.OrderLinksAsync("1", 1, from: 2);
        Assert.Equal("500×2 450×1", world.Paid());
        Assert.Contains("diproses bulan ini: <b>1</b>", await PricesSeenAsync(world), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_over_a_months_end_keeps_nobody_from_buying()
    {
        await using var world = await FundedAsync();
        await world.SetPriceAsync("2=450");
        var november = world.Time.GetUtcNow();
        await world.OrderLinksAsync("1", 1);
        world.Time.Jump(november.AddMonths(-1));
        await world.PasteAsync("1", "", Links(1, from: 1));
        world.Time.Jump(november.AddHours(1));
        await PricesSeenAsync(world); // counts anew, back to the first order of another month
        await world.FailIdAsync(world.Value<string>("SELECT download_id FROM orders WHERE number = 1"));
        Assert.Equal("failed", world.State(1));
        await world.PasteAsync("1", "", Links(1, from: 2));
        Assert.Equal("500×3", world.Paid());
    }

    [Fact]
    public async Task Joined_accounts_have_one_count_and_one_group()
    {
        await using var world = await Joined.ShopAsync();
        await world.SetPriceAsync("2=450");
        await world.OrderLinksAsync(Joined.Telegram, 1);
        await world.OrderLinksAsync(Joined.WhatsApp, 1, from: 1);
        await world.JoinAsync();
        Assert.Contains("Harga kamu: <b>Rp 450</b>", await PricesSeenAsync(world, Joined.WhatsApp), StringComparison.Ordinal);
        await world.SetPriceAsync("reseller 300");
        await world.PasteAsync(Boss, $"/grup {Joined.WhatsApp} reseller");
        Assert.Contains("Harga kamu: <b>Rp 300</b>", await PricesSeenAsync(world, Joined.Telegram), StringComparison.Ordinal);
        world.AssertAudits();
    }

    [Fact]
    public async Task A_group_pays_the_lowest_of_its_price_its_steps_and_everybodys()
    {
        await using var world = await FundedAsync();
        await world.SetPriceAsync("reseller 400 2=350");
        await world.PasteAsync(Boss, "/grup 1 reseller");
        Assert.Contains("harga kamu <b>Rp 400</b>", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        await world.OrderLinksAsync("1", 2);
        await world.PasteAsync("1", "", Links(1, from: 2));
        Assert.Equal("400×2 350×1", world.Paid());
        Assert.Contains("Harga khusus reseller", await PricesSeenAsync(world), StringComparison.Ordinal);
        await world.SetPriceAsync("300");
        await world.PasteAsync("1", "", Links(1, from: 3));
        await world.PasteAsync(Boss, "/grup 1 -");
        await world.SetPriceAsync("450");
        await world.PasteAsync("1", "", Links(1, from: 4));
        Assert.Equal("400×2 350×1 300×1 450×1", world.Paid());
    }

    [Fact]
    public async Task A_question_about_links_is_asked_anew_when_the_price_is_another_by_then()
    {
        await using var world = await FundedAsync();
        var yes = DownloadsWorld.ActionOf(Assert.Single(await world.PasteAsync("1", "", Links(12))), "beli:ya");
        await world.SetPriceAsync("600");
        Assert.Contains("Rp 600", await world.PressAsync("1", yes), StringComparison.Ordinal);
        Assert.Equal((50_000, ""), (world.Saldo("1"), world.Paid()));
        await world.PressAsync("1", DownloadsWorld.ActionOf(world.LastMessage("1"), "beli:ya"));
        Assert.Equal("600×12", world.Paid());
    }

    [Fact]
    public async Task Kept_links_and_buying_again_ask_anew_as_well()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 1_000);
        await world.PasteAsync("1", "", Links(4));
        await world.FundAsync("1", 2_000);
        var goOn = DownloadsWorld.ActionOf(world.LastMessage("1"), "lanjut:");
        await world.SetPriceAsync("400");
        Assert.Contains("Rp 400", await world.PressAsync("1", goOn), StringComparison.Ordinal);
        Assert.Equal("500×2", world.Paid());
        await world.PressAsync("1", DownloadsWorld.ActionOf(world.LastMessage("1"), "lanjut:"));
        Assert.Equal("500×2 400×2", world.Paid());
        await world.RunLaneAsync();
        await world.CompleteIdAsync(world.Server.Downloads[0].Id);
        Assert.Contains("Rp 400", await world.PressAsync("1", "lagi:1:500"), StringComparison.Ordinal);
        Assert.Equal("500×2 400×2", world.Paid());
    }

    private static async Task<DownloadsWorld> FundedAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        return world;
    }

    private static async Task<string> PricesSeenAsync(DownloadsWorld world, string user = "1") => Assert.Single(await world.PasteAsync(user, "/harga")).Text.Markup;
}
