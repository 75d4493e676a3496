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

    private readonly Connection _connection;
    private readonly SubmissionBooks _books;
    private readonly LaneBalance _balance;
    private readonly LaneBackOff _backOff = new();
    private readonly UnderWay _underWay;
    private readonly LaneReach _reach;
    private readonly ILogger<SubmissionLane> _logger;
    private volatile bool _recovered;

    public SubmissionLane(
        Connection connection, SubmissionBooks books, AdminAlerts alerts, DigipanelOptions options, Store store, TimeProvider time, ILogger<SubmissionLane> logger)
        : base(store, time, logger)
    {
        _connection = connection;
        _books = books;
        _logger = logger;
        _underWay = new UnderWay(Start);
        _reach = new LaneReach(connection.Name, alerts, store);
        _balance = new LaneBalance(connection, options, alerts, _underWay, _backOff, _reach, store, time);
        connection.Pacer.Subscribe(Wake);
    }

    /// <summary>The account's name.</summary>
    public string Account => _connection.Name;

    /// <summary>Begins what can begin and waits for all that is under way.</summary>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var before = _underWay.Begun;
        var busy = _underWay.IsCalling;
        var sleep = await StepAsync(cancellationToken);
        await _underWay.DrainAsync();
        return busy || _underWay.Begun > before || sleep == TimeSpan.Zero;
    }

    /// <summary>Running submissions finish, or stay behind as submitting rows that the next start finds.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _underWay.DrainAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)RecordAgainAsync(all: true)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken)
    {
        if (await RecordAgainAsync(all: false))
        {
            return TimeSpan.Zero;
        }

        var sleep = await TurnAsync(stoppingToken);
        return _underWay.Unrecorded.Count > 0 && sleep > PollInterval ? PollInterval : sleep;
    }

    private async Task<TimeSpan> TurnAsync(CancellationToken stoppingToken)
    {
        if (!_recovered)
        {
            await RecoverAsync();
        }

        var now = Time.GetUtcNow().ToUnixTimeMilliseconds();
        var state = Store.Read(c => LaneState.Read(c, Account, now));
        await _reach.CheckAsync(state, now);
        if (state.Book.Stopped is not null)
        {
            return await _balance.ProbeStoppedAsync(state, now, stoppingToken);
        }

        if (_backOff.Left(now) is > 0 and var pause)
        {
            return TimeSpan.FromMilliseconds(pause);
        }

        if (state.Doubtful > 0)
        {
            return await _balance.ResolveDoubtsAsync(state, now, stoppingToken);
        }

        if (_balance.IsDue(state, now))
        {
            return await _balance.ReadAsync(stoppingToken);
        }

        // Never begin on an unknown balance: it is the only evidence there will be if the answer gets lost.
        return state.Waiting && state.Book.Balance is not null ? await SubmitAllAsync(stoppingToken) : _balance.IdleSleep(state, now);
    }

    private async Task<TimeSpan> SubmitAllAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && _underWay.Count < UnderWayMax)
        {
            if (_connection.Pacer.TryTake(RequestKind.Submission, out var retryIn) is not { } place)
            {
                return retryIn < PollInterval ? retryIn : PollInterval;
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
        var recorded = false;
        _underWay.Begin(
            order.Number,
            async alone => recorded = await SubmitAsync(order, place, alone),
            () =>
            {
                // Not before its end: a loop that looks in between would still find it under way, and never look again.
                _recovered &= recorded;
                _balance.WasActive();
                Wake();
            });
    }

    /// <returns>False where there is no answer to record: as far as the rows know, it never came.</returns>
    private async Task<bool> SubmitAsync(Order order, PacedRequest place, Func<bool> alone)
    {
        SubmitOutcome? outcome = null;
        try
        {
            // Not cancelled when the program stops: a POST that is cut off is a POST in doubt. The time-out bounds it.
            outcome = await _connection.Client.SubmitAsync(order.Link, place, CancellationToken.None);
            _backOff.Report(outcome is SubmitOutcome.NotTaken, Time.GetUtcNow().ToUnixTimeMilliseconds());
            _reach.Report(outcome is not (SubmitOutcome.NotTaken or SubmitOutcome.Uncertain or SubmitOutcome.RateLimited), Time.GetUtcNow().ToUnixTimeMilliseconds());
            if (outcome is SubmitOutcome.Unauthorized or SubmitOutcome.NoBalance)
            {
                _balance.WasRefused();
            }

            LogOutcome(Account, order.Number, outcome.GetType().Name);
            await Store.InTransaction(tx => _books.Record(tx, order, outcome, alone()));
            return true;
        }
        catch (Exception e)
        {
            if (outcome is null)
            {
                LogNotRecorded(Account, order.Number, e);
                return false;
            }

            LogRecordLater(Account, order.Number, e);
            _underWay.Unrecorded.Keep(order, outcome, Time.GetUtcNow().ToUnixTimeMilliseconds());
            return true;
        }
    }

    private async Task<bool> RecordAgainAsync(bool all)
    {
        if (_underWay.Unrecorded.Count == 0)
        {
            return false;
        }

        // Not alone: others may have been charged since this answer told its balance.
        var (recorded, givenUp) = await _underWay.Unrecorded.RecordAsync(
            Time.GetUtcNow().ToUnixTimeMilliseconds(), all, (order, outcome) => Store.InTransaction(tx => _books.Record(tx, order, outcome, alone: false)));
        foreach (var (order, why) in givenUp)
        {
            LogNotRecorded(Account, order.Number, why);
            _recovered = false;
        }

        return recorded + givenUp.Count > 0;
    }

    private async Task RecoverAsync()
    {
        _recovered = true;
        try
        {
            var mine = _underWay.Numbers();
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
            _recovered = false;
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Lane {Account}: order {Order} submitted: {Outcome}")]
    private partial void LogOutcome(string account, long order, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Account}: {Count} submission(s) were cut off; the balance will tell what became of them")]
    private partial void LogAbandoned(string account, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Account}: the answer for order {Order} could not be recorded yet; it is tried again")]
    private partial void LogRecordLater(string account, long order, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lane {Account}: the answer for order {Order} could not be recorded; the order counts as uncertain")]
    private partial void LogNotRecorded(string account, long order, Exception e);
}
