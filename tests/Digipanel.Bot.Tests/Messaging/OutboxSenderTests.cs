using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Messaging;

public sealed class OutboxSenderTests : IDisposable
{
    private static readonly ChatAddress Budi = new("telegram", "1");
    private static readonly ChatAddress Siti = new("telegram", "2");

    private readonly TestStore _test = new();
    private readonly ScriptedChannel _channel = new();
    private readonly OutboxSender _sender;

    public OutboxSenderTests() =>
        _sender = new OutboxSender(_test.Store, [_channel], [], new Ids(_test.Time), _test.Time, NullLogger<OutboxSender>.Instance);

    [Fact]
    public async Task Messages_of_a_chat_leave_in_order_and_each_once()
    {
        await Owe(Budi, "a", "b", "c");
        await RunUntilIdleAsync();
        Assert.Equal(["1:a", "1:b", "1:c"], _channel.Sent);
        await RunUntilIdleAsync();
        Assert.Equal(3, _channel.Sent.Count);
    }

    [Fact]
    public async Task A_message_that_must_wait_holds_its_chat_back_and_no_other()
    {
        _channel.Answer("a", new SendOutcome.RetryLater(TimeSpan.FromSeconds(60), WholeChannel: false, "later"));
        await Owe(Budi, "a", "b");
        await Owe(Siti, "x");
        await RunUntilIdleAsync();
        Assert.Equal(["2:x"], _channel.Sent);

        _test.Time.Advance(TimeSpan.FromSeconds(61));
        await RunUntilIdleAsync();
        Assert.Equal(["2:x", "1:a", "1:b"], _channel.Sent);
    }

    [Fact]
    public async Task A_flood_wait_stops_the_whole_channel()
    {
        _channel.Answer("a", new SendOutcome.RetryLater(TimeSpan.FromSeconds(30), WholeChannel: true, "Too Many Requests"));
        await Owe(Budi, "a");
        await _sender.RunOnceAsync(default);
        await Owe(Siti, "x");
        await RunUntilIdleAsync();
        Assert.Empty(_channel.Sent);

        _test.Time.Advance(TimeSpan.FromSeconds(31));
        await RunUntilIdleAsync();
        Assert.True(_channel.Sent.ToHashSet(StringComparer.Ordinal).SetEquals(["1:a", "2:x"]));
    }

    [Fact]
    public async Task A_refused_message_is_given_up_and_the_next_one_goes()
    {
        _channel.Answer("a", new SendOutcome.Refused("Bad Request: message is too long"));
        await Owe(Budi, "a", "b");
        await RunUntilIdleAsync();
        Assert.Equal(["1:b"], _channel.Sent);
        Assert.Equal("dead", State("a"));
    }

    [Fact]
    public async Task Who_came_back_while_the_refusal_was_under_way_still_gets_what_they_are_owed()
    {
        await _test.NewCustomerAsync();
        _channel.Answer("a", new SendOutcome.Unreachable("Forbidden: bot was blocked by the user"));
        await Owe(Budi, "a", "b");

        // The refusal is recorded after the return, so that no return is left to wake the row.
        await RunUntilIdleAsync();
        Assert.Empty(_channel.Sent);
        _test.Time.Advance(TimeSpan.FromMinutes(2));
        await RunUntilIdleAsync();
        Assert.Equal(["1:a", "1:b"], _channel.Sent);
    }

    [Fact]
    public async Task Messages_to_a_person_who_blocked_the_bot_wait_until_they_come_back()
    {
        await _test.NewCustomerAsync("1");
        _channel.Answer("a", new SendOutcome.Unreachable("Forbidden: bot was blocked by the user"));
        await Owe(Budi, "a", "b");
        await RunUntilIdleAsync();
        Assert.Empty(_channel.Sent);
        Assert.False(_test.Store.Read(c => c.ExecuteScalar<bool>("SELECT reachable FROM customers")));

        _channel.Answer("a", new SendOutcome.Unreachable("Forbidden: bot was blocked by the user"));
        _test.Time.Advance(TimeSpan.FromDays(2));
        await RunUntilIdleAsync();
        Assert.Empty(_channel.Sent);

        await _test.NewCustomerAsync("1");
        await RunUntilIdleAsync();
        Assert.Equal(["1:a", "1:b"], _channel.Sent);
    }

