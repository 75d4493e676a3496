using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Telegram;

/// <summary>
/// Telegram's pace, off until asked for. The real limits are not published to the letter: about 30 messages a second over all
/// chats and one a second in one chat, where a short burst passes. After a 429 the whole bot is refused until retry_after is over.
/// </summary>
public sealed class TelegramRateLimits
{
    private readonly Lock _lock = new();
    private readonly TokenBucket _all = new();
    private readonly Dictionary<long, TokenBucket> _chats = [];
    private DateTimeOffset _refusedUntil;

    /// <summary>Whether the limits hold.</summary>
    public bool Enforced { get; set; }

    /// <summary>Messages a second over all chats.</summary>
    public int MessagesPerSecond { get; set; } = 30;

    /// <summary>Messages a second in one chat.</summary>
    public double ChatMessagesPerSecond { get; set; } = 1;

    /// <summary>How many messages one chat takes at once after a silence.</summary>
    public int ChatBurst { get; set; } = 5;

    internal void Take(long chatId, DateTimeOffset now)
    {
        if (!Enforced)
        {
            return;
        }

        lock (_lock)
        {
            var wait = _refusedUntil - now;
            if (wait <= TimeSpan.Zero)
            {
                if (!_chats.TryGetValue(chatId, out var chat))
                {
                    _chats[chatId] = chat = new TokenBucket();
                }

                var waitAll = _all.WaitFor(MessagesPerSecond, MessagesPerSecond, now);
                var waitChat = chat.WaitFor(ChatMessagesPerSecond, ChatBurst, now);
                wait = waitAll > waitChat ? waitAll : waitChat;
                if (wait <= TimeSpan.Zero)
                {
                    _all.Take();
                    chat.Take();
                    return;
                }
            }

            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            _refusedUntil = _refusedUntil > now ? _refusedUntil : now.AddSeconds(seconds);
            throw TelegramRefusal.TooManyRequests(seconds);
        }
    }
}
