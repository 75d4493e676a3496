using Dapper;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>Asks after downloads whose webhook does not come, less and less often; in the same budget, after submissions.</summary>
internal sealed partial class DownloadReconciler : Pump
{
    private const long BackoffMaxMs = 30 * 60_000;
    private const int BackoffDoublingsMax = 10;

    private readonly Connection _connection;
    private readonly DigipanelOptions _options;
    private readonly AdminAlerts _alerts;
    private readonly ILogger<DownloadReconciler> _logger;
    private TimeSpan _sleep;

    public DownloadReconciler(
        Connection connection, DigipanelOptions options, AdminAlerts alerts, Store store, TimeProvider time, ILogger<DownloadReconciler> logger)
        : base(store, time, logger)
    {
        _connection = connection;
        _options = options;
        _alerts = alerts;
        _logger = logger;
        connection.Pacer.Subscribe(Wake);
    }

    /// <summary>Asks after one download, if one is due and the budget allows.</summary>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        _sleep = PollInterval;
        if (Store.Read(FindDue) is not { } order)
        {
            return false;
        }

        if (_connection.Pacer.TryTake(RequestKind.Poll, out var retryIn) is not { } place)
        {
            _sleep = retryIn < PollInterval ? retryIn : PollInterval;
            return false;
        }

        var outcome = await _connection.Client.LookupAsync(order.DownloadId!, place, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (outcome is LookupOutcome.RateLimited)
        {
            return false; // The pacer knows how long; the row stays due.
        }

        EventEffect effect;
        try
        {
            effect = await Store.InTransaction(tx => Record(tx, order, outcome), CancellationToken.None);
        }
        catch (Exception e)
        {
            // A bug, or broken books: the order must not stand first in the line for ever.
            LogFault(_connection.Name, order.Number, e);
            await Store.InTransaction(tx => PutOff(tx, order), CancellationToken.None);
            return true;
        }

        LogAsked(_connection.Name, order.Number, outcome.GetType().Name, effect);
        return true;
    }

    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken) => await RunOnceAsync(stoppingToken) ? TimeSpan.Zero : _sleep;

    /// <summary>An admin wants to know now. False: it is due already, or does not run.</summary>
    public static bool AskNow(Tx tx, Order order)
    {
        var due = tx.Execute(
            "UPDATE orders SET next_poll_at = @at WHERE number = @Number AND state = 'submitted' AND next_poll_at > @at", new { at = tx.NowMs, order.Number }) == 1;
        if (due)
        {
            tx.Wake<DownloadReconciler>();
        }

        return due;
    }

    private EventEffect Record(Tx tx, Order order, LookupOutcome outcome)
    {
        PutOff(tx, order);
        if (outcome is LookupOutcome.Unauthorized)
        {
            LaneBooks.Stop(tx, _connection.Name, LaneBooks.Unauthorized, _options, _alerts);
        }

        return outcome is LookupOutcome.Found(var view) ? DownloadEvents.Apply(tx, _connection.Name, view) : EventEffect.None;
    }

    private void PutOff(Tx tx, Order order) => tx.Execute(
        "UPDATE orders SET polls = @polls, next_poll_at = @next WHERE number = @Number AND state = 'submitted'",
        new { polls = order.Polls + 1, next = tx.NowMs + BackoffMs(order.Polls + 1), order.Number });

    private long BackoffMs(long polls) =>
        Math.Min(BackoffMaxMs, (long)_options.PollAfter.TotalMilliseconds << (int)Math.Min(polls - 1, BackoffDoublingsMax));

    private long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Due, or later than any poll is ever put off: then the clock was set back since.</summary>
    private Order? FindDue(Microsoft.Data.Sqlite.SqliteConnection database) => database.QuerySingleOrDefault<Order>(
        $"""
        SELECT {Order.Columns} FROM orders
        WHERE account = @Name AND state = 'submitted' AND (next_poll_at <= @now OR next_poll_at > @latest)
          AND NOT EXISTS (SELECT 1 FROM digipanel_accounts WHERE account = @Name AND stopped = '{LaneBooks.Unauthorized}')
        ORDER BY next_poll_at LIMIT 1
        """,
        new { _connection.Name, now = NowMs, latest = NowMs + Math.Max(BackoffMaxMs, (long)_options.PollAfter.TotalMilliseconds) });

    [LoggerMessage(Level = LogLevel.Error, Message = "Digipanel {Account}: what was told of order {Order} could not be booked; it is asked after again later")]
    private partial void LogFault(string account, long order, Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "Digipanel {Account}: asked after order {Order}: {Outcome}, {Effect}")]
    private partial void LogAsked(string account, long order, string outcome, EventEffect effect);
}
