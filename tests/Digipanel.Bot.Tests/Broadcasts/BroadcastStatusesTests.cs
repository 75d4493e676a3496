using Dapper;
using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;

namespace Digipanel.Bot.Tests.Broadcasts;

/// <summary>What WhatsApp tells of a broadcast's messages after they were sent.</summary>
public sealed class BroadcastStatusesTests
{
    [Fact]
    public async Task A_status_that_changes_nothing_owes_the_admin_no_edit()
    {
        using var bench = await SentAsync();
        await bench.Test.Store.InTransaction(tx =>
        {
            Assert.True(BroadcastStatuses.TryTake(tx, new MessageStatus("wamid.1", "delivered", tx.Now)));
            Assert.True(BroadcastStatuses.TryTake(tx, new MessageStatus("wamid.1", "read", tx.Now)));
        });
        Assert.Equal(0, bench.Test.Store.Read(c => c.ExecuteScalar<long>("SELECT count(*) FROM outbox WHERE state = 'pending'")));
    }

    [Fact]
    public async Task A_template_that_was_not_delivered_is_not_reckoned_among_what_is_paid_for()
    {
        using var bench = await SentAsync();
        Assert.Contains("Template WhatsApp: 1", bench.Card(1).Text.Markup, StringComparison.Ordinal);
        await bench.Test.Store.InTransaction(tx =>
            Assert.True(BroadcastStatuses.TryTake(tx, new MessageStatus("wamid.1", "failed", tx.Now) { Code = 131049, Reason = "healthy ecosystem engagement" })));
        Assert.Equal("failed 1, sent 1", bench.Counts(1));
        Assert.DoesNotContain("Template", bench.Card(1).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_held_back_for_what_it_sent_pauses_what_is_still_to_be_sent()
    {
        using var bench = new BroadcastBench(new RecordingChannel(), new RecordingChannel("whatsapp"));
        bench.Channels[1].Answers = _ => new SendOutcome.Sent("wamid.1");
        await bench.PeopleAsync(1, "whatsapp");
        var id = await bench.StartAsync();
        await bench.Test.Store.InTransaction(tx => tx.Execute("UPDATE broadcast_recipients SET due_at = @due WHERE channel = 'telegram'", new { due = tx.NowMs + 60_000 }));
        await bench.TurnAsync();
        await bench.Test.Store.InTransaction(tx =>
            Assert.True(BroadcastStatuses.TryTake(tx, new MessageStatus("wamid.1", "failed", tx.Now) { Code = 131048, Reason = "Spam rate limit hit" })));
        Assert.Equal(("failed 1, pending 1", BroadcastState.Paused), (bench.Counts(id), bench.Find(id).State));

        // Meta tells it once more after an admin has let the rest go on.
        await bench.MoveAsync(id, BroadcastState.Ready, BroadcastState.Paused);
        await bench.ShowAsync();
        await bench.Test.Store.InTransaction(tx => BroadcastStatuses.TryTake(tx, new MessageStatus("wamid.1", "failed", tx.Now) { Code = 131048, Reason = "Spam rate limit hit" }));
        Assert.Equal(BroadcastState.Running, bench.Find(id).State);
    }

    /// <summary>To the admin on Telegram, and by template to somebody on WhatsApp.</summary>
    private static async Task<BroadcastBench> SentAsync()
    {
        var bench = new BroadcastBench(new RecordingChannel(), new RecordingChannel("whatsapp"));
        bench.Channels[1].Answers = _ => new SendOutcome.Sent("wamid.1") { IsTemplate = true };
        await bench.PeopleAsync(1, "whatsapp");
        var id = await bench.StartAsync();
        await bench.RunToEndAsync(id, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        while (await bench.Outbox.RunOnceAsync(default))
        {
        }

        return bench;
    }
}
