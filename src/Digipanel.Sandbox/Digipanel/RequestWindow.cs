namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>The request limit of one API key, really enforced.</summary>
internal sealed class RequestWindow(int permits, TimeSpan length, LimitKind kind)
{
    /// <summary>A decision and what the X-RateLimit headers say after it.</summary>
    public readonly record struct Decision(bool Allowed, int Limit, int Remaining, long ResetUnixSeconds);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _taken = new();
    private DateTimeOffset _opened = DateTimeOffset.MinValue;

    /// <summary>Counts one request, if there is room. A refused one is not counted.</summary>
    public Decision Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            Forget(now);
            var allowed = _taken.Count < permits;
            if (allowed)
            {
                if (_taken.Count == 0) _opened = now;
                _taken.Enqueue(now);
            }
            var reset = (kind == LimitKind.FixedWindow ? _opened : _taken.Peek()) + length;
            // Rounded up: a client that waits until then finds room.
            var resetSeconds = (reset.ToUnixTimeMilliseconds() + 999) / 1000;
            return new Decision(allowed, permits, permits - _taken.Count, resetSeconds);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        if (kind == LimitKind.FixedWindow)
        {
            if (_taken.Count > 0 && now >= _opened + length) _taken.Clear();
            return;
        }
        while (_taken.Count > 0 && now >= _taken.Peek() + length) _taken.Dequeue();
    }
}
