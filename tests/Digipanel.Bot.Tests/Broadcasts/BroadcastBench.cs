using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Broadcasts;

/// <summary>The pumps of broadcasts on a real file and a clock of its own, with a platform that answers as told.</summary>
internal sealed class BroadcastBench : IDisposable
{
    public const int Admin = 999_999;

    private BroadcastKeeper _keeper = null!;
    private BroadcastSender _sender = null!;
    private ChannelLimiters _limiters = null!;

    public BroadcastBench(params RecordingChannel[] channels)
    {
        Channels = channels.Length > 0 ? channels : [new RecordingChannel()];
        foreach (var channel in Channels)
        {
            channel.Time = Test.Time;
        }

        Begin();
    }

    public TestStore Test { get; } = new();

    public FakeTime Time => Test.Time;

    /// <summary>Who runs the shop; read anew at each start.</summary>
    public IReadOnlyList<string> Admins { get; set; } = [$"telegram:{Admin}"];

    public IReadOnlyList<RecordingChannel> Channels { get; }

    public RecordingChannel Telegram => Channels[0];

    public OutboxSender Outbox { get; private set; } = null!;

    public BroadcastSender Sender => _sender;

    /// <summary>People 1 to n on a channel, one transaction for all.</summary>
    public Task PeopleAsync(int count, string channel = "telegram", int from = 1) => Test.Store.InTransaction(tx =>
    {
        for (var i = from; i < from + count; i++)
        {
            Customers.Upsert(tx, TestStore.Update($"{i}") with { Channel = channel });
        }
    });

    /// <summary>A draft by the admin, with its preview and its card.</summary>
    public async Task<long> DraftAsync(string text = "Promo!", DateTimeOffset? due = null)
    {
        var admin = await Test.NewCustomerAsync(Admin.ToString(CultureInfo.InvariantCulture));
        var id = await Test.Store.InTransaction(tx => BroadcastTable.Insert(tx, admin, new BroadcastContent(Html.Plain(text)), due));
        await ShowAsync();
        return id;
    }

    /// <summary>Previews, counts and lists, as far as they go now.</summary>
    public async Task ShowAsync()
    {
        while (await _keeper.RunOnceAsync(default))
        {
        }
    }

    public Task MoveAsync(long id, BroadcastState to, BroadcastState from) => Test.Store.InTransaction(tx => Assert.True(BroadcastTable.TryMove(tx, id, to, from)));

    /// <summary>A broadcast that goes out, its list made.</summary>
    public async Task<long> StartAsync(string text = "Promo!")
    {
        var id = await DraftAsync(text);
        await MoveAsync(id, BroadcastState.Ready, BroadcastState.Draft);
        await ShowAsync();
        Telegram.Clear();
        return id;
    }

    /// <summary>Lets the pumps turn until the broadcast is over, in steps of a clock that nobody waits for.</summary>
    /// <param name="id">Which.</param>
    /// <param name="step">How far the clock goes between turns.</param>
    /// <param name="most">A net under a broken test.</param>
    /// <param name="turn">What happens besides, in each turn.</param>
    public async Task RunToEndAsync(long id, TimeSpan step, TimeSpan most, Func<Task>? turn = null)
    {
        var end = Time.GetUtcNow() + most;
        while (Find(id).State is BroadcastState.Running or BroadcastState.Ready)
        {
            Assert.True(Time.GetUtcNow() < end, $"It does not end: {Counts(id)}");
            await (turn?.Invoke() ?? Task.CompletedTask);
            await TurnAsync();
            Time.Advance(step);
        }
    }

    public async Task TurnAsync()
    {
        await ShowAsync();
        while (await _sender.RunOnceAsync(default))
        {
        }
    }

    public Broadcast Find(long id) => Test.Store.Read(c => BroadcastTable.Find(c, id))!;

