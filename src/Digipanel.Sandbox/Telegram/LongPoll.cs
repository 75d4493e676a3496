namespace Digipanel.Sandbox.Telegram;

/// <summary>One getUpdates that waits: for an update, for its time to run out, or for a 409 because another call took its place.</summary>
internal sealed class LongPoll
{
    private readonly TaskCompletionSource<string?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Wake() => _end.TrySetResult(null);

    public void End(string conflict) => _end.TrySetResult(conflict);

    public async Task WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken ct)
    {
        await using var timer = time.CreateTimer(_ => Wake(), null, timeout, Timeout.InfiniteTimeSpan);
        await using var cancelled = ct.Register(() => _end.TrySetCanceled(ct));
        if (await _end.Task is { } conflict)
        {
            throw TelegramRefusal.Conflict(conflict);
        }
    }
}
