using Dapper;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>Asks after downloads whose webhook does not come, less and less often; in the same budget, after submissions.</summary>
internal sealed partial class DownloadReconciler : Pump
{
    private const long BackoffMaxMs = 30 * 60_000;
    private const int BackoffDoublingsMax = 10;

    private readonly Connection connection;
    private readonly DigipanelOptions options;
    private readonly AdminAlerts alerts;
    private readonly ILogger<DownloadReconciler> logger;
    private TimeSpan sleep;

    public DownloadReconciler(
        Connection connection, DigipanelOptions options, AdminAlerts alerts, Store store, TimeProvider time, ILogger<DownloadReconciler> logger)
        : base(store, time, logger)
    {
        this.connection = connection;
        this.options = options;
        this.alerts = alerts;
        this.logger = logger;
        connection.Pacer.Subscribe(Wake);
    }

    /// <summary>Asks after one download, if one is due and the budget allows.</summary>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        sleep = PollInterval;
        if (Store.Read(FindDue) is not { } order)
        {
            return false;
        }

        if (connection.Pacer.TryTake(RequestKind.Poll, out var retryIn) is not { } place)
        {
            sleep = retryIn < PollInterval ? retryIn : PollInterval;
            return false;
        }

        var outcome = await connection.Client.LookupAsync(order.DownloadId!, place, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (outcome is LookupOutcome.RateLimited)
        {
            return false; // The pacer knows how long; the row stays due.
        }

        var effect = await Store.InTransaction(
            tx =>
            {
                var polls = order.Polls + 1;
                tx.Execute(
                    "UPDATE orders SET polls = @polls, next_poll_at = @next WHERE number = @Number AND state = 'submitted'",
                    new { polls, next = tx.NowMs + BackoffMs(polls), order.Number });
                if (outcome is LookupOutcome.Unauthorized)
                {
                    LaneBooks.Stop(tx, connection.Name, LaneBooks.Unauthorized, options, alerts);
                }

                return outcome is LookupOutcome.Found(var view) ? DownloadEvents.Apply(tx, connection.Name, view) : EventEffect.None;
            },
            CancellationToken.None);
        LogAsked(connection.Name, order.Number, outcome.GetType().Name, effect);
        return true;
    }

    protected override async Task<TimeSpan> StepAsync(CancellationToken stoppingToken) => await RunOnceAsync(stoppingToken) ? TimeSpan.Zero : sleep;

    private long BackoffMs(long polls) =>
        Math.Min(BackoffMaxMs, (long)options.PollAfter.TotalMilliseconds << (int)Math.Min(polls - 1, BackoffDoublingsMax));

    private Order? FindDue(Microsoft.Data.Sqlite.SqliteConnection database) => database.QuerySingleOrDefault<Order>(
        $"""
        SELECT {Order.Columns} FROM orders
        WHERE account = @Name AND state = 'submitted' AND next_poll_at <= @now
          AND NOT EXISTS (SELECT 1 FROM digipanel_accounts WHERE account = @Name AND stopped = '{LaneBooks.Unauthorized}')
        ORDER BY next_poll_at LIMIT 1
        """,
        new { connection.Name, now = Time.GetUtcNow().ToUnixTimeMilliseconds() });

    [LoggerMessage(Level = LogLevel.Information, Message = "Digipanel {Account}: asked after order {Order}: {Outcome}, {Effect}")]
    private partial void LogAsked(string account, long order, string outcome, EventEffect effect);
}
