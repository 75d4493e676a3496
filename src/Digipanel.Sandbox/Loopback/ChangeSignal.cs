namespace Digipanel.Sandbox.Loopback;

/// <summary>
/// Counts changes and lets others wait for a condition. A waiter takes the next change's task first and looks second, so that
/// a change between the two is not missed.
/// </summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = Fresh();
    private long _version;

    public event Action? Raised;

    public long Version => Interlocked.Read(ref _version);

    public void Raise()
    {
        Interlocked.Increment(ref _version);
        Interlocked.Exchange(ref _next, Fresh()).TrySetResult();
        Raised?.Invoke();
    }

    /// <summary>What <paramref name="look"/> finds, now or after a later change; null when the real time given ran out first.</summary>
    public async Task<T?> WaitAsync<T>(Func<T?> look, TimeSpan timeout, CancellationToken ct)
        where T : class
    {
        // Real time on purpose: a test that drives the clock by hand must not hang for ever.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (look() is { } found)
            {
                return found;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
