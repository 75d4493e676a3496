using Dapper;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// One account's way to Digipanel. Takes a place in the budget, then the next order (committed as submitting), posts, records the answer; several at
/// once. When an answer is lost the lane drains, asks for the balance and decides; when the key or the balance fails it stops and asks every minute.
/// </summary>
internal sealed partial class SubmissionLane : Pump
{
    /// <summary>More than the budget of a minute needs at a latency of 30 s; a hanging server must not collect every order of the shop.</summary>
    private const int UnderWayMax = 16;

    private const int PauseSecondsMax = 60;

    /// <summary>A request that timed out here may still be on its way into Digipanel's books: the balance is asked this long after.</summary>
    private const long SettleDelayMs = 15_000;

    private const long StoppedProbeMs = 60_000;
    private const long RefundProbeMs = 10_000;

    /// <summary>An idle lane whose books may be off by a refund reads the balance once, after this.</summary>
    private const long IdleReadAfterMs = 30_000;

    private readonly Connection connection;
    private readonly SubmissionBooks books;
    private readonly AdminAlerts alerts;
    private readonly DigipanelOptions options;
    private readonly ILogger<SubmissionLane> logger;
    private readonly Lock gate = new();
    private readonly Dictionary<long, Task> underWay = [];

    private bool recovered;
    private bool balanceRead;
    private long sent;
    private int failures;

    // Unix milliseconds and not DateTimeOffset: submissions that end write them while the loop reads.
    private long pausedUntil;
    private long probeAt;
    private long lastActive;

    public SubmissionLane(
        Connection connection, SubmissionBooks books, AdminAlerts alerts, DigipanelOptions options, Store store, TimeProvider time, ILogger<SubmissionLane> logger)
        : base(store, time, logger)
    {
        this.connection = connection;
        this.books = books;
        this.alerts = alerts;
        this.options = options;
        this.logger = logger;
        lastActive = time.GetUtcNow().ToUnixTimeMilliseconds();
        connection.Pacer.Subscribe(Wake);
    }

    /// <summary>The account's name.</summary>
    public string Account => connection.Name;

