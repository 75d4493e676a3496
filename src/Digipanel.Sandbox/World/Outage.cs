using Digipanel.Sandbox.DigipanelApi;

namespace Digipanel.Sandbox.World;

/// <summary>Digipanel is down for a while: connections are refused, until the time is up or somebody ends it early.</summary>
internal sealed class Outage(DigipanelServer digipanel, TimeProvider time, Action changed) : IAsyncDisposable
{
    /// <summary>How long one lasts unless told otherwise.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private CancellationTokenSource _early = new();

    /// <summary>When it ends; null while Digipanel is up.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Completes when Digipanel is up (again).</summary>
    public Task Over { get; private set; } = Task.CompletedTask;

    /// <summary>Completes when Digipanel is down. An outage that is under way goes on as it is.</summary>
    public async Task BeginAsync(TimeSpan length)
    {
        await _gate.WaitAsync();
        try
        {
            if (!Over.IsCompleted)
            {
                return;
            }

            _early.Dispose();
            _early = new CancellationTokenSource();
            Until = time.GetUtcNow() + length;
            await digipanel.PauseAsync();
            Over = EndAfterAsync(length, _early.Token);
        }
        finally
        {
            _gate.Release();
        }

        changed();
    }

    /// <summary>Ends it now; completes when Digipanel is up again.</summary>
    public async Task EndAsync()
    {
        await _gate.WaitAsync();
        try
        {
            await _early.CancelAsync();
            await Over;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _early.Dispose();
        _gate.Dispose();
    }

    private async Task EndAfterAsync(TimeSpan length, CancellationToken early)
    {
        await Task.Delay(length, time, early).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await digipanel.ResumeAsync();
        Until = null;
        changed();
    }
}
