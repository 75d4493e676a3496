using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Wallets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Broadcasts;

/// <summary>What is due and must not begin by itself waits for an admin, before its first message.</summary>
public sealed class BroadcastHoldTests
{
    private const int Other = 555;
    private static readonly TimeSpan InAnHour = TimeSpan.FromHours(1);

    [Fact]
    public async Task One_scheduled_by_somebody_who_is_no_admin_any_more_waits_until_an_admin_lets_it_go()
    {
        using var bench = new BroadcastBench();
        var id = await ScheduledAsync(bench);
        bench.Admins = [$"telegram:{Other}"];
        await bench.DieAsync();
        bench.Time.Advance(InAnHour);
        await bench.TurnAsync();
        Assert.Empty(bench.Telegram.To("Promo!"));
        Assert.Equal(BroadcastState.Paused, bench.Find(id).State);
        Assert.Contains("bukan admin lagi", bench.Card(id).Text.Markup, StringComparison.Ordinal);

        // Each of the admins once, and not who is none.
        await LookAsync(bench);
        await LookAsync(bench);
        var told = bench.Telegram.Sent.Where(s => s.Text.Contains("/broadcast daftar", StringComparison.Ordinal)).ToList();
        Assert.Equal($"{Other}", Assert.Single(told).ChatId);
        Assert.Contains("bukan admin lagi", told[0].Text, StringComparison.Ordinal);

        // Its maker cannot let it go any more; the others find it on the list.
        await bench.PressAsync(ButtonOf(bench, id, "lanjut"));
        await bench.TurnAsync();
        Assert.Empty(bench.Telegram.To("Promo!"));
        await bench.PressAsync($"siaran:{id}:lihat", by: Other);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await LookAsync(bench);
        Assert.Single(bench.Telegram.Sent, s => s.ChatId == $"{Other}" && s.Text.Contains("Tekan <b>Lanjut</b>", StringComparison.Ordinal));
        await bench.PressAsync(ButtonOf(bench, id, "lanjut"), by: Other);
        await bench.RunToEndAsync(id, TimeSpan.FromSeconds(1), InAnHour);
        Assert.Equal("sent 5", bench.Counts(id));
        await LookAsync(bench);
        Assert.Single(bench.Telegram.Sent, s => s.ChatId == $"{Other}" && s.Text.Contains("sudah diputuskan", StringComparison.Ordinal));
        Assert.Empty(Standing(bench));
    }

    [Fact]
    public async Task One_whose_time_passed_by_more_than_an_hour_while_the_bot_was_down_waits_and_goes_when_an_admin_says_so()
    {
        using var bench = new BroadcastBench();
        var id = await ScheduledAsync(bench);
        bench.Time.Advance(InAnHour + TimeSpan.FromMinutes(60) + TimeSpan.FromSeconds(1));
        await bench.DieAsync();
        await bench.TurnAsync();
        Assert.Empty(bench.Telegram.To("Promo!"));
        Assert.Equal(BroadcastState.Paused, bench.Find(id).State);
        Assert.Contains($"lewat dari jadwal {TextsOf.Language("id").Time(bench.Find(id).Due!.Value)}", bench.Card(id).Text.Markup, StringComparison.Ordinal);
        await LookAsync(bench);
        Assert.Single(bench.Telegram.Sent, s => s.Text.Contains("/broadcast daftar", StringComparison.Ordinal));
        Assert.Equal($"broadcast:{id}:late", Assert.Single(Standing(bench)));

        // Not held once more for the same hour.
        await bench.PressAsync(ButtonOf(bench, id, "lanjut"));
        await bench.RunToEndAsync(id, TimeSpan.FromSeconds(1), InAnHour);
        Assert.Equal((BroadcastState.Done, "sent 4"), (bench.Find(id).State, bench.Counts(id)));
    }

    [Fact]
    public async Task Up_to_an_hour_late_it_goes_out()
    {
        using var bench = new BroadcastBench();
        var id = await ScheduledAsync(bench);
        bench.Time.Advance(InAnHour + TimeSpan.FromMinutes(60));
        await bench.DieAsync();
        await bench.RunToEndAsync(id, TimeSpan.FromSeconds(1), InAnHour);
        Assert.Equal((BroadcastState.Done, "sent 4"), (bench.Find(id).State, bench.Counts(id)));
        await LookAsync(bench);
        Assert.DoesNotContain(bench.Telegram.Sent, s => s.Text.Contains("/broadcast daftar", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelled_while_it_is_held_it_goes_to_nobody_and_the_alert_is_over()
    {
        using var bench = new BroadcastBench();
        var id = await ScheduledAsync(bench);
        bench.Time.Advance(TimeSpan.FromHours(9));
        await bench.TurnAsync();
        await LookAsync(bench);
        var open = Assert.Single(bench.Test.Store.Read(c => LedgerAudit.Run(c, bench.Time.GetUtcNow())).Open, o => o.What == "broadcasts under way");
        Assert.Equal(bench.Find(id).Due, open.Oldest);
        Assert.Contains("ditahan", TextsOf.Language("id").BroadcastLine(BroadcastListForm.Of(bench.Find(id), new BroadcastCounts())).Markup, StringComparison.Ordinal);
        await bench.PressAsync(ButtonOf(bench, id, "batal"));
        await bench.TurnAsync();
        await LookAsync(bench);
        Assert.Equal(BroadcastState.Cancelled, bench.Find(id).State);
        Assert.Empty(bench.Telegram.To("Promo!"));
        Assert.Empty(Standing(bench));
    }

    [Fact]
    public async Task One_that_is_held_keeps_no_other_waiting()
    {
        using var bench = new BroadcastBench();
        var held = await ScheduledAsync(bench);
        var next = await bench.DraftAsync("Kedua", bench.Time.GetUtcNow() + TimeSpan.FromHours(8.5));
        await bench.MoveAsync(next, BroadcastState.Ready, BroadcastState.Draft);
        bench.Time.Advance(TimeSpan.FromHours(9));
        await bench.RunToEndAsync(next, TimeSpan.FromSeconds(1), InAnHour);
        Assert.Equal((BroadcastState.Paused, BroadcastState.Done), (bench.Find(held).State, bench.Find(next).State));
    }

    private static async Task<long> ScheduledAsync(BroadcastBench bench)
    {
        await bench.PeopleAsync(3);
        var id = await bench.DraftAsync(due: bench.Time.GetUtcNow() + InAnHour);
        await bench.MoveAsync(id, BroadcastState.Ready, BroadcastState.Draft);
        await bench.ShowAsync();
        bench.Telegram.Clear();
        return id;
    }

    private static async Task LookAsync(BroadcastBench bench)
    {
        var alerts = new AdminAlerts(new AdminOptions { Admins = bench.Admins });
        using var troubles = new TroublePump([new HeldTrouble()], alerts, bench.Test.Store, bench.Time, NullLogger<TroublePump>.Instance);
        await troubles.RunOnceAsync(default);
        while (await bench.Outbox.RunOnceAsync(default))
        {
        }
    }

    private static IReadOnlyList<string> Standing(BroadcastBench bench) => bench.Test.Store.Read(c => AdminAlerts.Standing(c, "broadcast:"));

    private static string ButtonOf(BroadcastBench bench, long id, string what) =>
        bench.Card(id).Buttons.SelectMany(b => b).Select(b => b.Action!).Single(a => a.Contains($":{what}:", StringComparison.Ordinal));
}
