using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Messaging;

/// <summary>A channel where messages stay as they were sent, and where free text passes for a day after the person's last word.</summary>
public sealed class NoEditTests : CardSuite
{
    private readonly PrintedChannel _channel;

    public NoEditTests() : this(new PrintedChannel())
    {
    }

    private NoEditTests(PrintedChannel channel) : base(channel, new StageCard()) => _channel = channel;

    [Fact]
    public async Task A_card_is_sent_anew_at_each_stage_and_not_for_anything_else()
    {
        await ShowAsync("a;|one");
        await ChangeAsync("a;|two");
        await ChangeAsync("b;|three");
        await ChangeAsync("b;|four");
        Assert.Equal(["one", "three"], _channel.Seen);
        Assert.Equal(0, Count("SELECT count(*) FROM outbox WHERE state <> 'sent'"));
    }

    [Fact]
    public async Task A_stage_that_says_less_than_the_one_seen_is_no_news()
    {
        await ShowAsync("placed:8;500:4;|8 orders, 4 links wait");
        await ChangeAsync("placed:8;|8 orders");
        await ChangeAsync("placed:9;|9 orders");
        Assert.Equal(["8 orders, 4 links wait", "9 orders"], _channel.Seen);
    }

    [Fact]
    public async Task A_stage_that_is_not_worth_a_message_is_settled_without_one()
    {
        await ShowAsync("|being made");
        Assert.Empty(_channel.Seen);
        Assert.Equal(0, Count("SELECT count(*) FROM outbox WHERE state <> 'sent'"));
        await ChangeAsync("pay;|the QR code");
        await ChangeAsync("|paid");
        Assert.Equal(["the QR code"], _channel.Seen);
    }

    [Fact]
    public async Task A_card_shown_again_is_sent_again_and_the_old_one_says_no_farewell()
    {
        await ShowAsync("a;|one");
        await Test.Store.InTransaction(tx => Cards.ShowAgain(tx, Budi, "stage:1", new Reply(Html.Plain("see below"))));
        await RunAsync();
        Assert.Equal(["one", "one"], _channel.Seen);
    }

    [Fact]
    public async Task What_changes_while_a_card_is_on_its_way_is_sent_where_it_is_another_stage()
    {
        await Test.NewCustomerAsync();
        _channel.WhileSending = () => ChangeAsync("b;|two", Refresh);
        await ChangeAsync("a;|one", Show);
        await RunAsync();
        await ChangeAsync("b;|three");
        Assert.Equal(["one", "two"], _channel.Seen);
    }

    [Fact]
    public async Task An_edit_is_a_new_message_and_one_that_only_edits_is_none()
    {
        await OweAsync(new Reply(Html.Plain("page 2")) { Edits = new MessageRef("7", false) });
        await OweAsync(new Reply(Html.Plain("moved")) { Edits = new MessageRef("7", false), EditsOnly = true });
        await RunAsync();
        Assert.Equal(["page 2"], _channel.Seen);
        Assert.Equal(2, Count("SELECT count(*) FROM outbox WHERE state = 'sent'"));
    }

    [Fact]
    public async Task What_the_channel_remembers_of_a_message_commits_with_its_row()
    {
        await OweAsync(new Reply(Html.Plain("remember me")));
        _channel.Recorded = tx => Rename(tx, "remembered");
        await RunAsync();
        Assert.Equal("remembered", Test.Store.Read(c => c.ExecuteScalar<string>("SELECT name FROM customers")));
    }

    [Fact]
    public async Task A_message_outside_the_window_waits_for_the_persons_word_and_holds_its_chat_in_order()
    {
        _channel.IsWindowOpen = false;
        await OweAsync(new Reply(Html.Plain("your file")));
        await OweAsync(new Reply(Html.Plain("another")));
        await RunAsync();
        Assert.Empty(_channel.Seen);
        Assert.Equal(1, Count("SELECT reachable FROM customers"));

        _channel.IsWindowOpen = true;
        await Test.Store.InTransaction(tx => Outbox.OpenWindow(tx, Budi));
        await Sender.RunOnceAsync(default);
        await Sender.RunOnceAsync(default);
        Assert.Equal(["your file", "another"], _channel.Seen);
        Assert.Equal(0, Count("SELECT count(*) FROM outbox WHERE parked = 1"));
    }