    /// <summary>Begins what can begin and waits for all that is under way.</summary>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var sleep = await StepAsync(cancellationToken);
        var tasks = UnderWay();
        await Task.WhenAll(tasks);
        return tasks.Length > 0 || sleep == TimeSpan.Zero;
    }

    /// <summary>Running submissions finish, or stay behind as submitting rows that the next start finds.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(UnderWay()).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken)
    {
        if (!recovered)
        {
            await RecoverAsync();
        }

        var state = Store.Read(ReadState);
        var now = NowMs;
        if (state.Book.Stopped is not null)
        {
            return await ProbeStoppedAsync(state, now, stoppingToken);
        }

        if (pausedUntil > now)
        {
            return Ms(pausedUntil - now);
        }

        if (state.Doubtful > 0)
        {
            return await ResolveDoubtsAsync(state, now, stoppingToken);
        }

        if (UnderWayCount == 0 && (state.Book.Balance is null || !balanceRead || (!state.Book.BalanceExact && !state.Waiting && now - lastActive >= IdleReadAfterMs)))
        {
            return await ReadBalanceAsync((tx, known) => LaneBooks.Seen(tx, Account, known, alerts), stoppingToken);
        }

        // Never begin on an unknown balance: it is the only evidence there will be if the answer gets lost.
        return state.Waiting && state.Book.Balance is not null ? await SubmitAllAsync(stoppingToken) : IdleSleep(state, now);
    }

    private TimeSpan IdleSleep(LaneState state, long now)
    {
        var readIn = Ms(lastActive + IdleReadAfterMs - now);
        return !state.Book.BalanceExact && readIn > TimeSpan.Zero ? Shorter(readIn, PollInterval) : PollInterval;
    }

    private async Task<TimeSpan> SubmitAllAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && UnderWayCount < UnderWayMax)
        {
            if (connection.Pacer.TryTake(RequestKind.Submission, out var retryIn) is not { } place)
            {
                return Shorter(retryIn, PollInterval);
            }

            Order? order = null;
            try
            {
                order = await Store.InTransaction(tx => SubmissionBooks.Claim(tx, Account), CancellationToken.None);
            }
            finally
            {
                if (order is null)
                {
                    place.NotSent();
                }
            }

            if (order is null)
            {
                return PollInterval;
            }

            Begin(order, place);
        }

        return PollInterval;
    }

    private void Begin(Order order, PacedRequest place)
    {
        lock (gate)
        {
            var mine = ++sent;
            var aloneAtStart = underWay.Count == 0;
            // Started under the lock, so that its end cannot be recorded before its beginning.
            underWay[order.Number] = Task.Run(() => SubmitAsync(order, place, () => aloneAtStart && sent == mine));
        }
    }

    private async Task SubmitAsync(Order order, PacedRequest place, Func<bool> alone)
    {
        try
        {
            // Not cancelled when the program stops: a POST that is cut off is a POST in doubt. The time-out bounds it.
            var outcome = await connection.Client.SubmitAsync(order.Link, place, CancellationToken.None);
            Pause(outcome is SubmitOutcome.NotTaken);
            if (outcome is SubmitOutcome.Unauthorized or SubmitOutcome.NoBalance)
            {
                probeAt = NowMs + StoppedProbeMs;
            }

            LogOutcome(Account, order.Number, outcome.GetType().Name);
            await Store.InTransaction(tx => books.Record(tx, order, outcome, alone()));
        }
        catch (Exception e)
        {
            // The answer could not be recorded: as far as the rows know, it never came.
            recovered = false;
            LogNotRecorded(Account, order.Number, e);
        }
        finally
        {
            lock (gate)
            {
                underWay.Remove(order.Number);
            }

            lastActive = NowMs;
            Wake();
        }
    }

    private async Task RecoverAsync()
    {
        recovered = true;
        try
        {
            long[] mine;
            lock (gate)
            {
                mine = [.. underWay.Keys];
            }

            var abandoned = await Store.InTransaction(tx =>
            {
                LaneBooks.EnsureRow(tx, Account);
                return SubmissionBooks.Abandoned(tx, Account, mine);
            });
            if (abandoned > 0)
            {
                LogAbandoned(Account, abandoned);
            }
        }
        catch
        {
            recovered = false;
            throw;
        }
    }

    private async Task<TimeSpan> ResolveDoubtsAsync(LaneState state, long now, CancellationToken stoppingToken)
    {
        if (UnderWayCount > 0)
        {
            return PollInterval; // Draining; each end wakes us.
        }

        var settledAt = state.LastDoubtAt + SettleDelayMs;
        if (settledAt > now)
        {
            return Ms(settledAt - now);
        }

        if (probeAt > now)
        {
            return Ms(probeAt - now);
        }

        return await ReadBalanceAsync(
            (tx, known) =>
            {
                var decided = books.Resolve(tx, Account, known);
                probeAt = decided ? 0 : tx.NowMs + RefundProbeMs;
            },
            stoppingToken);
    }

    private async Task<TimeSpan> ProbeStoppedAsync(LaneState state, long now, CancellationToken stoppingToken)
    {
        if (UnderWayCount > 0)
        {
            return PollInterval;
        }

        if (probeAt > now)
        {
            return Ms(probeAt - now);
        }

        probeAt = now + StoppedProbeMs;
        return await ReadBalanceAsync(
            (tx, known) =>
            {
                // With attempts in doubt a plain reading would become what they are compared with.
                if (state.Doubtful > 0)
                {
                    books.Resolve(tx, Account, known);
                }
                else
                {
                    LaneBooks.Seen(tx, Account, known, alerts);
                }

                if (known.Balance >= LaneBooks.Find(tx.Connection, Account)!.Cost)
                {
                    LaneBooks.Resume(tx, Account, alerts);
                    probeAt = 0;
                }
            },
            stoppingToken);
    }

    /// <summary>Asks for the balance; zero when it was told, else how long to wait.</summary>
    private async Task<TimeSpan> ReadBalanceAsync(Action<Tx, BalanceOutcome.Known> act, CancellationToken stoppingToken)
    {
        if (connection.Pacer.TryTake(RequestKind.Submission, out var retryIn) is not { } place)
        {
            return Shorter(retryIn, PollInterval);
        }

        var outcome = await connection.Client.BalanceAsync(place, stoppingToken);
        stoppingToken.ThrowIfCancellationRequested();
        lastActive = NowMs;
        switch (outcome)
        {
            case BalanceOutcome.Known known:
                Pause(false);
                await Store.InTransaction(tx => act(tx, known), CancellationToken.None);
                balanceRead = true;
                return TimeSpan.Zero;
            case BalanceOutcome.Unauthorized:
                await Store.InTransaction(tx => LaneBooks.Stop(tx, Account, LaneBooks.Unauthorized, options, alerts), CancellationToken.None);
                break;
            case BalanceOutcome.NoBalance:
                await Store.InTransaction(tx => LaneBooks.Stop(tx, Account, LaneBooks.NoBalance, options, alerts), CancellationToken.None);
                break;
            case BalanceOutcome.RateLimited:
                break;
            case BalanceOutcome.NoAnswer:
                Pause(true);
                break;
            default:
                throw new InvalidOperationException($"An outcome without a rule: {outcome.GetType().Name}");
        }

        probeAt = NowMs + (outcome is BalanceOutcome.Unauthorized or BalanceOutcome.NoBalance ? StoppedProbeMs : 0);
        return pausedUntil > NowMs ? Ms(pausedUntil - NowMs) : PollInterval;
    }

    /// <summary>A server that is away is not hammered: 1, 2, 4 … 60 s.</summary>
    private void Pause(bool failed)
    {
        failures = failed ? Math.Min(failures + 1, 16) : 0;
        pausedUntil = failed ? NowMs + (1_000L * Math.Min(PauseSecondsMax, 1 << (failures - 1))) : 0;
    }

    private int UnderWayCount
    {
        get
        {
            lock (gate)
            {
                return underWay.Count;
            }
        }
    }

    private Task[] UnderWay()
    {
        lock (gate)
        {
            return [.. underWay.Values];
        }
    }

    private long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static TimeSpan Ms(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private LaneState ReadState(Microsoft.Data.Sqlite.SqliteConnection database)
    {
        var (doubtful, lastDoubtAt) = database.QuerySingle<(long, long)>(
            "SELECT count(*), coalesce(max(uncertain_at), 0) FROM orders WHERE account = @Account AND state = 'uncertain' AND evidence IS NULL", new { Account });
        var waiting = database.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM orders WHERE state = 'accepted')") == 1;
        return new LaneState(LaneBooks.Find(database, Account)!, doubtful, lastDoubtAt, waiting);
    }

    private sealed record LaneState(LaneBook Book, long Doubtful, long LastDoubtAt, bool Waiting);

    [LoggerMessage(Level = LogLevel.Information, Message = "Lane {Account}: order {Order} submitted: {Outcome}")]
    private partial void LogOutcome(string account, long order, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Account}: {Count} submission(s) were cut off; the balance will tell what became of them")]
    private partial void LogAbandoned(string account, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lane {Account}: the answer for order {Order} could not be recorded; the order counts as uncertain")]
    private partial void LogNotRecorded(string account, long order, Exception e);
}
