namespace Digipanel.Sandbox.Bot;

/// <summary>How the bot is doing.</summary>
public enum BotState
{
    /// <summary>It runs, and /readyz does not say yes (yet).</summary>
    Starting,

    /// <summary>/readyz says yes.</summary>
    Ready,

    /// <summary>It does not run.</summary>
    Down,
}

/// <summary>Starts, watches and restarts the bot; always with the same settings and the same database.</summary>
public sealed class BotRunner(string assembly, IReadOnlyDictionary<string, string> settings, string folder, Uri url, BotLog log) : IAsyncDisposable
{
    private static readonly TimeSpan PauseWhileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseWhileReady = TimeSpan.FromSeconds(1);
    private readonly BotHealth _health = new(url);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _firstVerdict = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BotProcess? _process;
    private Task _watching = Task.CompletedTask;

    /// <summary>Now.</summary>
    public BotState State { get; private set; } = BotState.Down;

    /// <summary>The state in words.</summary>
    public string Text { get; private set; } = "Bot is starting…";

    /// <summary>The bot's process id, while it runs.</summary>
    public int? Pid => _process?.Pid;

    /// <summary>Told when the state changes.</summary>
    public event Action? Changed;

    /// <summary>Starts the bot and waits until it is ready, has ended, or the time is up; <see cref="State"/> says which.</summary>
    public async Task StartAsync(TimeSpan readyMax, CancellationToken ct = default)
    {
        Start();
        _watching = WatchAsync(_stopping.Token);
        await Task.WhenAny(_firstVerdict.Task, Task.Delay(readyMax, ct));
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>Stops the bot, gracefully or with kill -9, and starts it again.</summary>
    public async Task RestartAsync(bool kill)
    {
        await _gate.WaitAsync();
        try
        {
            if (_process is { } running)
            {
                _process = null;
                Set(BotState.Starting, kill ? "Bot was killed, starting again…" : "Bot is restarting…");
                if (kill && !running.Exited.IsCompleted)
                {
                    await running.KillAsync();
                }
                await running.DisposeAsync();
            }
            Start();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        await _gate.WaitAsync();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
        _health.Dispose();
        _gate.Dispose();
        _stopping.Dispose();
    }

    private void Start()
    {
        _process = BotProcess.Start(assembly, settings, folder, log);
        Set(BotState.Starting, "Bot is starting…");
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                await LookAsync(_process, ct);
                await Task.Delay(State == BotState.Ready ? PauseWhileReady : PauseWhileStarting, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops.
        }
    }

    private async Task LookAsync(BotProcess? looked, CancellationToken ct)
    {
        if (looked is null)
        {
            return;
        }
        var ready = looked.Exited.IsCompleted ? null : await _health.AskAsync(ct);
        if (looked != _process)
        {
            return;
        }
        if (looked.Exited.IsCompleted)
        {
            Set(BotState.Down, $"Bot has stopped (exit code {await looked.Exited}), see its log");
        }
        else if (ready == true)
        {
            Set(BotState.Ready, "Bot is ready");
        }
        else if (ready == false || State == BotState.Ready)
        {
            Set(BotState.Starting, ready == false ? "Bot is not ready" : "Bot does not answer");
        }
        if (State != BotState.Starting)
        {
            _firstVerdict.TrySetResult();
        }
    }

    private void Set(BotState state, string text)
    {
        if ((state, text) == (State, Text))
        {
            return;
        }
        (State, Text) = (state, text);
        Changed?.Invoke();
    }
}
