using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

internal sealed record StoredUpdate(int Id, string Type, long ChatId, string Json)
{
    /// <summary>Delivered once more although it was confirmed: handed out whatever the offset says.</summary>
    public bool Again { get; init; }
}

/// <summary>
/// The bot's updates until they are confirmed: by a higher offset, or by a webhook's 2xx. One long poll at a time; a second one ends the
/// first with 409, as the real server does.
/// </summary>
internal sealed class UpdatesQueue(int firstId, TimeProvider time)
{
    public static readonly string[] KnownTypes =
    [
        "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message", "edited_business_message",
        "deleted_business_messages", "message_reaction", "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query",
        "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
        "chat_join_request", "chat_boost", "removed_chat_boost",
    ];

    private readonly Lock _lock = new();
    private readonly List<StoredUpdate> _pending = [];
    private readonly Dictionary<int, StoredUpdate> _all = [];
    private TaskCompletionSource<string?>? _poll;
    private HashSet<string>? _allowed;
    private int _nextId = firstId;

    /// <summary>Raised, outside the lock, when there is something to push to a webhook.</summary>
    public event Action? Added;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count;
            }
        }
    }

    public IReadOnlyList<string> Allowed
    {
        get
        {
            lock (_lock)
            {
                return [.. _allowed ?? []];
            }
        }
    }

    /// <summary>An empty list is the default: everything that this sandbox sends. The choice holds until the next one.</summary>
    public void Allow(IReadOnlyCollection<string> types)
    {
        lock (_lock)
        {
            _allowed = types.Count == 0 ? null : new HashSet<string>(types, StringComparer.Ordinal);
        }
    }

    /// <summary>The new update's id, or null where the bot did not ask for such updates.</summary>
    public int? Add(string type, long chatId, JsonObject content)
    {
        int id;
        lock (_lock)
        {
            if (_allowed?.Contains(type) == false)
            {
                return null;
            }

            id = _nextId++;
            var update = new StoredUpdate(id, type, chatId, new JsonObject { ["update_id"] = id, [type] = content }.ToJsonString());
            _pending.Add(update);
            _all[id] = update;
            _poll?.TrySetResult(null);
        }

        Added?.Invoke();
        return id;
    }

    /// <summary>Puts an update back in front of the others, confirmed or not.</summary>
    public bool Repeat(int id)
    {
        lock (_lock)
        {
            if (!_all.TryGetValue(id, out var update))
            {
                return false;
            }

            _pending.RemoveAll(u => u.Id == id);
            _pending.Insert(0, update with { Again = true });
            _poll?.TrySetResult(null);
        }

        Added?.Invoke();
        return true;
    }

    public async Task<IReadOnlyList<StoredUpdate>> PollAsync(int offset, int limit, TimeSpan timeout, CancellationToken ct)
    {
        TaskCompletionSource<string?> poll;
        lock (_lock)
        {
            Confirm(offset);
            var ready = Take(offset, limit);
            if (ready.Count > 0 || timeout <= TimeSpan.Zero)
            {
                return ready;
            }

            EndPoll("terminated by other getUpdates request; make sure that only one bot instance is running");
            _poll = poll = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await using var timer = time.CreateTimer(_ => poll.TrySetResult(null), null, timeout, Timeout.InfiniteTimeSpan);
        await using var cancelled = ct.Register(() => poll.TrySetCanceled(ct));
        try
        {
            return await poll.Task is { } conflict ? throw TelegramRefusal.Conflict(conflict) : TakeLocked(offset, limit);
        }
        finally
        {
            lock (_lock)
            {
                _poll = _poll == poll ? null : _poll;
            }
        }
    }

    /// <summary>Ends a waiting long poll with 409.</summary>
    public void EndPoll(string conflict)
    {
        lock (_lock)
        {
            _poll?.TrySetResult(conflict);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _pending.Clear();
        }
    }

    public IReadOnlyList<long> PendingChats()
    {
        lock (_lock)
        {
            return [.. _pending.Select(u => u.ChatId).Distinct()];
        }
    }

    public StoredUpdate? First(long chatId)
    {
        lock (_lock)
        {
            return _pending.FirstOrDefault(u => u.ChatId == chatId);
        }
    }

    public void Remove(StoredUpdate update)
    {
        lock (_lock)
        {
            _pending.Remove(update);
        }
    }

    private List<StoredUpdate> TakeLocked(int offset, int limit)
    {
        lock (_lock)
        {
            return Take(offset, limit);
        }
    }

    // A negative offset keeps that many of the newest and forgets the rest; a positive one confirms what is below it.
    private void Confirm(int offset)
    {
        if (offset < 0)
        {
            _pending.RemoveRange(0, Math.Max(0, _pending.Count + offset));
        }
        else if (offset > 0)
        {
            _pending.RemoveAll(u => u.Id < offset && !u.Again);
        }
    }

    private List<StoredUpdate> Take(int offset, int limit)
    {
        var taken = _pending.Where(u => u.Again || u.Id >= offset).Take(limit).ToList();
        foreach (var again in taken.Where(u => u.Again))
        {
            // Handed out again: from here on the ordinary rule holds, and the next offset confirms it.
            _pending[_pending.IndexOf(again)] = again with { Again = false };
        }

        return taken;
    }
}
