using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Messaging;

/// <summary>What happens to a card while its message is on its way, or while nothing can be written.</summary>
public sealed class CardRaceTests : CardSuite
{
    private readonly FullDisk _disk;
    private readonly ScriptedChannel _phone;

    public CardRaceTests() : this(new FullDisk(), new ScriptedChannel())
    {
    }

    private CardRaceTests(FullDisk disk, ScriptedChannel channel) : base(channel, new NameCard(), disk) => (_disk, _phone) = (disk, channel);

    [Fact]
    public async Task What_changes_after_a_message_that_could_not_be_recorded_is_edited_in()
    {
        await Test.NewCustomerAsync();
        await ChangeAsync("one", Show);
        _phone.Next = _ =>
        {
            _disk.IsFull = true;
            return Task.FromResult<SendOutcome?>(null);
        };
        await Sender.RunOnceAsync(default);
        _disk.IsFull = false;

        await ChangeAsync("two", Refresh);
        await RunAsync();

        Assert.Equal(["1 one", "1 edited two"], _phone.Seen);
    }

    [Fact]
    public async Task A_card_that_is_shown_again_while_its_deleted_message_is_edited_appears()
    {
        await ShowAsync("one");
        _phone.Next = async _ =>
        {
            await ChangeAsync("three", tx => Cards.ShowAgain(tx, Budi, "name:1", new Reply(Html.Plain("see below"))));
            return new SendOutcome.Gone("message to edit not found");
        };

        await ChangeAsync("two", Refresh);
        await RunAsync();

        Assert.Equal(["1 one", "1 edited see below", "2 three"], _phone.Seen);
    }

    [Fact]
    public async Task A_card_that_changed_often_is_tried_again_as_soon_as_any_other()
    {
        await ShowAsync("0");
        for (var i = 1; i <= 8; i++)
        {
            var name = $"{i}!";
            _phone.Next = async _ =>
            {
                await ChangeAsync(name, Refresh);
                return null;
            };
            await ChangeAsync($"{i}", Refresh);
            await Sender.RunOnceAsync(default);
            Test.Time.Advance(TimeSpan.FromSeconds(3));
        }

        _phone.Next = _ => Task.FromResult<SendOutcome?>(new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, "502"));
        await RunAsync();

        Assert.Equal("1 edited 8!", _phone.Seen[^1]);
    }

    [Fact]
    public async Task A_change_that_comes_while_an_edit_is_refused_is_shown()
    {
        await ShowAsync("one");
        _phone.Next = async _ =>
        {
            await ChangeAsync("three", Refresh);
            return new SendOutcome.Refused("400: Bad Request");
        };

        await ChangeAsync("two", Refresh);
        await RunAsync();

        Assert.Equal(["1 one", "1 edited three"], _phone.Seen);
    }

    [Fact]
    public async Task A_change_that_comes_while_the_cards_first_message_goes_out_waits_for_no_poll()
    {
        await Test.NewCustomerAsync();
        var edited = new TaskCompletionSource();
        _phone.Next = async _ =>
        {
            await ChangeAsync("two", Refresh);
            while (Test.Time.Waiting == 0)
            {
                await Task.Yield(); // the loop has looked, and sleeps
            }

            _phone.Next = _ =>
            {
                edited.SetResult();
                return Task.FromResult<SendOutcome?>(null);
            };
            return null;
        };

        await Sender.StartAsync(default);
        await ChangeAsync("one", Show);
        await edited.Task.WaitAsync(ShopWorld.Patience); // the clock stands still: only a wake-up brings it
        await Sender.StopAsync(default);

        Assert.Equal(["1 one", "1 edited two"], _phone.Seen);
    }

    /// <summary>Takes everything, but for what a test says of the next message; null: it is taken.</summary>
    private sealed class ScriptedChannel : IChatChannel
    {
        private int _messages;

        public string Name => "telegram";

        public ChannelPace Pace { get; } = new(1_000, 1_000, 1_000);

        public List<string> Seen { get; } = [];

        public Func<OutboxMessage, Task<SendOutcome?>>? Next { get; set; }

        public async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            var next = Next;
            Next = null;
            if (next is not null && await next(message) is { } outcome)
            {
                return outcome;
            }

            if ((message.Card ?? message.Reply.Edits) is { } shown)
            {
                Seen.Add($"{shown.Id} edited {message.Reply.Text}");
                return new SendOutcome.Sent(null);
            }

            Seen.Add($"{++_messages} {message.Reply.Text}");
            return new SendOutcome.Sent($"{_messages}");
        }
    }

    private sealed class FullDisk : IStoreObserver
    {
        public volatile bool IsFull;

        public void BeforeCommit()
        {
            if (IsFull)
            {
                throw new IOException("No space left on device");
            }
        }

        public void AfterCommit()
        {
        }
    }
}