    [Fact]
    public async Task A_persons_word_does_not_hurry_what_waits_for_another_reason()
    {
        _channel.Next = new SendOutcome.RetryLater(TimeSpan.FromSeconds(64), WholeChannel: false, "pair limit");
        await OweAsync(new Reply(Html.Plain("a")));
        await Sender.RunOnceAsync(default);
        await Test.Store.InTransaction(tx => Outbox.OpenWindow(tx, Budi));
        await Sender.RunOnceAsync(default);
        Assert.Empty(_channel.Seen);
        Test.Time.Advance(TimeSpan.FromSeconds(65));
        await Sender.RunOnceAsync(default);
        Assert.Equal(["a"], _channel.Seen);
    }

    [Fact]
    public async Task A_window_that_opened_while_the_message_was_found_too_late_is_tried_again_soon()
    {
        _channel.IsWindowOpen = false;
        await OweAsync(new Reply(Html.Plain("your file")));
        _channel.WhileSending = async () =>
        {
            await Test.Store.InTransaction(tx => Outbox.OpenWindow(tx, Budi));
        };
        await Sender.RunOnceAsync(default);
        _channel.IsWindowOpen = true;
        Test.Time.Advance(TimeSpan.FromMinutes(1));
        await Sender.RunOnceAsync(default);
        Assert.Equal(["your file"], _channel.Seen);
    }

    [Fact]
    public async Task After_thirty_days_outside_the_window_a_message_is_given_up()
    {
        _channel.IsWindowOpen = false;
        await OweAsync(new Reply(Html.Plain("your file")));
        for (var hours = 0; hours <= 31 * 24; hours += 7)
        {
            await Sender.RunOnceAsync(default);
            Test.Time.Advance(TimeSpan.FromHours(7));
        }

        Assert.Equal("dead", Test.Store.Read(c => c.ExecuteScalar<string>("SELECT state FROM outbox")));
    }

    [Fact]
    public async Task A_card_with_nothing_new_to_say_takes_nothing_of_the_chats_pace()
    {
        await ShowAsync("a;|one");
        for (var change = 0; change < 40; change++)
        {
            await Test.Store.InTransaction(tx => Cards.Refresh(tx, "stage:1"));
            await Sender.RunOnceAsync(default);
        }

        Assert.Equal(0, Count("SELECT count(*) FROM outbox WHERE state <> 'sent'"));
        await OweAsync(new Reply(Html.Plain("your file")));
        await Sender.RunOnceAsync(default);
        Assert.Equal(["one", "your file"], _channel.Seen);
    }

    [Fact]
    public async Task A_card_that_waits_for_the_persons_word_stays_out_of_the_way_when_it_is_shown_again()
    {
        _channel.IsWindowOpen = false;
        await ShowAsync("a;|one");
        await Test.Store.InTransaction(tx => Cards.Show(tx, Budi, "stage:1"));
        _channel.IsWindowOpen = true; // for what goes as a template
        await OweAsync(new Reply(Html.Plain("your file")));
        await Sender.RunOnceAsync(default);
        Assert.Equal(["your file"], _channel.Seen);
    }

    private async Task OweAsync(Reply reply)
    {
        await Test.NewCustomerAsync();
        await Test.Store.InTransaction(tx => Outbox.Enqueue(tx, Budi, reply));
    }

    /// <summary>A customer's name "stage|text" as a card; no stage: null.</summary>
    private sealed class StageCard : ICard
    {
        public string Prefix => "stage";

        public Reply? Render(SqliteConnection database, string id, DateTimeOffset now)
        {
            var parts = database.ExecuteScalar<string>("SELECT name FROM customers WHERE id = @id", new { id })!.Split('|');
            return new Reply(Html.Plain(parts[1])) { Stage = parts[0].Length > 0 ? parts[0] : null };
        }
    }

    private sealed class PrintedChannel : IChatChannel
    {
        private int _messages;

        public string Name => "telegram";

        public ChannelPace Pace { get; } = new(30, 10, 30);

        public bool CanEdit => false;

        public List<string> Seen { get; } = [];

        public bool IsWindowOpen { get; set; } = true;

        public SendOutcome? Next { get; set; }

        public Action<Tx>? Recorded { get; set; }

        public Func<Task>? WhileSending { get; set; }

        public async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            Assert.Null(message.Card);
            Assert.Null(message.Reply.Edits);
            var isOpen = IsWindowOpen;
            if (WhileSending is { } happens)
            {
                WhileSending = null;
                await happens();
            }

            if (!isOpen)
            {
                return new SendOutcome.OutsideWindow("more than 24 hours");
            }

            if (Next is { } next)
            {
                Next = null;
                return next;
            }

            Seen.Add(message.Reply.Text.Markup);
            return new SendOutcome.Sent($"wamid.{++_messages}") { Recorded = Recorded };
        }
    }
}
