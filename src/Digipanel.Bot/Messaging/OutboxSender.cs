using System.Collections.Concurrent;
using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Messaging;

/// <summary>
/// Sends the outbox: the head of each chat's queue, many chats at once, each at the platform's pace. Claims are kept in
/// memory (one process a database, see InstanceLock), so a message costs one commit, not two; a crash between the
/// sending and its record sends again: at least once.
/// </summary>
public sealed partial class OutboxSender : Pump
{
    /// <summary>Messages under way at once over all channels.</summary>
    public const int InFlightMax = 64;

    private const int FaultsMax = 10;
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromMinutes(2);
    private const int RecordRetrySecondsMax = 30;

    private readonly Dictionary<string, (IChatChannel Channel, ChannelLimiter Limiter)> _channels;
    private readonly CardBook _cards;
    private readonly InFlight<(ChatAddress Chat, long Answer)> _inFlight;
    private readonly Lock _pacing = new();
    private readonly Dictionary<(ChatAddress, long), DateTimeOffset> _resting = [];
    private readonly ConcurrentDictionary<long, int> _faults = new();

    // What became of messages while nothing could be written: one a chat at the most. Recorded later and not sent again, or a disk
    // that is full for an hour would bring a customer the same message thirty times.
    private readonly ConcurrentDictionary<long, Unrecorded> _unrecorded = new();
    private readonly OutboxRecorder _recorder;
    private readonly Ids _ids;
    private readonly ILogger<OutboxSender> _logger;

    /// <summary>Made by the host.</summary>
    public OutboxSender(Store store, IEnumerable<IChatChannel> channels, IEnumerable<ICard> cards, Ids ids, TimeProvider time, ILogger<OutboxSender> logger)
        : base(store, time, logger)
    {
        _channels = channels.ToDictionary(c => c.Name, c => (c, new ChannelLimiter(c.Pace)), StringComparer.Ordinal);
        _cards = new CardBook(cards);
        _inFlight = new InFlight<(ChatAddress, long)>(Start);
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
        nextIn = PollInterval;
        var now = Time.GetUtcNow();
        var started = 0;

        // Taken before the rows are read: what is under way now may have been sent and recorded by the time they are looked
        // at, and would look unsent in them. 95 of 2,000 messages went out twice that way.
        HashSet<(ChatAddress, long)> busy = [.. _inFlight.Keys()];
        foreach (var row in Store.Read(c => OutboxHead.Due(c, now, _channels.Keys)))
        {
            if (_inFlight.Count >= InFlightMax)
            {
                break;
            }

            // Busy: its end wakes us.
            if (busy.Contains(row.Queue) || _inFlight.Contains(row.Queue) || !_channels.TryGetValue(row.Channel, out var channel))
            {
                continue;
            }

            lock (_pacing)
            {
                // Longer than it ever is: the clock was set back.
                var rest = _resting.TryGetValue(row.Queue, out var until) && until - now <= RetryDelayMax ? until - now : TimeSpan.Zero;
                var wait = rest > TimeSpan.Zero ? rest : channel.Limiter.TryTake(row.ChatId, row.IsAnswer, now);
                if (wait > TimeSpan.Zero)
                {
                    nextIn = wait < nextIn ? wait : nextIn;
                    continue;
                }

                _resting.Remove(row.Queue);
            }

            _inFlight.Begin(row.Queue, () => SendAsync(channel.Channel, channel.Limiter, row), Wake);
            started++;
        }

        return started;
    }

    private async Task SendAsync(IChatChannel channel, ChannelLimiter limiter, OutboxHead row)
    {
        var delivery = _unrecorded.TryGetValue(row.Id, out var known) ? known.Delivery : await TrySendAsync(channel, limiter, row);
        try
        {
            // As the row was when it was sent: what has changed about a card since then is still owed.
            await _recorder.RecordAsync(known?.Row ?? row, delivery, BackOff(row.Attempts));
            _unrecorded.TryRemove(row.Id, out _);
        }
        catch (Exception e)
        {
            // A database that cannot write: the row stays as it was.
            var tries = (known?.Tries ?? 0) + 1;
            _unrecorded[row.Id] = new Unrecorded(known?.Row ?? row, delivery, tries);
            LogFault(row.Id, e);
            lock (_pacing)
            {
                _resting[row.Queue] = Time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(RecordRetrySecondsMax, 1 << Math.Min(tries, 10)));
            }
        }
    }

    private async Task<Delivery> TrySendAsync(IChatChannel channel, ChannelLimiter limiter, OutboxHead row)
    {
        try
        {
            var delivery = await DeliverAsync(channel, row);
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
    private async Task<Delivery> DeliverAsync(IChatChannel channel, OutboxHead row)
    {
        if (row.Card is null)
        {
            var reply = JsonSerializer.Deserialize(row.Payload, ReplyJson.Default.Reply)!;
            return new Delivery(await channel.SendAsync(new OutboxMessage(row.Id, row.ChatId, reply, row.Attempts), CancellationToken.None));
        }

        var work = _cards.Look(Store, row.Card, Time.GetUtcNow());
        if (work.Reply is null)
        {
            return new Delivery(new SendOutcome.Sent(null));
        }

        var message = new OutboxMessage(row.Id, row.ChatId, work.Reply, row.Attempts) { Card = work.Message };
        return new Delivery(await channel.SendAsync(message, CancellationToken.None), work.Digest, work.Message?.Id);
    }

    private TimeSpan BackOff(int attempts)
    {
        var seconds = Math.Min(RetryDelayMax.TotalSeconds, Math.Pow(2, Math.Min(attempts, 10)));
        return TimeSpan.FromSeconds(seconds * (0.5 + (_ids.NextDouble() / 2)));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} could not be sent or recorded; it stays due")]
    private partial void LogFault(long id, Exception e);

    private sealed record Unrecorded(OutboxHead Row, Delivery Delivery, int Tries);
}