    [Fact]
    public async Task An_alert_to_an_admin_who_never_wrote_arrives_with_their_first_word()
    {
        _channel.Answer("a", new SendOutcome.Unreachable("Bad Request: chat not found"));
        await Owe(Budi, "a");
        await RunUntilIdleAsync();
        Assert.Empty(_channel.Sent);

        await _test.NewCustomerAsync("1");
        await RunUntilIdleAsync();
        Assert.Equal(["1:a"], _channel.Sent);
    }

    [Fact]
    public async Task Answers_to_pressed_buttons_do_not_use_up_the_chats_pace()
    {
        await _test.Store.InTransaction(tx =>
        {
            for (var i = 0; i < 5; i++)
            {
                Outbox.Enqueue(tx, Budi, new Reply(Html.Plain($"answer {i}")) { AnswersCallback = $"{i}" });
            }
        });
        await Owe(Budi, "a", "b", "c");
        await RunUntilIdleAsync();
        Assert.Equal(8, _channel.Sent.Count);
    }

    [Fact]
    public async Task A_crash_between_sending_and_recording_sends_again_and_loses_nothing()
    {
        var crash = new DiesAt(3);
        using var test = new TestStore(crash);
        using var sender = new OutboxSender(test.Store, [_channel], [], new Ids(test.Time), test.Time, NullLogger<OutboxSender>.Instance);
        await test.Store.InTransaction(tx => Outbox.Enqueue(tx, Budi, new Reply(Html.Plain("a"))));
        await test.Store.InTransaction(tx => Outbox.Enqueue(tx, Budi, new Reply(Html.Plain("b"))));
        await sender.RunOnceAsync(default);
        Assert.Equal(["1:a"], _channel.Sent);

        test.Reopen();
        using var next = new OutboxSender(test.Store, [_channel], [], new Ids(test.Time), test.Time, NullLogger<OutboxSender>.Instance);
        while (await next.RunOnceAsync(default))
        {
        }

        Assert.Equal(["1:a", "1:a", "1:b"], _channel.Sent);
    }