    /// <summary>Whether anything can be written.</summary>
    public bool IsAlive
    {
        get
        {
            try
            {
                Test.Store.InTransaction(_ => { }).GetAwaiter().GetResult();
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <summary>"sent 3, skipped 1".</summary>
    public string Counts(long id) => Test.Store.Read(c => string.Join(", ", c.Query<(string State, long People)>(
        "SELECT state, count(*) FROM broadcast_recipients WHERE broadcast_id = @id GROUP BY state ORDER BY state", new { id }).Select(r => $"{r.State} {r.People}")));

    /// <summary>The card of a broadcast, as its reader sees it now.</summary>
    public Reply Card(long id) => Test.Store.Read(c => new BroadcastCard(Channels).Render(c, $"{id}", Time.GetUtcNow()))!;

    /// <summary>The chats of those of whom nobody knows whether they have it.</summary>
    public IReadOnlyList<string> Doubtful(long id) => Test.Store.Read(c => c.Query<string>(
        "SELECT c.chat_id FROM broadcast_recipients r JOIN customers c ON c.id = r.account_id WHERE r.broadcast_id = @id AND r.state = 'uncertain'", new { id }).AsList());

    /// <summary>How many the list has, by the rows and by the counts beside them.</summary>
    public long Total(long id)
    {
        var (rows, counted) = Test.Store.Read(c => (
            c.ExecuteScalar<long>("SELECT count(*) FROM broadcast_recipients WHERE broadcast_id = @id", new { id }), BroadcastCounts.Read(c, id).Total));
        Assert.Equal(rows, counted);
        return rows;
    }

    /// <summary>The admin presses "send again to those in doubt".</summary>
    public async Task PressAgainAsync(long id)
    {
        var button = Card(id).Buttons.Single().Single();
        await PressAsync(button.Action!);
    }

    /// <summary>The admin, or who is named, presses a button.</summary>
    public async Task PressAsync(string action, int by = Admin)
    {
        var options = new AdminOptions { Admins = Admins };
        var admin = await Test.NewCustomerAsync($"{by}");
        await Test.Store.InTransaction(tx => new BroadcastButtons(options).Handle(
            new CommandContext(tx, TestStore.Update($"{by}") with { CallbackData = action, CallbackId = "1" }, admin, ""), action[(Broadcast.Prefix.Length + 1)..]));
    }

    /// <summary>A death: what was under way is forgotten, and the file opened anew.</summary>
    public async Task DieAsync(IStoreObserver? observer = null)
    {
        Test.Reopen(observer);
        Begin();
        await _sender.BeginAsync(default);
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _sender.Dispose();
        Outbox.Dispose();
        Test.Dispose();
    }

    private void Begin()
    {
        _limiters = new ChannelLimiters(Channels);
        var card = new BroadcastCard(Channels);
        _keeper = new BroadcastKeeper(Test.Store, Channels, _limiters, new AdminOptions { Admins = Admins }, Time, NullLogger<BroadcastKeeper>.Instance);
        _sender = new BroadcastSender(Test.Store, Channels, _limiters, card, new Ids(Time), Time, NullLogger<BroadcastSender>.Instance);
        Outbox = new OutboxSender(Test.Store, Channels, [card], new Ids(Time), Time, NullLogger<OutboxSender>.Instance, limiters: _limiters);
    }
}

/// <summary>A platform that takes every message, unless told otherwise, and remembers when.</summary>
internal sealed class RecordingChannel(string name = "telegram", double perSecond = 25) : IChatChannel
{
    private readonly ConcurrentQueue<(string ChatId, string Text, DateTimeOffset At)> _sent = [];

    public string Name { get; } = name;

    public ChannelPace Pace { get; } = new(perSecond, 1, 4);

    public FakeTime Time { get; set; } = null!;

    /// <summary>What becomes of a message; null: it is taken.</summary>
    public Func<OutboxMessage, SendOutcome?> Answers { get; set; } = _ => null;

    /// <summary>What the person has, in order.</summary>
    public IReadOnlyList<(string ChatId, string Text, DateTimeOffset At)> Sent => [.. _sent];

    public IEnumerable<string> To(string text) => _sent.Where(s => s.Text == text).Select(s => s.ChatId);

    public void Clear() => _sent.Clear();

    public Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var answer = Answers(message);
        if (answer is null or SendOutcome.RetryLater { MayHaveArrived: true })
        {
            _sent.Enqueue((message.ChatId, message.Reply.Text.Markup, Time.GetUtcNow()));
        }

        return Task.FromResult(answer ?? new SendOutcome.Sent("1"));
    }
}
