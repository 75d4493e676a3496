using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Messaging;

/// <summary>Holds one channel to its platform's pace, and the whole channel still during a flood wait.</summary>
internal sealed class ChannelLimiter(ChannelPace pace)
{
    private const int ChatsRememberedMin = 10_000;
    private readonly TokenBucket _all = new(pace.PerSecond, pace.PerSecond);
    private readonly Dictionary<string, TokenBucket> _chats = new(StringComparer.Ordinal);
    private int _forgetAt = ChatsRememberedMin;
    private DateTimeOffset _pausedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <summary>How long this chat's next message has to wait; zero means it was counted and must be sent.</summary>
    /// <param name="chatId">The chat.</param>
    /// <param name="isAnswer">An answer to a pressed button is no message in the chat: only the channel's own pace holds it.</param>
    /// <param name="now">The time.</param>
    public TimeSpan TryTake(string chatId, bool isAnswer, DateTimeOffset now)
    {
        if (now < _pausedAt)
        {
            // The clock was set back: the pause keeps its length, not its end.
            (_pausedAt, _pausedUntil) = (now, now + (_pausedUntil - _pausedAt));
        }

        if (_pausedUntil > now)
        {
            return _pausedUntil - now;
        }

        if (isAnswer)
        {
            var wait = _all.Wait(now);
            if (wait == TimeSpan.Zero)
            {
                _all.Take();
            }

            return wait;
        }

        if (!_chats.TryGetValue(chatId, out var chat))
        {
            Forget(now);
            _chats[chatId] = chat = new TokenBucket(pace.ChatPerSecond, pace.ChatBurst);
        }

        var all = _all.Wait(now);
        var own = chat.Wait(now);
        var longest = all > own ? all : own;
        if (longest == TimeSpan.Zero)
        {
            _all.Take();
            chat.Take();
        }

        return longest;
    }

    /// <summary>What was counted is not sent after all.</summary>
    public void Give(string chatId)
    {
        _all.Give(1);
        if (_chats.TryGetValue(chatId, out var chat))
        {
            chat.Give(1);
        }
    }

    /// <summary>The platform asked the whole channel to wait.</summary>
    public void Pause(DateTimeOffset now, TimeSpan length)
    {
        if (now + length > _pausedUntil || now < _pausedAt)
        {
            (_pausedAt, _pausedUntil) = (now, now + length);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        if (_chats.Count < _forgetAt)
        {
            return;
        }

        foreach (var (chatId, bucket) in _chats)
        {
            if (bucket.IsFull(now))
            {
                _chats.Remove(chatId);
            }
        }

        // Not again with the very next chat: where all are remembered, each new one would look at ten thousand.
        _forgetAt = Math.Max(ChatsRememberedMin, _chats.Count * 2);
    }
}
