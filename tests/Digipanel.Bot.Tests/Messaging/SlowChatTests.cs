using System.Collections.Concurrent;
using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Messaging;

/// <summary>Telegram never answers for some chats; all the others get their messages.</summary>
public sealed class SlowChatTests : IDisposable
{
    private readonly TestStore _test = new();
    private readonly HangingChannel _channel = new();
    private readonly OutboxSender _sender;

    public SlowChatTests() =>
        _sender = new OutboxSender(_test.Store, [_channel], [], new Ids(_test.Time), _test.Time, NullLogger<OutboxSender>.Instance);

    [Fact]
    public async Task A_chat_that_is_never_answered_holds_up_nobody_else()
    {
        await Owe("hangs-1", "a", "b");
        await Owe("2", "x");
        await Owe("3", "y");

        await TurnAsync();
        await _channel.UntilAsync(3);
        Assert.Equal(["2:x", "3:y", "hangs-1:a"], _channel.Begun());

        // What is owed to the others later does not wait either, and the slow chat keeps its order.
        await Owe("2", "z");
        await TurnUntilAsync(4);
        Assert.Equal(["2:x", "2:z", "3:y", "hangs-1:a"], _channel.Begun());
    }

    [Fact]
    public async Task More_slow_chats_than_there_are_places_hold_up_the_others_for_a_second_and_no_longer()
    {
        for (var i = 0; i < UnderWayMessages.PlacesMax; i++)
        {
            await Owe(string.Create(CultureInfo.InvariantCulture, $"hangs-{i}"), "a");
        }

        await Owe("2", "x");
        await TurnAsync();
        await _channel.UntilAsync(UnderWayMessages.PlacesMax);
        Assert.False(_channel.HasBegun("2:x"));

        var sleep = await TurnAsync();
        Assert.Equal(TimeSpan.FromSeconds(1), sleep);
        Assert.False(_channel.HasBegun("2:x"));

        _test.Time.Advance(sleep);
        await TurnUntilAsync(UnderWayMessages.PlacesMax + 1);
        Assert.True(_channel.HasBegun("2:x"));
    }

    [Fact]
    public async Task The_end_of_a_chats_message_wakes_the_next_one()
    {
        await Owe("hangs-1", "a", "b");
        await TurnAsync();
        await _channel.UntilAsync(1);
        await TurnAsync(); // sees that b waits

        _channel.Answer("hangs-1:a");
        while (_channel.Begun().Count < 2)
        {
            // Only where it was woken: by the commit above perhaps, and then by the end of the first.
            if (_sender.TakeWake())
            {
                await TurnAsync();
            }

            await Task.Yield();
        }

        Assert.Equal(["hangs-1:a", "hangs-1:b"], _channel.Begun());
    }

    public void Dispose()
    {
        _sender.Dispose();
        _test.Dispose();
    }

    private Task<TimeSpan> TurnAsync() => _sender.OneTurnAsync(CancellationToken.None);

    // A message that ended is recorded beside the loop, which is woken then; here nobody sleeps.
    private async Task TurnUntilAsync(int begun)
    {
        while (_channel.Begun().Count < begun)
        {
            await TurnAsync();
            await Task.Yield();
        }
    }

    private Task Owe(string chat, params string[] texts) => _test.Store.InTransaction(tx =>
    {
        foreach (var text in texts)
        {
            Outbox.Enqueue(tx, new ChatAddress("telegram", chat), new Reply(Html.Plain(text)));
        }
    });

    private sealed class HangingChannel : IChatChannel
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<SendOutcome>> _hanging = new(StringComparer.Ordinal);
        private readonly ConcurrentBag<string> _begun = [];

        public string Name => "telegram";

        public ChannelPace Pace { get; } = new(100_000, 100, 100);

        public IReadOnlyList<string> Begun() => [.. _begun.Order(StringComparer.Ordinal)];

        public bool HasBegun(string message) => _begun.Contains(message, StringComparer.Ordinal);

        public async Task UntilAsync(int begun)
        {
            while (_begun.Count < begun)
            {
                await Task.Yield();
            }
        }

        public void Answer(string message) => _hanging[message].SetResult(new SendOutcome.Sent("1"));

        public Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            var name = $"{message.ChatId}:{message.Reply.Text.Markup}";
            var answer = message.ChatId.StartsWith("hangs", StringComparison.Ordinal)
                ? _hanging.GetOrAdd(name, _ => new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                : Task.FromResult<SendOutcome>(new SendOutcome.Sent("1"));
            _begun.Add(name);
            return answer;
        }
    }
}
