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

    [Theory]
    [InlineData(131047)] // the window had closed
    [InlineData(131026)] // undeliverable
    public async Task What_failed_after_it_was_taken_is_owed_again_and_due_once_its_reader_writes(int code)
    {
        await _intake.SayAsync("wamid.first", "saldo");
        await SentAsync("wamid.1");
        await _intake.TellAsync(_intake.Status("wamid.1", "failed", code));
        Assert.Equal(("failed", "sent"), (StatusOf("wamid.1"), _intake.Value<string>("SELECT state FROM outbox WHERE message_id = 'wamid.1'")));
        Assert.Equal(0, Due("wamid.1"));

        // Told once more, nothing more is owed.
        await _intake.TellAsync(_intake.Status("wamid.1", "failed", code));
        _intake.Test.Time.Advance(TimeSpan.FromSeconds(1));
        await _intake.SayAsync("wamid.second", "halo");
        Assert.Equal(1, Due("wamid.1"));
        Assert.Equal(1, _intake.Value<int>("SELECT count(*) FROM outbox WHERE resent = 1"));
        Assert.Equal(1, _intake.Value<int>("SELECT reachable FROM customers"));
    }

    [Fact]
    public async Task A_failure_that_is_told_before_the_sending_is_recorded_has_its_consequence_too()
    {
        await _intake.SayAsync("wamid.first", "saldo");
        await _intake.TellAsync(_intake.Status("wamid.1", "failed", 131047));
        await SentAsync("wamid.1");
        Assert.Equal(1, _intake.Value<int>("SELECT count(*) FROM outbox WHERE resent = 1 AND parked = 1"));
    }

    [Fact]
    public async Task A_failure_that_is_told_after_its_reader_has_written_parks_nothing()
    {
        await _intake.SayAsync("wamid.first", "saldo");
        await SentAsync("wamid.1");
        var failed = _intake.Now;
        _intake.Test.Time.Advance(TimeSpan.FromMinutes(1));
        await _intake.SayAsync("wamid.second", "halo");
        await _intake.TellAsync(_intake.Status("wamid.1", "failed", 131047, failed));
        Assert.Equal(1, Due("wamid.1"));
    }

    [Fact]
    public async Task A_fault_of_metas_is_tried_again_a_few_times_and_what_is_refused_is_not()
    {
        await SentAsync("wamid.refused");
        await _intake.TellAsync(_intake.Status("wamid.refused", "failed", 131050));
        Assert.Equal(0, _intake.Value<int>("SELECT count(*) FROM outbox WHERE resent > 0"));
        await SentAsync("wamid.0");
        for (var i = 0; i < 10; i++)
        {
            await _intake.TellAsync(_intake.Status($"wamid.{i}", "failed", 131000));
            await _intake.Test.Store.InTransaction(tx =>
            {
                tx.Execute(
                    "UPDATE outbox SET state = 'sent', settled_at = @now, message_id = @id WHERE id = (SELECT max(id) FROM outbox WHERE state = 'pending')", new { now = tx.NowMs, id = $"wamid.{i + 1}" });
                Statuses.Recorded(tx, $"wamid.{i + 1}");
            });
        }

        Assert.Equal(5, _intake.Value<int>("SELECT max(resent) FROM outbox"));
        Assert.Equal(0, _intake.Value<int>("SELECT count(*) FROM outbox WHERE state = 'pending'"));
    }

    [Fact]
    public async Task A_cards_message_that_failed_is_sent_anew_unless_a_later_one_stands_in_its_place()
    {
        await _intake.SayAsync("wamid.first", "saldo");
        foreach (var (card, shown) in new[] { ("test:1", "wamid.1"), ("test:2", "wamid.later") })
        {
            await _intake.Test.Store.InTransaction(tx => Cards.Show(tx, new ChatAddress("whatsapp", WhatsAppIntake.Ayu), card));
            await _intake.Test.Store.InTransaction(tx =>
            {
                tx.Execute("UPDATE cards SET message_id = @shown, digest = 'stage' WHERE card = @card", new { card, shown });
                tx.Execute("UPDATE outbox SET state = 'sent', settled_at = @now, message_id = @id WHERE card = @card", new { now = tx.NowMs, id = $"wamid.{card[^1]}", card });
            });
            await _intake.TellAsync(_intake.Status($"wamid.{card[^1]}", "failed", 131047));
        }

        Assert.Equal(["test:1"], _intake.Query<string>("SELECT card FROM outbox WHERE state = 'pending' AND kind = 'card'"));
        Assert.Equal(["test:1"], _intake.Query<string>("SELECT card FROM cards WHERE digest IS NULL"));
    }

    [Fact]
    public async Task What_failed_is_owed_to_its_reader_and_not_to_who_has_the_number_now()
    {
        await _intake.SayAsync("wamid.first", "saldo");
        await SentAsync("wamid.1");
        _intake.Test.Time.Advance(TimeSpan.FromMinutes(1));
        await _intake.SayAsync("wamid.stranger", "saldo", WhatsAppIntake.Ayu, "ID.9stranger");
        await _intake.TellAsync(_intake.Status("wamid.1", "failed", 131047));
        Assert.Equal([WhatsAppIntake.AyuId], _intake.Query<string>("SELECT chat_id FROM outbox WHERE resent = 1"));
    }

    [Theory]
    [InlineData(131049)]
    [InlineData(131050)]
    [InlineData(130472)]
    public async Task A_delivery_that_meta_took_for_marketing_waits_for_its_readers_word_and_is_not_tried_before(int code)
    {
        await _intake.SayAsync("wamid.first", "saldo");
        await SentAsync("wamid.1", isDelivery: true);
        await _intake.TellAsync(_intake.Status("wamid.1", "failed", code));
        Assert.Equal((1, 1), (_intake.Value<int>("SELECT parked FROM outbox WHERE resent = 1"), _intake.Value<int>("SELECT priority FROM outbox WHERE resent = 1")));
        _intake.Test.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, Due("wamid.1"));
        await _intake.SayAsync("wamid.second", "halo");
        Assert.Equal(1, Due("wamid.1"));
    }

    [Fact]
    public async Task What_is_older_than_a_month_is_not_owed_any_more()
    {
        await SentAsync("wamid.1");
        _intake.Test.Time.Advance(TimeSpan.FromDays(31));
        await _intake.TellAsync(_intake.Status("wamid.1", "failed", 131047));
        Assert.Equal(0, _intake.Value<int>("SELECT count(*) FROM outbox WHERE state = 'pending'"));
    }

    private int Due(string text) => _intake.Value<int>(
        $"SELECT count(*) FROM outbox WHERE state = 'pending' AND payload ->> '$.Text' = '{text}' AND due_at <= {_intake.Now.ToUnixTimeMilliseconds()}");

    // As the sender records it.
    private Task SentAsync(string messageId, bool isDelivery = false) => _intake.Test.Store.InTransaction(tx =>
    {
        Outbox.Enqueue(tx, new ChatAddress("whatsapp", WhatsAppIntake.Ayu), new Reply(Html.Of($"{messageId}")) { IsDelivery = isDelivery });
        tx.Execute("UPDATE outbox SET state = 'sent', settled_at = @now, message_id = @messageId WHERE id = (SELECT max(id) FROM outbox)", new { now = tx.NowMs, messageId });
        Statuses.Recorded(tx, messageId);
    });

    private string? StatusOf(string messageId) => _intake.Value<string>($"SELECT status FROM outbox WHERE message_id = '{messageId}'");
}
