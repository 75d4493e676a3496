namespace Digipanel.Sandbox.Loopback;

/// <summary>What a server tells the live page; and how a test waits for a fact without sleeping.</summary>
public sealed class EventFeed(string source, TimeProvider time)
{
    /// <summary>A net under a broken test, no part of any test's meaning: far longer than a busy machine takes.</summary>
    public static readonly TimeSpan WaitSecondsMax = TimeSpan.FromSeconds(120);

    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Told of every event, on the thread where it happened.</summary>
    public event Action<SandboxEvent>? Happened;

    /// <summary>Tells everyone.</summary>
    public void Publish(string kind, string text)
    {
        Happened?.Invoke(new SandboxEvent(source, kind, text, time.GetUtcNow()));
        Pulse();
    }

    /// <summary>Completes when <paramref name="condition"/> holds, looking again after each event.</summary>
    public async Task WhenAsync(Func<bool> condition, string? what = null)
    {
        using var limit = new CancellationTokenSource(WaitSecondsMax);
        while (true)
        {
            Task happened;
            lock (_gate) { happened = _next.Task; }
            if (condition()) return;
            try { await happened.WaitAsync(limit.Token); }
            catch (OperationCanceledException e) { throw new TimeoutException($"{source}: waited too long for {what ?? "a condition"}.", e); }
        }
    }

    private void Pulse()
    {
        TaskCompletionSource done;
        lock (_gate) { (done, _next) = (_next, new(TaskCreationOptions.RunContinuationsAsynchronously)); }
        done.TrySetResult();
    }
}
