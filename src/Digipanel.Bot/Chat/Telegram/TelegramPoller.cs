using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>
/// Asks Telegram for updates, one long poll after the other. An update is confirmed by the next poll's offset, so it is
/// persisted first: a crash in between brings it again, and the inbox knows it.
/// </summary>
internal sealed partial class TelegramPoller : Pump
{
    /// <summary>How long Telegram holds a poll that has nothing to tell.</summary>
    internal const int LongPollSeconds = 25;

    /// <summary>Updates of one poll; Telegram's maximum.</summary>
    internal const int BatchMax = 100;

    // 100 >> 6 is one update.
    private const int BatchHalvingsMax = 6;

    private static readonly TimeSpan FaultDelayMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ConflictDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TokenRefusedDelay = TimeSpan.FromSeconds(60);

    // An answer to an empty long poll that comes sooner is no long poll: do not spin.
    private static readonly TimeSpan EmptyPollMin = TimeSpan.FromSeconds(1);

    private readonly BotApiClient _client;
    private readonly Dispatcher _dispatcher;
    private readonly TokenTrouble _token;
    private readonly ILogger<TelegramPoller> _logger;
    private bool _webhookRemoved;
    private int _faults;

    // Set only between a batch and its confirmation. After an empty poll nothing is unconfirmed and the next one needs no
    // offset: update ids start anywhere after a week of silence, and an old offset would hide them.
    private long? _offset;

    public TelegramPoller(BotApiClient client, Dispatcher dispatcher, TokenTrouble token, Store store, TimeProvider time, ILogger<TelegramPoller> logger)
        : base(store, time, logger)
    {
        _client = client;
        _dispatcher = dispatcher;
        _token = token;
        _logger = logger;
    }

    /// <summary>Takes what waits, without waiting for more.</summary>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken) =>
        await TurnAsync(TimeSpan.Zero, cancellationToken) is { Updates: > 0 };

    /// <inheritdoc/>
    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken)
    {
        var started = Time.GetTimestamp();
        var turn = await TurnAsync(TimeSpan.FromSeconds(LongPollSeconds), stoppingToken);
        return turn is { Updates: 0, Pause.Ticks: 0 } && Time.GetElapsedTime(started) < EmptyPollMin ? EmptyPollMin : turn.Pause;
    }

    private async Task<Turn> TurnAsync(TimeSpan wait, CancellationToken ct)
    {
        if (!_webhookRemoved)
        {
            // getUpdates is refused while a webhook is set, say by an earlier start in Webhook mode.
            var removed = await _client.DeleteWebhookAsync(ct);
            if (removed is not BotApiResult<bool>.Ok)
            {
                return Wait(removed);
            }

            _webhookRemoved = true;
        }

        // After a fault for fewer: the answer itself may be what cannot be taken (over ResponseBytesMax, say), and would be for ever.
        var result = await _client.GetUpdatesAsync(_offset, BatchMax >> Math.Min(_faults, BatchHalvingsMax), wait, ct);
        if (result is not BotApiResult<UpdateBatch>.Ok(var batch))
        {
            return Wait(result);
        }

        _faults = 0;
        _token.Report(UpdateMapper.Channel, isRefused: false);
        if (batch.Unreadable > 0)
        {
            LogUnreadable(batch.Unreadable, batch.LastUpdateId);
        }

        await PersistAsync(batch.Updates, ct);
        _offset = batch.LastUpdateId + 1;
        return new Turn(batch.Updates.Count, TimeSpan.Zero);
    }

    /// <summary>One transaction an update; in order within a chat, all chats at once so that they share commits.</summary>
    private Task PersistAsync(IReadOnlyList<Update> updates, CancellationToken ct)
    {
        var chats = updates.Select(UpdateMapper.Map).OfType<ChatUpdate>().GroupBy(update => update.ChatId, StringComparer.Ordinal);
        return Task.WhenAll(chats.Select(InOrderAsync));

        async Task InOrderAsync(IEnumerable<ChatUpdate> chat)
        {
            foreach (var update in chat)
            {
                await _dispatcher.DispatchAsync(update, ct);
            }
        }
    }

    private Turn Wait<T>(BotApiResult<T> result)
    {
        var backOff = TimeSpan.FromSeconds(Math.Min(FaultDelayMax.TotalSeconds, Math.Pow(2, Math.Min(_faults++, 10))));
        switch (result)
        {
            case BotApiResult<T>.TooMany(var retryAfter):
                LogWaiting(retryAfter, "Too Many Requests");
                return new Turn(0, retryAfter);
            case BotApiResult<T>.Refused { Code: 409 } conflict:
                // Either kind: another poller, or a webhook that somebody set meanwhile.
                _webhookRemoved = false;
                LogConflict(conflict.Description, ConflictDelay);
                return new Turn(0, ConflictDelay);
            case BotApiResult<T>.Refused { Code: 401 or 404 } refused:
                LogTokenRefused(refused.Code, refused.Description, TokenRefusedDelay);
                _token.Report(UpdateMapper.Channel, isRefused: true);
                return new Turn(0, TokenRefusedDelay);
            case BotApiResult<T>.Refused refused:
                LogWaiting(backOff, $"{refused.Code} {refused.Description}");
                return new Turn(0, backOff);
            case BotApiResult<T>.Unreachable(var reason):
                LogWaiting(backOff, reason);
                return new Turn(0, backOff);
            default:
                LogWaiting(backOff, result.GetType().Name);
                return new Turn(0, backOff);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram gave no updates ({Reason}); asking again in {Delay}")]
    private partial void LogWaiting(TimeSpan delay, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} update(s) up to {UpdateId} could not be read and are passed over")]
    private partial void LogUnreadable(int count, long? updateId);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Another program uses this bot token ({Description}). Stop it, or give this bot a token of its own (@BotFather, /revoke makes a new one). Asking again in {Delay}")]
    private partial void LogConflict(string description, TimeSpan delay);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Telegram does not know the bot token ({Code} {Description}): set Telegram:BotToken to the one @BotFather shows, and restart. Asking again in {Delay}")]
    private partial void LogTokenRefused(int code, string description, TimeSpan delay);

    private sealed record Turn(int Updates, TimeSpan Pause);
}
