using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>
/// Tells Telegram at the start where to call, and looks now and then whether that still holds: somebody who tried the token
/// in Polling mode has removed the webhook, and the shop would be deaf without a word.
/// </summary>
internal sealed partial class WebhookKeeper : Pump
{
    // Telegram's default is 40; more shares a commit among more updates.
    private const int ConnectionsMax = 100;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(10);

    private readonly BotApiClient _client;
    private readonly SetWebhookRequest _request;
    private readonly RetryDelays _delays = new();
    private readonly ILogger<WebhookKeeper> _logger;
    private bool _isSet;
    private long? _lastErrorDate;
    private TimeSpan _pause;

    public WebhookKeeper(BotApiClient client, TelegramOptions options, ServerOptions server, Store store, TimeProvider time, ILogger<WebhookKeeper> logger)
        : base(store, time, logger)
    {
        _client = client;
        _logger = logger;
        var url = server.PublicUrl!.TrimEnd('/') + TelegramWebhook.Path;
        _request = new SetWebhookRequest(url, options.WebhookSecret, ConnectionsMax, BotApiClient.AllowedUpdates);
    }

    /// <summary>Sets it the first time, whatever is set: the secret may be another. Later looks first.</summary>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        _pause = CheckInterval;
        if (_isSet)
        {
            _isSet = await IsStillSetAsync(cancellationToken);
        }

        if (!_isSet)
        {
            var result = await _client.SetWebhookAsync(_request, cancellationToken);
            if (result is BotApiResult<bool>.Ok)
            {
                _isSet = true;
                _delays.Reset();
                LogSet(_request.Url);
                return true;
            }

            _pause = _delays.Next(result);
            LogFailed(result.ToString(), _pause);
        }

        return false;
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken)
    {
        await RunOnceAsync(stoppingToken);
        return _pause;
    }

    private async Task<bool> IsStillSetAsync(CancellationToken ct)
    {
        if (await _client.GetWebhookInfoAsync(ct) is not BotApiResult<WebhookInfo>.Ok(var info))
        {
            // Unknown; ask again next time.
            return true;
        }

        if (info.LastErrorDate is { } date && date != _lastErrorDate)
        {
            _lastErrorDate = date;
            LogTelegramsError(info.LastErrorMessage ?? "", DateTimeOffset.FromUnixTimeSeconds(date), info.PendingUpdateCount);
        }

        return info.Url == _request.Url;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram calls {Url}")]
    private partial void LogSet(string url);

    [LoggerMessage(Level = LogLevel.Error, Message = "The webhook could not be set ({Result}); trying again in {Delay}. Until then no update arrives")]
    private partial void LogFailed(string result, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram could not deliver to the webhook at {At}: {Error}. {Pending} update(s) wait there")]
    private partial void LogTelegramsError(string error, DateTimeOffset at, int pending);
}
