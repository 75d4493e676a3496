using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// A lane's questions about the balance: what lost answers cost, whether a stopped account works again, and now and then whether the books are right.
/// </summary>
internal sealed class LaneBalance(
    Connection connection, DigipanelOptions options, AdminAlerts alerts, UnderWay underWay, LaneBackOff backOff, LaneReach reach, Store store,
    TimeProvider time)
{
    /// <summary>How long to sleep where nothing says otherwise; ends of submissions wake the lane.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <summary>A request that timed out here may still be on its way into Digipanel's books: the balance is asked this long after.</summary>
    private const long SettleDelayMs = 15_000;

    private const long StoppedProbeMs = 60_000;
    private const long RefundProbeMs = 10_000;

    /// <summary>While a "not charged" may still turn, an idle lane reads the balance this often: a late charge whose webhook is lost shows nowhere else.</summary>
    private const long LateWatchMs = 300_000;

    /// <summary>An idle lane whose books may be off by a refund reads the balance once, after this.</summary>
    private const long IdleReadAfterMs = 30_000;

    private bool _wasRead;
    private long _readAt;

    // Unix milliseconds and not DateTimeOffset: submissions that end write them while the loop reads.
    private long _probeAt;
    private long _lastActive = time.GetUtcNow().ToUnixTimeMilliseconds();

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A submission has ended.</summary>
    public void WasActive() => Interlocked.Exchange(ref _lastActive, NowMs);

    /// <summary>The account was just refused: asking again at once would tell the same.</summary>
    public void WasRefused() => Interlocked.Exchange(ref _probeAt, NowMs + StoppedProbeMs);

    /// <summary>Whether a plain reading is due. At every start one is: a wrong key shows before any order does.</summary>
    public bool IsDue(LaneState state, long now) =>
        underWay.Count == 0 && (state.Book.Balance is null || !_wasRead || (!state.Waiting && IsWorthALook(state, now)));

    /// <summary>How long an idle lane may sleep until a reading is due.</summary>
    public TimeSpan IdleSleep(LaneState state, long now)
    {
        var readIn = Ms(Interlocked.Read(ref _lastActive) + IdleReadAfterMs - now);
        return !state.Book.BalanceExact && readIn > TimeSpan.Zero ? Shorter(readIn, Idle) : Idle;
    }

    /// <summary>A plain reading.</summary>
    public Task<TimeSpan> ReadAsync(CancellationToken stoppingToken) =>
        ReadAsync((tx, known) => LaneBooks.Seen(tx, connection.Name, known, quiet: true, alerts), stoppingToken);

    /// <summary>The lane has drained, or does: then the balance decides about the doubtful ones.</summary>
    public async Task<TimeSpan> ResolveDoubtsAsync(LaneState state, long now, CancellationToken stoppingToken)
    {
        if (underWay.Count > 0)
        {
            return Idle; // Draining; each end wakes the lane.
        }

        var wait = Math.Max(SettlesIn(state, now), LaneBackOff.Left(Interlocked.Read(ref _probeAt), now, StoppedProbeMs));
        return wait > 0
            ? Ms(wait)
            : await ReadAsync(
                (tx, known) => Interlocked.Exchange(ref _probeAt, Doubts.Resolve(tx, connection.Name, known, alerts) ? 0 : tx.NowMs + RefundProbeMs),
                stoppingToken);
    }

    /// <summary>Whether a stopped account has a working key and money again.</summary>
    public async Task<TimeSpan> ProbeStoppedAsync(LaneState state, long now, CancellationToken stoppingToken)
    {
        if (underWay.Count > 0)
        {
            return Idle;
        }

        // An admin who has topped up does not wait for the minute.
        var probe = state.Book.ProbeAskedAt is null ? LaneBackOff.Left(Interlocked.Read(ref _probeAt), now, StoppedProbeMs) : 0;
        var wait = Math.Max(SettlesIn(state, now), probe);
        if (wait > 0)
        {
            return Ms(wait);
        }

        Interlocked.Exchange(ref _probeAt, now + StoppedProbeMs);
        return await ReadAsync((tx, known) => Probed(tx, state, known), stoppingToken);
    }

    private bool IsWorthALook(LaneState state, long now) =>
        (!state.Book.BalanceExact && LaneBackOff.IsOver(Interlocked.Read(ref _lastActive), IdleReadAfterMs, now))
        || IsRefundOverdue(state.Book, now)
        || (state.MayBeLate && LaneBackOff.IsOver(_readAt, LateWatchMs, now));

    /// <summary>A refund that nobody saw come may have been hidden by a charge: the next reading books it, and an idle lane has none of its own.</summary>
    private static bool IsRefundOverdue(LaneBook book, long now) =>
        book is { RefundsDue: > 0, RefundsDueAt: { } at } && LaneBackOff.IsOver(at, LaneBooks.RefundDueMaxMs + 1, now);

    private static long SettlesIn(LaneState state, long now) => LaneBackOff.Left(state.LastDoubtAt + SettleDelayMs, now, SettleDelayMs);

    private void Probed(Tx tx, LaneState state, BalanceOutcome.Known known)
    {
        // With attempts in doubt a plain reading would become what they are compared with.
        if (state.Doubtful > 0)
        {
            Doubts.Resolve(tx, connection.Name, known, alerts);
        }
        else
        {
            LaneBooks.Seen(tx, connection.Name, known, quiet: true, alerts);
        }

        if (known.Balance >= LaneBooks.Find(tx.Connection, connection.Name)!.Cost)
        {
            LaneBooks.Resume(tx, connection.Name, alerts);
            Interlocked.Exchange(ref _probeAt, 0);
        }
        else
        {
            LaneProbes.Answer(tx, connection.Name, texts => texts.LaneStillEmpty(connection.Name, new Rupiah(known.Balance)));
        }
    }

    /// <summary>Asks for the balance; zero when it was told, else how long to wait.</summary>
    private async Task<TimeSpan> ReadAsync(Action<Tx, BalanceOutcome.Known> act, CancellationToken stoppingToken)
    {
        if (connection.Pacer.TryTake(RequestKind.Submission, out var retryIn) is not { } place)
        {
            return Shorter(retryIn, Idle);
        }

        var outcome = await connection.Client.BalanceAsync(place, stoppingToken);
        stoppingToken.ThrowIfCancellationRequested();
        WasActive();
        reach.Report(outcome is not (BalanceOutcome.RateLimited or BalanceOutcome.NoAnswer), NowMs);
        switch (outcome)
        {
            case BalanceOutcome.Known known:
                backOff.Report(failed: false, NowMs);
                await store.InTransaction(tx => act(tx, known), CancellationToken.None);
                (_wasRead, _readAt) = (true, NowMs);
                return TimeSpan.Zero;
            case BalanceOutcome.Unauthorized:
                await StopAsync(LaneBooks.Unauthorized);
                break;
            case BalanceOutcome.NoBalance:
                await StopAsync(LaneBooks.NoBalance);
                break;
            case BalanceOutcome.RateLimited:
                Interlocked.Exchange(ref _probeAt, NowMs);
                break;
            case BalanceOutcome.NoAnswer:
                backOff.Report(failed: true, NowMs);
                Interlocked.Exchange(ref _probeAt, NowMs);
                break;
            default:
                throw new InvalidOperationException($"An outcome without a rule: {outcome.GetType().Name}");
        }

        return backOff.Left(NowMs) is > 0 and var pause ? Ms(pause) : Idle;
    }

    private async Task StopAsync(string why)
    {
        await store.InTransaction(tx => LaneBooks.Stop(tx, connection.Name, why, options, alerts), CancellationToken.None);
        WasRefused();
    }

    private static TimeSpan Ms(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
