using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Topups;

/// <summary>
/// A pump that works on several rows at once, so that one slow answer does not hold up a payment that has just been notified. Rows are
/// leased, never locked: work that dies is due again when its lease ends.
/// </summary>
public abstract partial class InFlightPump : Pump
{
    private readonly InFlight<long> _running;
    private readonly ILogger _logger;
    private long _begun;

    /// <summary>Made by the host.</summary>
    protected InFlightPump(Store store, TimeProvider time, ILogger logger)
        : base(store, time, logger)
    {
        _logger = logger;
        _running = new InFlight<long>(Start);
    }

    /// <summary>Calls to Doitpay at one time.</summary>
    protected virtual int InFlightMax => 4;

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var rows = await LeaseAsync(InFlightMax, cancellationToken);
        await Task.WhenAll(rows.Select(WorkAsync));
        return rows.Count > 0;
    }

    /// <summary>One process has the database, so whatever is leased was leased by one that is gone.</summary>
    internal override Task BeginAsync(CancellationToken cancellationToken) => Store.InTransaction(Revive, cancellationToken);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Calls that run get to record their answers; the host's patience bounds it.
        await _running.DrainAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Makes open rows due when the program starts, instead of waiting for the leases of a process that died.</summary>
    protected abstract void Revive(Tx tx);

    /// <summary>Takes up to <paramref name="rowsMax"/> due rows.</summary>
    protected abstract Task<IReadOnlyList<Topup>> LeaseAsync(int rowsMax, CancellationToken cancellationToken);

    /// <summary>Acts on one row and records the answer.</summary>
    protected abstract Task WorkAsync(Topup topup);

    /// <inheritdoc/>
    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken)
    {
        var free = InFlightMax - _running.Count;
        if (free == 0)
        {
            return PollInterval; // the next work to end wakes us
        }

        var rows = await LeaseAsync(free, stoppingToken);
        foreach (var row in rows)
        {
            Begin(row);
        }

        return rows.Count == free ? TimeSpan.Zero : PollInterval;
    }

    // By a number of its own: after its lease a row may be begun again while the first try still hangs.
    private void Begin(Topup topup) => _running.Begin(++_begun, () => TryWorkAsync(topup), Wake);

    private async Task TryWorkAsync(Topup topup)
    {
        try
        {
            await WorkAsync(topup);
        }
        catch (Exception e)
        {
            LogFault(GetType().Name, topup.Reference, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Pump} failed on {Reference}; it is due again when its lease ends")]
    private partial void LogFault(string pump, string reference, Exception e);
}
