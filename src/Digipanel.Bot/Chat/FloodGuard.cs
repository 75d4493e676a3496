using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Chat;

/// <summary>
/// Notices chats that write faster than a person does. Nobody is banned: until it calms down such a chat is answered once, its links are bought all the same
/// (<see cref="IMessageHandler.PassesFlood"/>), and everything else is only recorded. Counted by when a message was sent, where the platform tells it: what
/// piled up while the bot was down was not written in a second. Admins are not counted. In memory, and bounded: what a restart forgets is a few seconds.
/// </summary>
/// <param name="admins">Who is not counted.</param>
/// <param name="time">The clock.</param>
public sealed class FloodGuard(AdminOptions admins, TimeProvider time)
{
    /// <summary>More messages than this within <see cref="Window"/> are a flood.</summary>
    public const int MessagesMax = 20;

    /// <summary>It is over when no more than this came within <see cref="Window"/>: else one who writes just at the limit would be told every few seconds.</summary>
    public const int CalmAt = 5;

    /// <summary>Chats that wrote within the window; what comes beyond that is answered as ever.</summary>
    public const int ChatsMax = 5_000;

    /// <summary>How far back is counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private const long WindowMs = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Channel, string ChatId), Chat> _chats = [];
    private readonly HashSet<ChatAddress> _admins = [.. admins.Addresses];
    private long _sweptAt;

    /// <summary>How many chats are remembered.</summary>
    internal int Remembered
    {
        get
        {
            lock (_gate)
            {
                return _chats.Count;
            }
        }
    }

    /// <summary>Whether this chat floods just now. Counts nothing.</summary>
    internal bool IsFlooding(ChatUpdate update)
    {
        lock (_gate)
        {
            return _chats.TryGetValue((update.Channel, update.ChatId), out var chat) && chat.IsFlooding;
        }
    }

    /// <summary>Counts an update that was not handled before; the same one again (a transaction can run twice) is counted once.</summary>
    /// <returns>Null: all is well. Else the chat floods.</returns>
    internal Flood? Count(ChatUpdate update)
    {
        if (update.Reachable is not null || _admins.Contains(new ChatAddress(update.Channel, update.UserId)))
        {
            return null;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var at = update.SentAt is { } sent ? Math.Min(now, sent.ToUnixTimeMilliseconds()) : now;
        lock (_gate)
        {
            if (!_chats.TryGetValue((update.Channel, update.ChatId), out var chat))
            {
                if (_chats.Count >= ChatsMax && !TryForget(now))
                {
                    return null;
                }

                _chats.Add((update.Channel, update.ChatId), chat = new Chat());
            }

            chat.Add(at, update.ExternalId);
            return chat.IsFlooding ? new Flood(chat) : null;
        }
    }

    // Once a second at the most: where all of them write, each new one would look at five thousand.
    private bool TryForget(long now)
    {
        if (Math.Abs(now - _sweptAt) < 1_000)
        {
            return false;
        }

        _sweptAt = now;
        foreach (var (key, chat) in _chats)
        {
            if (Math.Abs(now - chat.Last) > WindowMs)
            {
                _chats.Remove(key);
            }
        }

        return _chats.Count < ChatsMax;
    }

    /// <summary>A chat's last messages: a ring of their times.</summary>
    internal sealed class Chat
    {
        private readonly long[] _times = new long[MessagesMax + 1];
        private readonly string?[] _ids = new string?[MessagesMax + 1];
        private int _next;

        public long Last { get; private set; }

        public bool IsFlooding { get; private set; }

        /// <summary>The update that was told to slow down, for all of this flood.</summary>
        public string? ToldBy { get; set; }

        public void Add(long at, string externalId)
        {
            // Several of a chat's transactions may run anew together.
            if (Array.IndexOf(_ids, externalId) >= 0)
            {
                return;
            }

            _ids[_next] = externalId;
            Last = at < Last && Last - at <= WindowMs ? Last : at; // a press has no time of its own; a clock that was set back begins anew
            _times[_next] = Last;
            _next = (_next + 1) % _times.Length;
            var recent = 0;
            foreach (var time in _times)
            {
                recent += time > 0 && Math.Abs(Last - time) < WindowMs ? 1 : 0;
            }

            if (recent > MessagesMax)
            {
                IsFlooding = true;
            }
            else if (recent <= CalmAt)
            {
                (IsFlooding, ToldBy) = (false, null);
            }
        }
    }
}

/// <summary>A chat that floods.</summary>
internal sealed class Flood(FloodGuard.Chat chat)
{
    /// <summary>Whether this update is the one that is told: one of each flood. The same answer if it is asked again (a transaction can run twice).</summary>
    public bool Tells(string externalId)
    {
        lock (chat)
        {
            return (chat.ToldBy ??= externalId) == externalId;
        }
    }
}
