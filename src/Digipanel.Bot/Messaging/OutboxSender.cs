using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Messaging;

/// <summary>
/// Sends the outbox: the head of each chat's queue, many chats at once, each at the platform's pace. Claims are kept in
/// memory (one process a database, see InstanceLock), so a message costs one commit, not two; a crash between the
/// sending and its record sends again: at least once.
/// </summary>
public sealed partial class OutboxSender : Pump
{
    // More than can be under way, so that what may go is always among what is found.
    private const int DueMax = UnderWayMessages.TotalMax + 256;

    private const int FaultsMax = 10;
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromMinutes(2);
    private const int RecordRetrySecondsMax = 30;

    private readonly Dictionary<string, (IChatChannel Channel, ChannelLimiter Limiter)> _channels;
    private readonly CardBook _cards;
    private readonly LateReplies _late;
    private readonly OutboxQueues _queues;
    private readonly InFlight<long> _inFlight;
    private readonly UnderWayMessages _underWay;
    private long _begun;
    private readonly Lock _pacing;
    private readonly Dictionary<OutboxQueue, DateTimeOffset> _resting = [];
    private readonly ConcurrentDictionary<long, int> _faults = new();

    // What became of messages while nothing could be written: one a chat at the most. Recorded later and not sent again, or a disk
    // that is full for an hour would bring a customer the same message thirty times.
    private readonly ConcurrentDictionary<long, Unrecorded> _unrecorded = new();
    private readonly OutboxRecorder _recorder;
    private readonly Ids _ids;
    private readonly ILogger<OutboxSender> _logger;