    [Fact]
    public async Task While_nothing_can_be_recorded_a_message_goes_out_once_and_is_recorded_when_it_can_be()
    {
        var disk = new FullDisk();
        using var test = new TestStore(disk);
        using var sender = new OutboxSender(test.Store, [_channel], [], new Ids(test.Time), test.Time, NullLogger<OutboxSender>.Instance);
        await test.Store.InTransaction(tx => Outbox.Enqueue(tx, Budi, new Reply(Html.Plain("a"))));
        await test.Store.InTransaction(tx => Outbox.Enqueue(tx, Budi, new Reply(Html.Plain("b"))));
        disk.IsFull = true;
        for (var i = 0; i < 60; i++)
        {
            await sender.RunOnceAsync(default);
            test.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["1:a"], _channel.Sent);
        disk.IsFull = false;
        while (await sender.RunOnceAsync(default))
        {
        }

        Assert.Equal(["1:a", "1:b"], _channel.Sent);
        Assert.Equal(2, test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM outbox WHERE state = 'sent'")));
    }

    [Fact]
    public async Task One_chat_gets_a_short_burst_and_then_one_a_second()
    {
        await Owe(Budi, "a", "b", "c", "d", "e");
        await RunUntilIdleAsync();
        Assert.Equal(3, _channel.Sent.Count);
        _test.Time.Advance(TimeSpan.FromSeconds(1.1));
        await RunUntilIdleAsync();
        Assert.Equal(4, _channel.Sent.Count);
    }

    [Fact]
    public async Task Customers_own_messages_go_before_a_broadcast()
    {
        await _test.Store.InTransaction(tx =>
        {
            Outbox.Enqueue(tx, Budi, new Reply(Html.Plain("promo")));
            tx.Execute("UPDATE outbox SET priority = 1");
            Outbox.Enqueue(tx, Budi, new Reply(Html.Plain("own")));
        });
        await RunUntilIdleAsync();
        Assert.Equal(["1:own", "1:promo"], _channel.Sent);
    }

    [Fact]
    public async Task A_busy_sender_sends_each_message_once()
    {
        const int chats = 50, each = 40;
        var channel = new FastChannel(chats * each);
        using var sender = new OutboxSender(_test.Store, [channel], [], new Ids(_test.Time), _test.Time, NullLogger<OutboxSender>.Instance);
        for (var chat = 0; chat < chats; chat++)
        {
            await Owe(new ChatAddress("telegram", $"{chat}"), [.. Enumerable.Range(0, each).Select(i => $"{i}")]);
        }

        await sender.StartAsync(default);
        await channel.AllSent.WaitAsync(ShopWorld.Patience);
        await sender.StopAsync(default);
        Assert.Equal(0, channel.Repeated);
    }

    [Fact]
    public async Task Messages_of_a_channel_that_is_off_do_not_hold_up_the_others()
    {
        for (var i = 0; i < 300; i++)
        {
            await Owe(new ChatAddress("whatsapp", $"{i}"), "x");
        }

        await Owe(Budi, "a");
        await RunUntilIdleAsync();
        Assert.Equal(["1:a"], _channel.Sent);
    }

    [Fact]
    public async Task A_message_that_makes_the_channel_throw_does_not_hold_its_chat_up_for_ever()
    {
        _channel.Throws = "a";
        await Owe(Budi, "a", "b");
        for (var i = 0; i < 60; i++)
        {
            await RunUntilIdleAsync();
            _test.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["1:b"], _channel.Sent);
        Assert.Equal("dead", State("a"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_hold_messages_up()
    {
        _channel.Answer("a", new SendOutcome.RetryLater(TimeSpan.FromSeconds(20), WholeChannel: true, "Too Many Requests"));
        await Owe(Budi, "a", "b");
        await RunUntilIdleAsync();
        _test.Time.Jump(_test.Time.GetUtcNow() - TimeSpan.FromHours(7));
        for (var i = 0; i < 30; i++)
        {
            _test.Time.Advance(TimeSpan.FromSeconds(1));
            await RunUntilIdleAsync();
        }

        Assert.Equal(["1:a", "1:b"], _channel.Sent);
    }

    public void Dispose()
    {
        _sender.Dispose();
        _test.Dispose();
    }

    private Task Owe(ChatAddress to, params string[] texts) => _test.Store.InTransaction(tx =>
    {
        foreach (var text in texts)
        {
            Outbox.Enqueue(tx, to, new Reply(Html.Plain(text)));
        }
    });

    private async Task RunUntilIdleAsync()
    {
        while (await _sender.RunOnceAsync(default))
        {
        }
    }

    private string? State(string text) =>
        _test.Store.Read(c => c.ExecuteScalar<string>("SELECT state FROM outbox WHERE json_extract(payload, '$.Text') = @text", new { text }));

    private sealed class ScriptedChannel : IChatChannel
    {
        private readonly Dictionary<string, Queue<SendOutcome>> _script = new(StringComparer.Ordinal);
        private readonly List<string> _sent = [];

        public string Name => "telegram";

        public ChannelPace Pace { get; } = new(30, 1, 3);

        public IReadOnlyList<string> Sent
        {
            get
            {
                lock (_sent)
                {
                    return [.. _sent];
                }
            }
        }

        public string? Throws { get; set; }

        public void Answer(string text, SendOutcome outcome) => _script[text] = new Queue<SendOutcome>([outcome]);

        public Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            var text = message.Reply.Text.Markup;
            if (text == Throws)
            {
                throw new InvalidOperationException("a bug");
            }

            if (_script.TryGetValue(text, out var answers) && answers.TryDequeue(out var outcome))
            {
                return Task.FromResult(outcome);
            }

            lock (_sent)
            {
                _sent.Add($"{message.ChatId}:{text}");
            }

            return Task.FromResult<SendOutcome>(new SendOutcome.Sent("9"));
        }
    }

    /// <summary>Takes everything at once, and counts what comes twice.</summary>
    private sealed class FastChannel(int messages) : IChatChannel
    {
        private readonly HashSet<long> _seen = [];
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "telegram";

        public ChannelPace Pace { get; } = new(1_000_000, 1_000_000, 1_000_000);

        public Task AllSent => _all.Task;

        public int Repeated { get; private set; }

        public async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            await Task.Yield();
            lock (_seen)
            {
                Repeated += _seen.Add(message.Id) ? 0 : 1;
                if (_seen.Count == messages)
                {
                    _all.TrySetResult();
                }
            }

            return new SendOutcome.Sent("9");
        }
    }

    private sealed class FullDisk : Bot.Storage.IStoreObserver
    {
        public bool IsFull { get; set; }

        public void BeforeCommit()
        {
            if (IsFull)
            {
                throw new IOException("the disk is full");
            }
        }

        public void AfterCommit()
        {
        }
    }

    private sealed class DiesAt(int commit) : Bot.Storage.IStoreObserver
    {
        private int _count;

        public void BeforeCommit()
        {
            if (++_count >= commit)
            {
                throw new IOException("killed before the commit");
            }
        }

        public void AfterCommit()
        {
        }
    }
}
