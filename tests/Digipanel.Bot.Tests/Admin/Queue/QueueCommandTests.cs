using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Downloads;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Admin.Queue;

/// <summary>/antrian and the buttons under it. Whoever comes first, admin or webhook, the money moves once.</summary>
public sealed class QueueCommandTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-loops-XYZ98765";
    private const string Boss = "999";

    [Theory]
    [InlineData("id", "3/30 permintaan/menit terpakai", "menunggu: <b>1</b>", "Budi (1): 1, kurang dari 1 menit", "Tidak ada pesanan yang macet.")]
    [InlineData("en", "3/30 requests/minute used", "waiting: <b>1</b>", "Budi (1): 1, less than a minute", "No order is stuck.")]
    public async Task It_shows_lanes_their_budget_and_who_waits(string language, params string[] words)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.OrderAsync("1", $"{A} {B}"); // a reading of the balance, two submissions
        await world.PasteAsync("1", "https://elements.envato.com/third-of-them-THREE33");
        await world.PasteAsync(Boss, "/bahasa " + language);
        var answer = Assert.Single(await world.PasteAsync(Boss, "/antrian")).Text.Markup;
        Assert.All(words, word => Assert.Contains(word, answer, StringComparison.Ordinal));
        Assert.Contains("🟢 main", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_lane_and_the_alerts_that_stand_show()
    {
        await using var world = await DownloadsWorld.StartAsync(upstreamBalance: 0);
        await world.FundAsync("1", 50_000);
        await world.OrderAsync("1", A);
        var answer = Assert.Single(await world.PasteAsync(Boss, "/queue")).Text.Markup;
        Assert.Contains("🔴 main: berhenti (saldo habis)", answer, StringComparison.Ordinal);
        Assert.Contains("belum tahu kapan", answer, StringComparison.Ordinal);
        Assert.Contains("• saldo Digipanel main habis (402)", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_in_doubt_is_given_back_once_its_loss_is_booked_and_a_file_that_comes_later_is_free()
    {
        await using var world = await InDoubtAsync();
        var list = Assert.Single(await world.PasteAsync(Boss, "/antrian"));
        var yes = await AskAsync(world, DownloadsWorld.ActionOf(list, "atur:lihat:1"));
        Assert.Contains("sudah kembali", await world.PressAsync(Boss, yes), StringComparison.Ordinal);
        Assert.Contains("sudah berubah", await world.PressAsync(Boss, yes), StringComparison.Ordinal);
        Assert.Equal(("failed", 50_000, "1.1 given_up possible"), (world.State(1), world.Saldo("1"), world.Losses));
        Assert.Equal(1, world.Value<long>("SELECT count(*) FROM admin_log WHERE action = 'order.return' AND subject = '#1' AND before = 'uncertain'"));
        Assert.Single(world.Messages("1"), m => m.Text.Markup.Contains("gagal", StringComparison.Ordinal));

        await world.CompleteAsync("neon");
        Assert.Contains("gratis", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        Assert.Equal((50_000, "1.1 gift certain"), (world.Saldo("1"), world.Losses));
        world.AssertLosses();
    }

    [Fact]
    public async Task A_webhook_that_is_quicker_than_the_admin_leaves_nothing_to_give_back()
    {
        await using var world = await InDoubtAsync();
        var list = Assert.Single(await world.PasteAsync(Boss, "/antrian"));
        var yes = await AskAsync(world, DownloadsWorld.ActionOf(list, "atur:lihat:1"));
        await world.CompleteAsync("neon");
        Assert.Contains("sudah berubah", await world.PressAsync(Boss, yes), StringComparison.Ordinal);
        Assert.Equal(("delivered", 49_500, ""), (world.State(1), world.Saldo("1"), world.Losses));
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM admin_log"));
    }

    [Fact]
    public async Task An_order_whose_balance_was_not_asked_yet_is_given_back_and_the_lane_goes_on()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        await world.LoseAsync("1", A, Fault.ResetsBeforeActing);
        await GiveBackAsync(world, 1);
        Assert.Equal(("failed", 50_000), (world.State(1), world.Saldo("1")));
        await world.PasteAsync("1", B);
        await world.SecondsAsync(30);
        Assert.Equal("submitted", world.State(2));
        await world.CompleteAsync("piano");
        world.AssertLosses();
    }

    [Fact]
    public async Task A_download_that_hangs_can_be_asked_after_and_given_back()
    {
        await using var world = await DownloadsWorld.StartAsync(configure: s => s["Digipanel:PollAfter"] = "01:00:00");
        await world.FundAsync("1", 50_000);
        await world.OrderAsync("1", A);
        var sent = world.Messages(Boss).Count;
        await world.PressAsync(Boss, "atur:lihat:1");
        var view = world.Messages(Boss)[sent];
        var ask = DownloadsWorld.ActionOf(view, "atur:tanya");
        await world.PollAsync();
        Assert.Equal(0, world.Server.Calls.Of(DigipanelOperations.Details));
        Assert.Contains("ditanya sekarang", await world.PressAsync(Boss, ask), StringComparison.Ordinal);
        Assert.Contains("Sudah ditanyakan", await world.PressAsync(Boss, ask), StringComparison.Ordinal);
        await world.PollAsync();
        Assert.Equal(1, world.Server.Calls.Of(DigipanelOperations.Details));

        await GiveBackAsync(world, 1);
        Assert.Equal(("failed", 50_000, "1.1 never_finished possible"), (world.State(1), world.Saldo("1"), world.Losses));
        await world.CompleteAsync("neon");
        Assert.Equal((50_000, "1.1 gift certain"), (world.Saldo("1"), world.Losses));
    }

    [Fact]
    public async Task An_order_that_waits_is_taken_out_of_the_queue_and_its_customer_is_told_who_did_it()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", $"{A} {B}");
        await GiveBackAsync(world, 1);
        Assert.Equal(("failed", "accepted", 49_500), (world.State(1), world.State(2), world.Saldo("1")));
        Assert.Contains("dibatalkan oleh toko", world.LastMessage("1").Text.Markup, StringComparison.Ordinal);
        Assert.Equal("cancelled", world.Value<string>("SELECT reason FROM orders WHERE number = 1"));
        Assert.Equal("order.cancel", world.Value<string>("SELECT action FROM admin_log"));
        await world.RunLaneAsync();
        Assert.Equal(1, world.Posts);
    }

    [Fact]
    public async Task A_button_about_what_the_order_no_longer_is_shows_it_anew_and_moves_nothing()
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        var yes = await AskAsync(world, "atur:lihat:1");
        await world.RunLaneAsync();
        Assert.Contains("sudah berubah", await world.PressAsync(Boss, yes), StringComparison.Ordinal);
        Assert.Equal(("submitted", 49_500), (world.State(1), world.Saldo("1")));
    }

    [Theory]
    [InlineData("1", "atur:ya:1:accepted:0")]
    [InlineData(Boss, "atur:ya:1:accepted")]
    [InlineData(Boss, "atur:ya:1:delivered:0")]
    [InlineData(Boss, "atur:ya:99:accepted:0")]
    [InlineData(Boss, "atur:ya:x")]
    [InlineData(Boss, "atur")]
    [InlineData(Boss, "atur:tanya:1:accepted:0")]
    public async Task What_makes_no_sense_or_is_not_an_admins_press_moves_nothing(string user, string press)
    {
        await using var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.PasteAsync("1", A);
        await world.PressAsync(user, press);
        Assert.Equal(("accepted", 49_500), (world.State(1), world.Saldo("1")));
        Assert.Equal(0, world.Value<long>("SELECT count(*) FROM admin_log"));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task A_long_queue_is_one_message_with_ten_buttons_at_the_most(string language)
    {
        await using var world = await DownloadsWorld.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            var user = $"{100 + i}";
            await world.FundAsync(user, 50_000);
            await world.PasteAsync(user, $"https://elements.envato.com/{new string('w', 60)}-LONG{i:D4}");
        }

        await world.Store.InTransaction(tx => tx.Execute("UPDATE customers SET name = replace(hex(zeroblob(80)), '00', '<b>')"));
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.PasteAsync(Boss, "/bahasa " + language);
        var answer = Assert.Single(await world.PasteAsync(Boss, "/antrian"));
        Assert.InRange(answer.Text.Markup.Length, 500, 4_000);
        Assert.Equal(10, answer.Buttons.Sum(r => r.Count));
        Assert.DoesNotContain("<b><b>", answer.Text.Markup, StringComparison.Ordinal);
    }

    /// <summary>One order, charged, whose answer was lost.</summary>
    private static async Task<DownloadsWorld> InDoubtAsync()
    {
        var world = await DownloadsWorld.StartAsync();
        await world.FundAsync("1", 50_000);
        await world.RunLaneAsync();
        await world.LoseAsync("1", A, Fault.ResetsAfterActing);
        await world.SecondsAsync(20);
        Assert.Equal("uncertain", world.State(1));
        return world;
    }

    /// <summary>Looks, and asks for the money back; what the yes sends.</summary>
    private static async Task<string> AskAsync(DownloadsWorld world, string look)
    {
        var before = world.Messages(Boss).Count;
        await world.PressAsync(Boss, look);
        await world.PressAsync(Boss, DownloadsWorld.ActionOf(world.Messages(Boss)[before], "atur:uang"));
        return DownloadsWorld.ActionOf(world.Messages(Boss)[before + 1], "atur:ya");
    }

    private static async Task GiveBackAsync(DownloadsWorld world, long number) => await world.PressAsync(Boss, await AskAsync(world, $"atur:lihat:{number}"));
}
