using Digipanel.Bot.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Ops;

/// <summary>
/// A loop that takes due rows, acts on the outside world and records the answers. It is woken after commits and looks by
/// itself every <see cref="PollInterval"/>: a lost wake-up costs that long, never a row.
/// </summary>
public abstract partial class Pump : BackgroundService
{
    // After a failure that is not the outside world's answer (a bug, a full disk): try again, but not in a hot loop.
    private static readonly TimeSpan FaultDelayMax = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _wakes = new(0, 1);
    private readonly ILogger _logger;

    /// <summary>Registers for wake-ups of its own type.</summary>
    protected Pump(Store store, TimeProvider time, ILogger logger)
    {
        Store = store;
        Time = time;
        _logger = logger;
        store.WakeUps.Register(GetType(), Wake);
    }

    /// <summary>The database.</summary>
    protected Store Store { get; }

    /// <summary>The injected clock.</summary>
    protected TimeProvider Time { get; }

    /// <summary>How long it sleeps when nothing wakes it.</summary>
    protected virtual TimeSpan PollInterval => TimeSpan.FromSeconds(1);

    /// <summary>Does what is due now. Tests call it directly.</summary>
    /// <param name="cancellationToken">The program stops: begin nothing new, finish what runs.</param>
    /// <returns>True when something was done and it is worth looking again at once.</returns>
    public abstract Task<bool> RunOnceAsync(CancellationToken cancellationToken);

    /// <summary>Looks for work now. Cheap, never blocks, may be called from any thread.</summary>
    public void Wake()
    {
        if (_wakes.CurrentCount > 0)
        {
            return; // a wake-up waits already, and whoever takes it looks after what was committed before this
        }

        try
        {
            _wakes.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another came in between: one is enough.
        }
        catch (ObjectDisposedException)
        {
            // The program is stopping; the rows stay due.
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _wakes.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Before its first turn: what an earlier process left behind.</summary>
    internal virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>One turn of the loop, for a simulation that keeps the time between turns itself.</summary>
    internal Task<TimeSpan> OneTurnAsync(CancellationToken stoppingToken) => StepAsync(stoppingToken);

    /// <summary>Takes the wake-up that waits, if one does.</summary>
    internal bool TakeWake() => _wakes.Wait(TimeSpan.Zero);

    /// <summary>How long a loop that failed this often in a row waits before it tries again.</summary>
    internal static TimeSpan FaultDelay(int faults) => TimeSpan.FromSeconds(Math.Min(FaultDelayMax.TotalSeconds, Math.Pow(2, Math.Min(faults, 5))));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var faults = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sleep = await StepAsync(stoppingToken);
                faults = 0;
                if (sleep > TimeSpan.Zero)
                {
                    await SleepAsync(sleep, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                var delay = FaultDelay(faults++);
                LogFault(GetType().Name, delay, e);
                await Task.Delay(delay, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One turn of the loop; a pump that keeps several things in flight overrides it.</summary>
    /// <returns>How long to sleep unless woken; zero to look again at once.</returns>
    protected virtual async Task<TimeSpan> StepAsync(CancellationToken stoppingToken) =>
        await RunOnceAsync(stoppingToken) ? TimeSpan.Zero : PollInterval;

    /// <summary>Starts work that the loop does not wait for: beside it, or on this thread where everything is (<see cref="Storage.Store.SingleThread"/>).</summary>
    private protected Task Start(Func<Task> work) => Store.SingleThread ? work() : Task.Run(work);

    /// <summary>Waits for a wake-up or for <paramref name="longest"/>, by the injected clock.</summary>
    private async Task SleepAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var alarm = Time.CreateTimer(static pump => ((Pump)pump!).Wake(), this, longest, Timeout.InfiniteTimeSpan);
        await _wakes.WaitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Pump} failed; it tries again in {Delay}. The rows stay due")]
    private partial void LogFault(string pump, TimeSpan delay, Exception e);
}
