namespace Digipanel.Bot.Ops;

/// <summary>A pump's work under way: at most one piece for each key.</summary>
/// <param name="start">How a piece is started: beside the loop, or, in a simulation, on the caller's thread.</param>
internal sealed class InFlight<TKey>(Func<Func<Task>, Task> start)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Task> _tasks = [];

    /// <summary>How many run.</summary>
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

    /// <summary>What runs, as a copy.</summary>
    public TKey[] Keys()
    {
        lock (_gate)
        {
            return [.. _tasks.Keys];
        }
    }

    /// <summary>Whether a piece of this key runs.</summary>
    public bool Contains(TKey key)
    {
        lock (_gate)
        {
            return _tasks.ContainsKey(key);
        }
    }

    /// <summary>Starts a piece; the key must be free. It ends when <paramref name="work"/> does, and after its end <paramref name="ended"/> is called.</summary>
    public void Begin(TKey key, Func<Task> work, Action ended)
    {
        // A task of its own, there before the work begins: work that ends at once must not end before it is known.
        var done = new TaskCompletionSource();
        lock (_gate)
        {
            _tasks.Add(key, done.Task);
        }

        _ = start(RunAsync);

        async Task RunAsync()
        {
            Exception? fault = null;
            try
            {
                await work();
            }
            catch (Exception e)
            {
                fault = e;
            }

            lock (_gate)
            {
                _tasks.Remove(key);
            }

            if (fault is null)
            {
                done.SetResult();
            }
            else
            {
                done.SetException(fault);
            }

            ended();
        }
    }

    /// <summary>Waits for all that runs now.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_tasks.Values);
        }
    }
}
