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

        // Before anything else: a refused connection gives its place in the budget back, and that wakes this loop at once.
        if (_backOff.Left(now) is > 0 and var pause)
        {
            return TimeSpan.FromMilliseconds(pause);
        }

        if (state.Book.Stopped is not null)
        {
            return await _balance.ProbeStoppedAsync(state, now, stoppingToken);
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
        // The pause is looked at each time: an order whose connection is refused is back in the queue at once, and would be taken again at once.
        while (!stoppingToken.IsCancellationRequested && _underWay.Count < UnderWayMax && _backOff.Left(Time.GetUtcNow().ToUnixTimeMilliseconds()) == 0)
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Account}: {Count} submission(s) were cut off; the balance will tell what became of them")]
    private partial void LogAbandoned(string account, int count);
}
