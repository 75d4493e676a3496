using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Messaging;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>What became of a message: told in any order, often, and early.</summary>
public sealed class StatusesTests : IAsyncLifetime
{
    private WhatsAppIntake _intake = null!;

    public async Task InitializeAsync() => _intake = await WhatsAppIntake.StartAsync();

    public async Task DisposeAsync() => await _intake.DisposeAsync();

    [Theory]
    [InlineData("sent delivered read", "read")]
    [InlineData("read sent delivered", "read")]
    [InlineData("delivered sent", "delivered")]
    [InlineData("sent sent", "sent")]
    [InlineData("sent failed", "failed")]
    [InlineData("failed sent", "failed")]
    [InlineData("failed delivered", "delivered")]
    [InlineData("delivered failed", "delivered")]
    [InlineData("sent warning", "sent")]
    public async Task A_rows_status_only_rises_in_whatever_order_it_is_told(string told, string status)
    {
        await SentAsync("wamid.1");
        foreach (var one in told.Split(' '))
        {
            await _intake.TellAsync(_intake.Status("wamid.1", one));
        }

        Assert.Equal(status, StatusOf("wamid.1"));
    }

    [Theory]
    [InlineData("sent", "sent")]
    [InlineData("read sent delivered", "read")]
    public async Task What_is_told_before_the_answer_to_the_sending_is_recorded_is_not_lost(string told, string status)
    {
        foreach (var one in told.Split(' '))
        {
            await _intake.TellAsync(_intake.Status("wamid.1", one));
        }

        Assert.Equal(1, _intake.Value<int>("SELECT count(*) FROM whatsapp_early_statuses"));
        await SentAsync("wamid.1");
        Assert.Equal(status, StatusOf("wamid.1"));
        Assert.Equal(0, _intake.Value<int>("SELECT count(*) FROM whatsapp_early_statuses"));
    }

    [Fact]
    public async Task The_statuses_of_one_call_are_all_taken_and_a_bad_one_costs_itself_only()
    {
        await SentAsync("wamid.1");
        await SentAsync("wamid.2");
        var bad = _intake.Status("wamid.3", "sent");
        bad["errors"] = 7;
        await _intake.TellAsync(_intake.Status("wamid.1", "sent"), bad, _intake.Status("wamid.2", "delivered"), _intake.Status("wamid.1", "read"));
        Assert.Equal(("read", "delivered"), (StatusOf("wamid.1"), StatusOf("wamid.2")));
    }

    [Fact]
    public async Task Any_order_of_statuses_around_the_recording_ends_the_same()
    {
        var number = 0;
        var orders = Gen.Sample(Gen.Shuffle(["sent", "delivered", "read", "recorded"]), 20, 4);
        foreach (var order in orders)
        {
            var id = $"wamid.any{++number}";
            foreach (var step in order)
            {
                await (step == "recorded" ? SentAsync(id) : _intake.TellAsync(_intake.Status(id, step)));
            }

            Assert.Equal("read", StatusOf(id));
        }
    }

    [Fact]
    public async Task A_card_that_is_sent_anew_begins_anew()
    {
        await SentAsync("wamid.1");
        await _intake.TellAsync(_intake.Status("wamid.1", "read"));
        await _intake.Test.Store.InTransaction(tx =>
        {
            tx.Execute("UPDATE outbox SET message_id = 'wamid.2' WHERE message_id = 'wamid.1'");
            Statuses.Recorded(tx, "wamid.2");
        });
        Assert.Null(StatusOf("wamid.2"));
        await _intake.TellAsync(_intake.Status("wamid.2", "sent"));
        Assert.Equal("sent", StatusOf("wamid.2"));
    }

    [Fact]
    public async Task Statuses_of_messages_that_nobody_here_sent_are_forgotten_after_days()
    {
        await _intake.TellAsync(_intake.Status("wamid.elsewhere", "read"));
        _intake.Test.Time.Advance(TimeSpan.FromDays(3));
        using var purge = new MessagePurge(_intake.Test.Store, _intake.Test.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<MessagePurge>.Instance);
        await purge.RunOnceAsync(default);
        Assert.Equal(0, _intake.Value<int>("SELECT count(*) FROM whatsapp_early_statuses"));
    }

    // As the sender records it.
    private Task SentAsync(string messageId) => _intake.Test.Store.InTransaction(tx =>
    {
        Outbox.Enqueue(tx, new ChatAddress("whatsapp", WhatsAppIntake.Ayu), new Reply(Html.Of($"{messageId}")));
        tx.Execute("UPDATE outbox SET state = 'sent', settled_at = @now, message_id = @messageId WHERE id = (SELECT max(id) FROM outbox)", new { now = tx.NowMs, messageId });
        Statuses.Recorded(tx, messageId);
    });

    private string? StatusOf(string messageId) => _intake.Value<string>($"SELECT status FROM outbox WHERE message_id = '{messageId}'");
}
