namespace Digipanel.Bot.Messaging;

/// <summary>
/// The messages under way, and who waits for their end. A message that takes longer than a moment gives its place to another: 64 people whose
/// messages Telegram hangs on must not keep everybody else waiting for half a minute.
/// </summary>
internal sealed class UnderWayMessages(TimeProvider time)
{
    /// <summary>Under way at once and not slow.</summary>
    public const int PlacesMax = 64;

    /// <summary>Under way at once, slow ones too: each holds a connection and some memory.</summary>
    public const int TotalMax = 1_024;

    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<OutboxQueue, (long Id, long Since)> _messages = [];
    private readonly HashSet<OutboxQueue> _awaited = [];
    private bool _isFull;

    /// <summary>How many are under way, how many of them hold a place, and how soon one that does will be slow.</summary>
    public (int Total, int Places, TimeSpan NextPlaceIn) Count()
    {
        var now = time.GetTimestamp();
        var (places, next) = (0, SlowAfter);
        lock (_gate)
        {
            foreach (var (_, since) in _messages.Values)
            {
                var left = SlowAfter - time.GetElapsedTime(since, now);
                if (left > TimeSpan.Zero)
                {
                    places++;
                    next = left < next ? left : next;
                }
            }

            return (_messages.Count, places, next);
        }
    }

    /// <summary>What is under way now.</summary>
    public Dictionary<OutboxQueue, long> Copy()
    {
        lock (_gate)
        {
            var copy = new Dictionary<OutboxQueue, long>(_messages.Count);
            foreach (var (queue, (id, _)) in _messages)
            {
                copy.Add(queue, id);
            }

            return copy;
        }
    }

    /// <summary>It goes.</summary>
    /// <param name="queue">Its queue.</param>
    /// <param name="id">Its row.</param>
    /// <param name="isAwaited">Others wait behind it already: it may end before anybody looks again.</param>
    public void Begin(OutboxQueue queue, long id, bool isAwaited)
    {
        lock (_gate)
        {
            _messages.Add(queue, (id, time.GetTimestamp()));
            if (isAwaited)
            {
                _awaited.Add(queue);
            }
        }
    }

    /// <summary>Something waits for this queue's end.</summary>
    /// <returns>False: it has ended meanwhile, look again at once.</returns>
    public bool TryAwait(OutboxQueue queue)
    {
        lock (_gate)
        {
            if (!_messages.ContainsKey(queue))
            {
                return false;
            }

            _awaited.Add(queue);
            return true;
        }
    }

    /// <summary>Everything waits for the end of any.</summary>
    /// <param name="total">How many there were when all places were taken.</param>
    /// <returns>False: some have ended meanwhile, look again at once.</returns>
    public bool TryAwaitPlace(int total)
    {
        lock (_gate)
        {
            return _isFull = _messages.Count >= total;
        }
    }

    /// <summary>It has ended.</summary>
    /// <returns>Whether anybody waits for it.</returns>
    public bool End(OutboxQueue queue)
    {
        lock (_gate)
        {
            _messages.Remove(queue);
            var isAwaited = _awaited.Remove(queue) | _isFull;
            _isFull = false;
            return isAwaited;
        }
    }
}
