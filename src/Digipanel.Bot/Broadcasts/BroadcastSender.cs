using System.Collections.Concurrent;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Broadcasts;

/// <summary>
/// Sends the broadcast that goes out, to one after the other on its list, with what customers' own messages leave of each channel's pace. Unlike the outbox it
/// sends at most once: a turn is committed before the network is touched, and what a death or a lost answer leaves in doubt stays so.
/// </summary>
internal sealed partial class BroadcastSender : Pump
{
    // Under way at once: what a death can leave in doubt at the most.
    private const int UnderWayMax = 64;
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan SleepMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RecordRetry = TimeSpan.FromSeconds(5);
    private const int RestSecondsMax = 64;
    private const int FailuresToleratedMax = 2;

    private readonly Dictionary<string, IChatChannel> _channels;
    private readonly ChannelLimiters _limiters;
    private readonly BroadcastCard _card;
    private readonly Ids _ids;
    private readonly InFlight<long> _inFlight;
    private readonly ILogger<BroadcastSender> _logger;

    // What became of messages while nothing could be written: recorded later. Should the program end before, they are in doubt.
    private readonly ConcurrentDictionary<long, (BroadcastTurn Turn, SendOutcome Outcome)> _unrecorded = new();

    // Held while the limiters are. A platform that does not answer is left alone, ever longer: each try may leave somebody in doubt.
    private readonly Dictionary<string, (int Failures, DateTimeOffset RestsUntil)> _rests = new(StringComparer.Ordinal);
    private long _refreshedAt;
    private long _begun;

