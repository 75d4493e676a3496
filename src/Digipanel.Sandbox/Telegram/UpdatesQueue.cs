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
    private readonly Lock _lock = new();
    private readonly List<StoredUpdate> _pending = [];
    private readonly Dictionary<int, StoredUpdate> _all = [];
    private LongPoll? _poll;
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

    public UpdateKinds Kinds { get; } = new();

    /// <summary>The new update's id, or null where the bot did not ask for such updates.</summary>
    public int? Add(string type, long chatId, JsonObject content)
    {
        int id;
        lock (_lock)
        {
            if (!Kinds.Wants(type))
            {
                return null;
            }

            id = _nextId++;
            var update = new StoredUpdate(id, type, chatId, new JsonObject { ["update_id"] = id, [type] = content }.ToJsonString());
            _pending.Add(update);
            _all[id] = update;
            _poll?.Wake();
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
            _poll?.Wake();
        }

        Added?.Invoke();
        return true;
    }

    public async Task<IReadOnlyList<StoredUpdate>> PollAsync(int offset, int limit, TimeSpan timeout, CancellationToken ct)
    {
        var poll = new LongPoll();
        lock (_lock)
        {
            Confirm(offset);
            var ready = Take(offset, limit);
            if (ready.Count > 0 || timeout <= TimeSpan.Zero)
            {
                return ready;
            }

            EndPoll("terminated by other getUpdates request; make sure that only one bot instance is running");
            _poll = poll;
        }

        try
        {
            await poll.WaitAsync(timeout, time, ct);
            lock (_lock)
            {
                return Take(offset, limit);
            }
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
            _poll?.End(conflict);
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
