namespace Digipanel.Bot.Downloads;

/// <summary>A lane's submissions under way: how many, which, and whether one was alone from its beginning to its end.</summary>
internal sealed class UnderWay
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Task> _tasks = [];
    private long _begun;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _tasks.Count;
            }
        }
    }

    public Task[] Tasks()
    {
        lock (_gate)
        {
            return [.. _tasks.Values];
        }
    }

    public long[] Numbers()
    {
        lock (_gate)
        {
            return [.. _tasks.Keys];
        }
    }

    /// <summary>Starts the work for an order; it calls <see cref="End"/> itself.</summary>
    /// <param name="number">The order.</param>
    /// <param name="work">Is given a question: was, up to now, no other submission under way beside it?</param>
    public void Begin(long number, Func<Func<bool>, Task> work)
    {
        lock (_gate)
        {
            var mine = ++_begun;
            var aloneAtStart = _tasks.Count == 0;

            // Started under the lock, so that its end cannot be recorded before its beginning.
            _tasks[number] = Task.Run(() => work(() => aloneAtStart && Interlocked.Read(ref _begun) == mine));
        }
    }

    public void End(long number)
    {
        lock (_gate)
        {
            _tasks.Remove(number);
        }
    }
}