    /// <summary>Made by the host.</summary>
    public OutboxSender(
        Store store, IEnumerable<IChatChannel> channels, IEnumerable<ICard> cards, Ids ids, TimeProvider time, ILogger<OutboxSender> logger, IEnumerable<ILateReply>? late = null,
        ChannelLimiters? limiters = null)
        : base(store, time, logger)
    {
        limiters ??= new ChannelLimiters(channels);
        _pacing = limiters.Gate;
        _channels = channels.ToDictionary(c => c.Name, c => (c, limiters.Of(c.Name)), StringComparer.Ordinal);
        _cards = new CardBook(cards);
        _late = new LateReplies(late ?? []);
        _queues = new OutboxQueues([.. _channels.Keys]);
        _inFlight = new InFlight<long>(Start);
        _underWay = new UnderWayMessages(time);
        _recorder = new OutboxRecorder(store, logger);
        _ids = ids;
        _logger = logger;
    }

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var started = StartDue(out _);
        await _inFlight.DrainAsync();
        return started > 0;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _inFlight.DrainAsync();
    }

    /// <inheritdoc/>
    protected override Task<TimeSpan> StepAsync(CancellationToken stoppingToken)
    {
        // Started, not awaited: a slow chat must not hold up the others. Each that ends wakes this loop.
        StartDue(out var nextIn);
        return Task.FromResult(nextIn < PollInterval ? nextIn : PollInterval);
    }

    private int StartDue(out TimeSpan nextIn)
    {
        var now = Time.GetUtcNow();

        // Taken before the rows are read: what is under way now may have been sent and recorded by the time they are looked
        // at, and would look unsent in them. 95 of 2,000 messages went out twice that way.
        var busy = _underWay.Copy();
        var (rows, sleep) = Store.Read(database => Choose(database, busy, now));
        foreach (var (next, row) in rows)
        {
            var channel = _channels[row.Head.Channel];
            _underWay.Begin(next.Queue, row.Head.Id, next.HasMore);
            _inFlight.Begin(++_begun, () => SendToItsEndAsync(channel.Channel, channel.Limiter, next.Queue, row), static () => { });
        }

        nextIn = sleep;
        return rows.Count;
    }

    /// <summary>What may go now, and when to look again unless woken.</summary>
    private (List<(NextInQueue Next, Chosen Row)> Rows, TimeSpan Sleep) Choose(SqliteConnection database, Dictionary<OutboxQueue, long> busy, DateTimeOffset now)
    {
        var rows = new List<(NextInQueue, Chosen)>();
        var sleep = PollInterval;
        var (total, places, nextPlaceIn) = _underWay.Count();
        foreach (var next in _queues.Due(database, now, DueMax))
        {
            if (busy.TryGetValue(next.Queue, out var id))
            {
                // Its end need not wake us where nothing else is in the queue: under load that is nearly all of them.
                if ((next.HasMore || next.Id != id) && !_underWay.TryAwait(next.Queue))
                {
                    sleep = TimeSpan.Zero;
                }

                continue;
            }

            if (total + rows.Count >= UnderWayMessages.TotalMax || places + rows.Count >= UnderWayMessages.PlacesMax)
            {
                var wait = _underWay.TryAwaitPlace(total) ? nextPlaceIn : TimeSpan.Zero;
                sleep = wait < sleep ? wait : sleep;
                break;
            }

            if (Wait(next.Queue, now) is var pause && pause > TimeSpan.Zero)
            {
                sleep = pause < sleep ? pause : sleep;
            }
            else if (OutboxHead.Find(database, next.Id) is { } row)
            {
                var chosen = Look(database, row, now);
                if (chosen.Card is { Reply: null })
                {
                    // Nothing new to say, as at most moves of an order where messages cannot be edited: the files that follow need the chat's pace.
                    GiveBack(next.Queue);
                }

                rows.Add((next, chosen));
            }
        }

        return (rows, sleep);
    }

    // In the same read as the row: a commit empties a reader's cache, and most of what the cards of a batch show stands on the same pages.
    private Chosen Look(SqliteConnection database, OutboxHead row, DateTimeOffset now)
    {
        if (row.Card is null || _unrecorded.ContainsKey(row.Id))
        {
            return new Chosen(row, null, null);
        }

        try
        {
            return new Chosen(row, _cards.Look(database, row.Card, now, _channels[row.Channel].Channel.CanEdit), null);
        }
        catch (Exception e)
        {
            // A bug in one card must not keep the others: it is told where its row is sent.
            return new Chosen(row, null, ExceptionDispatchInfo.Capture(e));
        }
    }

    /// <summary>How long the queue must rest, or wait for its channel; zero: it is counted as sent.</summary>
    private TimeSpan Wait(OutboxQueue queue, DateTimeOffset now)
    {
        lock (_pacing)
        {
            // Longer than it ever is: the clock was set back.
            var rest = _resting.TryGetValue(queue, out var until) && until - now <= RetryDelayMax ? until - now : TimeSpan.Zero;
            var wait = rest > TimeSpan.Zero ? rest : _channels[queue.Chat.Channel].Limiter.TryTake(queue.Chat.ChatId, queue.Answer > 0, now);
            if (wait <= TimeSpan.Zero)
            {
                _resting.Remove(queue);
            }

            return wait;
        }
    }

    private void GiveBack(OutboxQueue queue)
    {
        lock (_pacing)
        {
            _channels[queue.Chat.Channel].Limiter.Give(queue.Chat.ChatId);
        }
    }

    // The end is known before the task has ended: whoever waited for that looks for the next row at once.
    private async Task SendToItsEndAsync(IChatChannel channel, ChannelLimiter limiter, OutboxQueue queue, Chosen row)
    {
        try
        {
            await SendAsync(channel, limiter, queue, row);
        }
        finally
        {
            if (_underWay.End(queue))
            {
                Wake();
            }
        }
    }

    private async Task SendAsync(IChatChannel channel, ChannelLimiter limiter, OutboxQueue queue, Chosen chosen)
    {
        var row = chosen.Head;
        var delivery = _unrecorded.TryGetValue(row.Id, out var known) ? known.Delivery : await TrySendAsync(channel, limiter, chosen);
        try
        {
            // As the row was when it was sent: what has changed about a card since then is still owed.
            var isOwed = await _recorder.RecordAsync(known?.Row ?? row, delivery, BackOff(row.Attempts));
            _unrecorded.TryRemove(row.Id, out _);
            if (isOwed)
            {
                // It may be due at once: under another chat's name, or as an edit, where the card changed while it went out.
                _underWay.TryAwait(queue);
            }
        }
        catch (Exception e)
        {
            // A database that cannot write: the row stays as it was.
            var tries = (known?.Tries ?? 0) + 1;
            _unrecorded[row.Id] = new Unrecorded(known?.Row ?? row, delivery, tries);
            LogFault(row.Id, e);
            _underWay.TryAwait(queue);
            lock (_pacing)
            {
                _resting[queue] = Time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(RecordRetrySecondsMax, 1 << Math.Min(tries, 10)));
            }
        }
    }

    private async Task<Delivery> TrySendAsync(IChatChannel channel, ChannelLimiter limiter, Chosen chosen)
    {
        var row = chosen.Head;
        try
        {
            var delivery = await DeliverAsync(channel, chosen);
            _faults.TryRemove(row.Id, out _);
            if (delivery.Outcome is SendOutcome.RetryLater { WholeChannel: true, Delay: var delay })
            {
                lock (_pacing)
                {
                    limiter.Pause(Time.GetUtcNow(), delay);
                }
            }

            return delivery;
        }
        catch (Exception e)
        {
            // A bug of ours. What fails every time must not hold back all that its chat is owed after it.
            LogFault(row.Id, e);
            if (_faults.AddOrUpdate(row.Id, 1, (_, n) => n + 1) < FaultsMax)
            {
                return new Delivery(new SendOutcome.RetryLater(RetryDelayMax, WholeChannel: false, $"a fault of our own ({e.GetType().Name})"));
            }

            _faults.TryRemove(row.Id, out _);
            return new Delivery(new SendOutcome.Refused($"a fault of our own, {FaultsMax} times ({e.GetType().Name})"));
        }
    }

    // Not cancelled by a stop: a message under way is finished and recorded, or it would be sent twice.
    private async Task<Delivery> DeliverAsync(IChatChannel channel, Chosen chosen)
    {
        chosen.Fault?.Throw();
        var row = chosen.Head;
        if (chosen.Card is not { } work)
        {
            var owed = JsonSerializer.Deserialize(row.Payload, ReplyJson.Default.Reply)!;
            if (!_late.IsFor(owed, row.Address))
            {
                return new Delivery(new SendOutcome.Sent(null));
            }

            var (reply, next) = _late.Complete(Store, owed, Time.GetUtcNow());
            if (!channel.CanEdit && reply.Edits is not null)
            {
                if (reply.EditsOnly)
                {
                    return new Delivery(new SendOutcome.Sent(null));
                }

                reply = reply with { Edits = null };
            }

            return new Delivery(LateReplies.Then(await channel.SendAsync(new OutboxMessage(row.Id, row.ChatId, reply, row.Attempts), CancellationToken.None), row.Address, next));
        }

        if (work.Reply is null)
        {
            return new Delivery(new SendOutcome.Sent(null));
        }

        var message = new OutboxMessage(row.Id, row.ChatId, work.Reply, row.Attempts) { Card = channel.CanEdit ? work.Message : null };
        return new Delivery(await channel.SendAsync(message, CancellationToken.None), work.Digest, work.Message?.Id);
    }

    private TimeSpan BackOff(int attempts)
    {
        var seconds = Math.Min(RetryDelayMax.TotalSeconds, Math.Pow(2, Math.Min(attempts, 10)));
        return TimeSpan.FromSeconds(seconds * (0.5 + (_ids.NextDouble() / 2)));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} could not be sent or recorded; it stays due")]
    private partial void LogFault(long id, Exception e);

    /// <summary>A row that goes now.</summary>
    /// <param name="Head">The row.</param>
    /// <param name="Card">What is to be done about its card; null where it is none.</param>
    /// <param name="Fault">Why the card could not be read.</param>
    private sealed record Chosen(OutboxHead Head, CardWork? Card, ExceptionDispatchInfo? Fault);

    private sealed record Unrecorded(OutboxHead Row, Delivery Delivery, int Tries);
}
