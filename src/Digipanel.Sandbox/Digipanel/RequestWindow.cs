namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>The request limit of one API key, really enforced.</summary>
internal sealed class RequestWindow(int permits, TimeSpan length, LimitKind kind)
{
    /// <summary>A decision and what the X-RateLimit headers say after it.</summary>
    public readonly record struct Decision(bool Allowed, int Limit, int Remaining, long ResetUnixSeconds);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> taken = new();
    private DateTimeOffset opened = DateTimeOffset.MinValue;

    /// <summary>Counts one request, if there is room. A refused one is not counted.</summary>
    public Decision Take(DateTimeOffset now)
    {
        lock (gate)
        {
            Forget(now);
            var allowed = taken.Count < permits;
            if (allowed)
            {
                if (taken.Count == 0) opened = now;
                taken.Enqueue(now);
            }
            var reset = (kind == LimitKind.FixedWindow ? opened : taken.Peek()) + length;
            // Rounded up: a client that waits until then finds room.
            var resetSeconds = (reset.ToUnixTimeMilliseconds() + 999) / 1000;
            return new Decision(allowed, permits, permits - taken.Count, resetSeconds);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        if (kind == LimitKind.FixedWindow)
        {
            if (taken.Count > 0 && now >= opened + length) taken.Clear();
            return;
        }
        while (taken.Count > 0 && now >= taken.Peek() + length) taken.Dequeue();
    }
}
