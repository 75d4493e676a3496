namespace Digipanel.Sandbox.Loopback;

/// <summary>
/// A server's own doings (webhooks, retries, processing times), counted: a test with faked time advances the clock, then
/// awaits <see cref="SettleAsync"/>, and everything that was due has happened. Work that sleeps is not waited for.
/// </summary>
public sealed class BackgroundWork(TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly List<Exception> _failures = [];
    private int _awake;

    /// <summary>Cancelled when the server is disposed of.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>What went wrong unexpectedly; empty, or the sandbox has a bug.</summary>
    public IReadOnlyList<Exception> Failures { get { lock (_gate) { return [.. _failures]; } } }

    /// <summary>Starts a piece of work now, on this thread until its first await. Work must not await other work: it would count as awake
    /// while the other sleeps.</summary>
    public Task Run(Func<Task> work)
    {
        Enter();
        return Guarded();

        async Task Guarded()
        {
            try { await work(); }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested) { /* the server is going away */ }
            catch (Exception e) { lock (_gate) { _failures.Add(e); } }
            finally { Leave(); }
        }
    }

    /// <summary>Does <paramref name="work"/> after a while; nothing is awake until then.</summary>
    public void After(TimeSpan delay, Action work) => _ = Run(async () =>
    {
        await SleepAsync(delay);
        work();
    });

    /// <summary>Sleeps by the server's clock. Only inside work started here.</summary>
    public async Task SleepAsync(TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero) return;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The timer's callback counts the work as awake before the clock's Advance returns: SettleAsync cannot miss it.
        await using var timer = time.CreateTimer(_ => { Enter(); if (!done.TrySetResult()) Leave(); }, null, delay, Timeout.InfiniteTimeSpan);
        await using var cancel = _stop.Token.Register(() => { Enter(); if (!done.TrySetCanceled(_stop.Token)) Leave(); });
        Leave();
        await done.Task;
    }

    /// <summary>Completes when nothing is awake.</summary>
    public Task SettleAsync()
    {
        lock (_gate)
        {
            if (_awake == 0) return Task.CompletedTask;
            var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(settled);
            return settled.Task;
        }
    }

    private void Enter() { lock (_gate) { _awake++; } }

    private void Leave()
    {
        TaskCompletionSource[] settled;
        lock (_gate)
        {
            if (--_awake > 0) return;
            settled = [.. _waiting];
            _waiting.Clear();
        }
        foreach (var s in settled) s.TrySetResult();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await SettleAsync();
        _stop.Dispose();
    }
}