    /// <summary>Made by the host.</summary>
    public BroadcastSender(Store store, IEnumerable<IChatChannel> channels, ChannelLimiters limiters, BroadcastCard card, Ids ids, TimeProvider time, ILogger<BroadcastSender> logger)
        : base(store, time, logger)
    {
        _channels = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);
        (_limiters, _card, _ids, _logger) = (limiters, card, ids, logger);
        _inFlight = new InFlight<long>(Start);
    }

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var (acted, _) = await TurnAsync();
        await _inFlight.DrainAsync();
        return acted;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _inFlight.DrainAsync();
    }

    /// <inheritdoc/>
    internal override Task BeginAsync(CancellationToken cancellationToken) =>
        Store.Read(BroadcastTurn.AnyUnderWay) ? Store.InTransaction(BroadcastTurn.Doubt, cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken)
    {
        var (acted, sleep) = await TurnAsync();
        return acted && sleep == TimeSpan.Zero ? TimeSpan.Zero : sleep < SleepMin ? SleepMin : sleep;
    }

    private async Task<(bool Acted, TimeSpan Sleep)> TurnAsync()
    {
        foreach (var (turn, outcome) in _unrecorded.Values)
        {
            await RecordAsync(turn, outcome);
        }

        var now = Time.GetUtcNow();
        if (Store.Read(database => Look(database, now)) is not { } list)
        {
            return (false, PollInterval);
        }

        var (chosen, sleep) = Choose(list, now);
        if (chosen.Count == 0)
        {
            var isOver = list.IsOver && _inFlight.Count == 0 && _unrecorded.IsEmpty;
            return isOver ? (await EndAsync(list.Broadcast.Id), PollInterval) : (false, _unrecorded.IsEmpty ? sleep : RecordRetry);
        }

        await SendAsync(list.Broadcast, chosen);
        return (true, sleep);
    }

    private async Task SendAsync(Broadcast broadcast, List<BroadcastTurn> chosen)
    {
        IReadOnlyList<BroadcastTurn> claimed = [];
        try
        {
            claimed = await Store.InTransaction(tx => BroadcastTurn.Claim(tx, broadcast.Id, chosen));
        }
        finally
        {
            var taken = claimed.Select(t => t.Id).ToHashSet();
            foreach (var turn in chosen.Where(t => !taken.Contains(t.Id)))
            {
                GiveBack(turn.Address);
            }
        }

        var reply = broadcast.Content.ToReply();
        foreach (var turn in claimed)
        {
            // Not by the turn: one that is tried again may be taken before its task has quite ended.
            _inFlight.Begin(++_begun, () => SendAsync(turn, reply), Wake);
        }
    }

    /// <summary>Whose turn it might be, of the one that goes out; null: none does, or its list is not made yet.</summary>
    private Due? Look(SqliteConnection database, DateTimeOffset now)
    {
        if (BroadcastTable.Running(database) is not { IsGathered: true } broadcast)
        {
            return null;
        }

        var room = UnderWayMax - _inFlight.Count;
        var turns = new List<BroadcastTurn>();
        long? next = null;
        foreach (var channel in _channels.Keys)
        {
            using var rows = Statement.On(
                database,
                """
                SELECT r.id, r.attempts, r.due_at, c.chat_id FROM broadcast_recipients r JOIN customers c ON c.id = r.account_id
                WHERE r.broadcast_id = ?1 AND r.channel = ?2 AND r.state = 'pending' ORDER BY r.due_at, r.id LIMIT ?3
                """);
            rows.Bind(1, broadcast.Id).Bind(2, channel).Bind(3, Math.Max(room, 1));
            while (rows.Step())
            {
                var due = rows.Number(2);
                next = next < due ? next : due;
                if (due <= now.ToUnixTimeMilliseconds() && turns.Count < room * _channels.Count)
                {
                    turns.Add(new BroadcastTurn(rows.Number(0), broadcast.Id, new ChatAddress(channel, rows.Text(3)), (int)rows.Number(1)));
                }
            }
        }

        using var sending = Statement.On(database, "SELECT 1 FROM broadcast_recipients WHERE broadcast_id = ?1 AND state = 'sending'").Bind(1, broadcast.Id);
        return new Due(broadcast, turns, room, next, IsOver: next is null && !sending.Step());
    }

    /// <summary>Who goes now, counted against the pace, and when to look again unless woken.</summary>
    private (List<BroadcastTurn> Turns, TimeSpan Sleep) Choose(Due due, DateTimeOffset now)
    {
        var chosen = new List<BroadcastTurn>();
        var waits = new HashSet<string>(StringComparer.Ordinal);
        var sleep = due.NextAt is { } at && at > now.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(at) - now : PollInterval;
        lock (_limiters.Gate)
        {
            foreach (var turn in due.Turns.Where(t => !waits.Contains(t.Address.Channel)))
            {
                if (chosen.Count == due.Room)
                {
                    break; // the end of any wakes this loop
                }

                var isOnlyThisChat = false;
                var wait = Rest(turn.Address.Channel, now);
                wait = wait > TimeSpan.Zero ? wait : _limiters.Of(turn.Address.Channel).TryTakeSpare(turn.Address.ChatId, now, out isOnlyThisChat);
                if (wait == TimeSpan.Zero)
                {
                    chosen.Add(turn);
                    ProbeOne(turn.Address.Channel, now);
                    continue;
                }

                sleep = wait < sleep ? wait : sleep;
                if (!isOnlyThisChat)
                {
                    waits.Add(turn.Address.Channel);
                }
            }
        }

        return (chosen, sleep < PollInterval ? sleep : PollInterval);
    }

    private async Task SendAsync(BroadcastTurn turn, Reply reply)
    {
        SendOutcome outcome;
        try
        {
            outcome = await _channels[turn.Address.Channel].SendAsync(new OutboxMessage(turn.Id, turn.Address.ChatId, reply, turn.Attempts - 1) { Tag = turn.Tag }, CancellationToken.None);
        }
        catch (Exception e)
        {
            // A bug of ours, before or after it went: nobody knows.
            LogFault(turn.Id, e);
            outcome = new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, $"a fault of our own ({e.GetType().Name})") { MayHaveArrived = true };
        }

        lock (_limiters.Gate)
        {
            Learn(turn.Address, outcome, Time.GetUtcNow());
        }

        await RecordAsync(turn, outcome);
    }

    private void Learn(ChatAddress chat, SendOutcome outcome, DateTimeOffset now)
    {
        var channel = chat.Channel;
        switch (outcome)
        {
            case SendOutcome.OutsideWindow:
                NothingSent(chat);
                break;
            case SendOutcome.RetryLater { WholeChannel: true, Delay: var delay }:
                _limiters.Of(channel).Pause(now, delay);
                break;
            case SendOutcome.RetryLater:
                var failures = _rests.GetValueOrDefault(channel).Failures + 1;
                var rest = failures <= FailuresToleratedMax ? 0 : Math.Min(RestSecondsMax, Math.Pow(2, Math.Min(failures - FailuresToleratedMax, 10)));
                _rests[channel] = (failures, now + TimeSpan.FromSeconds(rest));
                break;
            default:
                _rests.Remove(channel);
                break;
        }
    }

    // After a rest one goes alone, until it is known what becomes of it.
    private void ProbeOne(string channel, DateTimeOffset now)
    {
        if (_rests.TryGetValue(channel, out var known) && known.Failures > FailuresToleratedMax)
        {
            _rests[channel] = known with { RestsUntil = now + TimeSpan.FromSeconds(RestSecondsMax) };
        }
    }

    // Longer than it ever is: the clock was set back.
    private TimeSpan Rest(string channel, DateTimeOffset now) =>
        _rests.TryGetValue(channel, out var known) && known.RestsUntil > now && known.RestsUntil - now <= TimeSpan.FromSeconds(RestSecondsMax) ? known.RestsUntil - now : TimeSpan.Zero;

    private async Task RecordAsync(BroadcastTurn turn, SendOutcome outcome)
    {
        var backOff = TimeSpan.FromSeconds(Math.Pow(4, Math.Min(turn.Attempts, 4)) * (0.5 + (_ids.NextDouble() / 2)));
        try
        {
            await Store.InTransaction(tx =>
            {
                turn.Record(tx, outcome, backOff);
                Refresh(tx, turn.BroadcastId);
            });
            _unrecorded.TryRemove(turn.Id, out _);
        }
        catch (Exception e)
        {
            // A database that cannot write: the row says "sending" until it can.
            _unrecorded[turn.Id] = (turn, outcome);
            LogFault(turn.Id, e);
        }
    }

    // The card is read anew when it is sent: once in a while is enough, and a row for each of thousands would be too much. Of one that was stopped or paused
    // nobody comes later to tell what was still on its way then.
    private void Refresh(Tx tx, long broadcastId)
    {
        var last = Interlocked.Read(ref _refreshedAt);
        if ((Math.Abs(tx.NowMs - last) >= RefreshEvery.TotalMilliseconds && Interlocked.CompareExchange(ref _refreshedAt, tx.NowMs, last) == last)
            || !BroadcastTable.IsRunning(tx, broadcastId))
        {
            Cards.Refresh(tx, Broadcast.KeyOf(broadcastId));
        }
    }

    private Task<bool> EndAsync(long id) => Store.InTransaction(tx =>
    {
        if (!BroadcastTable.TryMove(tx, id, BroadcastState.Done, BroadcastState.Running) || BroadcastTable.Find(tx.Connection, id) is not { } broadcast)
        {
            return false;
        }

        // The live card's message becomes the report, and the card goes to the end of the chat, where it is noticed, with the buttons.
        if (_card.Render(tx.Connection, broadcast, tx.Now) is { } report)
        {
            BroadcastCard.ShowAgain(tx, broadcast, report with { Buttons = [], Stage = null });
        }

        tx.Wake<BroadcastKeeper>();
        return true;
    });

    private void GiveBack(ChatAddress chat)
    {
        lock (_limiters.Gate)
        {
            NothingSent(chat);
        }
    }

    // Thousands of them must take neither minutes nor, where one was to try the platform after a rest, the others' turn.
    private void NothingSent(ChatAddress chat)
    {
        _limiters.Of(chat.Channel).GiveSpare(chat.ChatId);
        if (_rests.TryGetValue(chat.Channel, out var known))
        {
            _rests[chat.Channel] = known with { RestsUntil = Time.GetUtcNow() };
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Broadcast recipient {Id} could not be sent to, or what became of it not be recorded")]
    private partial void LogFault(long id, Exception e);

    /// <param name="Broadcast">What goes out.</param>
    /// <param name="Turns">Whose turn it is, a channel after the other.</param>
    /// <param name="Room">How many more may be under way.</param>
    /// <param name="NextAt">When the next turn is due; null: everybody had theirs, or is having it.</param>
    /// <param name="IsOver">Nobody is left.</param>
    private sealed record Due(Broadcast Broadcast, IReadOnlyList<BroadcastTurn> Turns, int Room, long? NextAt, bool IsOver);
}
