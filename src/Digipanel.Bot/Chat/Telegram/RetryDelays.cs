namespace Digipanel.Bot.Chat.Telegram;

/// <summary>How long to wait after each call that did not work: doubling, or as long as Telegram asks.</summary>
internal sealed class RetryDelays
{
    private const double DelaySecondsMax = 300;
    private int _faults;

    internal void Reset() => _faults = 0;

    internal TimeSpan Next<T>(BotApiResult<T> result)
    {
        var doubled = TimeSpan.FromSeconds(Math.Min(DelaySecondsMax, Math.Pow(2, Math.Min(_faults++, 10))));
        return result is BotApiResult<T>.TooMany(var retryAfter) && retryAfter > doubled ? retryAfter : doubled;
    }
}
