using Dapper;
using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Tests.Broadcasts;

/// <summary>What admins press: once is enough, twice is once, and what has changed does nothing.</summary>
public sealed class BroadcastButtonTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    [Fact]
    public async Task Sent_paused_let_go_on_and_stopped_each_press_counts_once_and_is_logged()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(60);
        var id = await bench.DraftAsync();
        await PressTwiceAsync(bench, id, "kirim");
        await bench.TurnAsync();
        await PressTwiceAsync(bench, id, "jeda");
        Assert.Equal(BroadcastState.Paused, bench.Find(id).State);
        await PressTwiceAsync(bench, id, "lanjut");
        await bench.TurnAsync();
        Assert.Equal(BroadcastState.Running, bench.Find(id).State);
        await PressTwiceAsync(bench, id, "henti");
        Assert.Equal(BroadcastState.Stopped, bench.Find(id).State);
        var sent = bench.Telegram.Sent.Count;
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.TurnAsync();
        Assert.Equal(sent, bench.Telegram.Sent.Count);
        Assert.Contains("Tidak dikirim", bench.Card(id).Text.Markup, StringComparison.Ordinal);
        Assert.Empty(bench.Card(id).Buttons);
        Assert.Equal(
            ["broadcast.start", "broadcast.pause", "broadcast.resume", "broadcast.stop"],
            bench.Test.Store.Read(c => c.Query<string>("SELECT action FROM admin_log ORDER BY id").AsList()));
    }

    [Fact]
    public async Task A_button_of_another_crowd_starts_nothing()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(3);
        var id = await bench.DraftAsync();
        var send = ButtonOf(bench, id, "kirim");
        await bench.PressAsync(ButtonOf(bench, id, "siapa", "funded"));
        await bench.PressAsync(send);
        Assert.Equal(BroadcastState.Draft, bench.Find(id).State);
        await bench.ShowAsync();

        // Nobody has saldo: there is nobody to send to.
        Assert.DoesNotContain(bench.Card(id).Buttons.SelectMany(b => b), b => b.Action!.Contains(":kirim:", StringComparison.Ordinal));
        await bench.PressAsync("siaran:1:siapa:2:everybody");
        await bench.PressAsync("siaran:99:kirim:1");
        await bench.PressAsync("siaran:x");
        Assert.Equal("funded", bench.Find(id).Audience);
        await bench.PressAsync(ButtonOf(bench, id, "batal"));
        Assert.Equal(BroadcastState.Cancelled, bench.Find(id).State);
    }

    [Fact]
    public async Task One_whose_time_is_over_when_it_is_sent_goes_to_nobody_at_another_hour()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(3);
        var id = await bench.DraftAsync(due: bench.Time.GetUtcNow() + TimeSpan.FromHours(1));
        var send = ButtonOf(bench, id, "kirim");
        bench.Telegram.Clear();
        bench.Time.Advance(TimeSpan.FromHours(9));
        await bench.PressAsync(send);
        await bench.TurnAsync();
        while (await bench.Outbox.RunOnceAsync(default))
        {
        }

        Assert.Equal(BroadcastState.Draft, bench.Find(id).State);
        Assert.Contains(bench.Telegram.Sent, s => s.ChatId == $"{BroadcastBench.Admin}" && s.Text.Contains("sudah lewat", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Telegram.Sent, s => s.ChatId != $"{BroadcastBench.Admin}");
    }

    [Fact]
    public async Task What_the_platform_refuses_the_admin_is_sent_to_nobody()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(3);
        bench.Telegram.Answers = _ => new SendOutcome.Unsendable("Bad Request: message can't be copied");
        var id = await bench.DraftAsync();
        Assert.Contains("ditolak", bench.Card(id).Text.Markup, StringComparison.Ordinal);
        await bench.PressAsync($"siaran:{id}:kirim:1");
        Assert.Equal(BroadcastState.Draft, bench.Find(id).State);
    }

    [Fact]
    public async Task The_report_comes_although_the_card_is_forgotten_by_then()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(3);
        var id = await bench.StartAsync();
        await bench.Test.Store.InTransaction(tx => tx.Execute("DELETE FROM outbox WHERE card IS NOT NULL; DELETE FROM cards"));
        await bench.RunToEndAsync(id, Step, Most);
        await bench.Outbox.RunOnceAsync(default);
        Assert.Single(bench.Telegram.Sent, s => s.Text.Contains("selesai", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_live_card_tells_how_far_it_is_and_costs_few_edits()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(150);
        var id = await bench.DraftAsync();
        await bench.PressAsync(ButtonOf(bench, id, "kirim"));
        await bench.RunToEndAsync(id, Step, Most, async () =>
        {
            while (await bench.Outbox.RunOnceAsync(default))
            {
            }
        });
        await bench.Outbox.RunOnceAsync(default);
        var shown = bench.Telegram.Sent.Where(s => s.ChatId == "999999" && s.Text.Contains('▓')).ToList();
        Assert.InRange(shown.Count, 3, 6);
        Assert.Contains("Sisa", shown[0].Text, StringComparison.Ordinal);
        Assert.Contains("Terkirim: 151", shown[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_handed_to_the_network_before_the_database_knows_it()
    {
        using var bench = new BroadcastBench();
        await bench.PeopleAsync(30);
        var id = await bench.StartAsync();
        bench.Telegram.Answers = m => bench.Test.Store.Read(c => c.ExecuteScalar<string>("SELECT state FROM broadcast_recipients WHERE id = @Id", new { m.Id })) == "sending"
            ? null
            : new SendOutcome.Refused("not claimed");
        await bench.RunToEndAsync(id, Step, Most);
        Assert.Equal("sent 31", bench.Counts(id));
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => bench.Test.Store.InTransaction(tx => tx.Execute("UPDATE broadcast_recipients SET state = 'pending'")));
    }

    private static string ButtonOf(BroadcastBench bench, long id, string what, string value = "") =>
        bench.Card(id).Buttons.SelectMany(b => b).Select(b => b.Action!).First(a => a.Contains($":{what}:", StringComparison.Ordinal) && a.EndsWith(value, StringComparison.Ordinal));

    private static async Task PressTwiceAsync(BroadcastBench bench, long id, string what)
    {
        var action = ButtonOf(bench, id, what);
        await bench.PressAsync(action);
        await bench.PressAsync(action);
    }
}
