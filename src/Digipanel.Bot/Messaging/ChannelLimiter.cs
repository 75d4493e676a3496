using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Messaging;

/// <summary>Holds one channel to its platform's pace, and the whole channel still during a flood wait.</summary>
internal sealed class ChannelLimiter(ChannelPace pace)
{
    private const int ChatsRememberedMin = 10_000;

    // Broadcasts stay at nine tenths of the pace with hardly a burst, and leave a quarter of a second's messages to whatever customers are owed themselves.
    private const double SparePart = 0.9;
    private const double SpareBurstPart = 0.2;
    private const double ReservePart = 0.25;

    private readonly TokenBucket _all = new(pace.PerSecond, pace.PerSecond);
    private readonly TokenBucket _spare = new(SpareOf(pace), Math.Max(1, pace.PerSecond * SpareBurstPart));
    private readonly double _reserve = Math.Max(0, Math.Min(pace.PerSecond * ReservePart, pace.PerSecond - 1));
    private readonly Dictionary<string, TokenBucket> _chats = new(StringComparer.Ordinal);
    private int _forgetAt = ChatsRememberedMin;
    private DateTimeOffset _pausedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <summary>Messages of broadcasts a second, where nothing else is sent.</summary>
    public static double SpareOf(ChannelPace pace) => pace.PerSecond * SparePart;

    /// <summary>How long this chat's next message has to wait; zero means it was counted and must be sent.</summary>
    /// <param name="chatId">The chat.</param>
    /// <param name="isAnswer">An answer to a pressed button is no message in the chat: only the channel's own pace holds it.</param>
    /// <param name="now">The time.</param>
    public TimeSpan TryTake(string chatId, bool isAnswer, DateTimeOffset now)
    {
        KeepPauseIn(now);
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

        var chat = ChatOf(chatId, now);
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

    /// <summary>As <see cref="TryTake"/>, of a broadcast: it takes what customers' own messages leave over.</summary>
    /// <param name="chatId">The chat.</param>
    /// <param name="now">The time.</param>
    /// <param name="isOnlyThisChat">Another chat's message might go at once.</param>
    public TimeSpan TryTakeSpare(string chatId, DateTimeOffset now, out bool isOnlyThisChat)
    {
        isOnlyThisChat = false;
        KeepPauseIn(now);
        if (_pausedUntil > now)
        {
            return _pausedUntil - now;
        }

        var (all, spare) = (_all.Wait(now, _reserve), _spare.Wait(now));
        var wait = all > spare ? all : spare;
        if (wait > TimeSpan.Zero)
        {
            return wait;
        }

        var chat = ChatOf(chatId, now);
        wait = chat.Wait(now);
        if (isOnlyThisChat = wait > TimeSpan.Zero)
        {
            return wait;
        }

        _all.Take();
        _spare.Take();
        chat.Take();
        return TimeSpan.Zero;
    }

    /// <summary>What a broadcast was counted for is not sent after all.</summary>
    public void GiveSpare(string chatId)
    {
        _spare.Give(1);
        Give(chatId);
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

    private void KeepPauseIn(DateTimeOffset now)
    {
        if (now < _pausedAt)
        {
            // The clock was set back: the pause keeps its length, not its end.
            (_pausedAt, _pausedUntil) = (now, now + (_pausedUntil - _pausedAt));
        }
    }

    private TokenBucket ChatOf(string chatId, DateTimeOffset now)
    {
        if (!_chats.TryGetValue(chatId, out var chat))
        {
            Forget(now);
            _chats[chatId] = chat = new TokenBucket(pace.ChatPerSecond, pace.ChatBurst);
        }

        return chat;
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
