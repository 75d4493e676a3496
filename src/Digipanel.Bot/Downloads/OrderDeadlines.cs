using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Downloads;

/// <summary>Every order gets out: what waits, hangs or is in doubt for too long gives the money back. No network here, so that nothing can stop it.</summary>
internal sealed partial class OrderDeadlines(AdminAlerts alerts, Store store, TimeProvider time, ILogger<OrderDeadlines> logger)
    : Pump(store, time, logger)
{
    /// <summary>An order that nobody could take, because the lanes are stopped or the queue is that long.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromHours(6);

    /// <summary>A download that runs and never ends.</summary>
    public static readonly TimeSpan RunMax = TimeSpan.FromHours(24);

    /// <summary>An order in doubt whose balance spoke unclearly: if no webhook came by then it is tried again, at the risk of Rp 200 to the shop.</summary>
    public static readonly TimeSpan UnclearMax = TimeSpan.FromMinutes(10);

    /// <summary>An order in doubt that was charged and whose webhook never came, or whose balance could not be read at all.</summary>
    public static readonly TimeSpan DoubtMax = TimeSpan.FromMinutes(30);

    /// <summary>Kept words about unknown downloads.</summary>
    private static readonly TimeSpan EventsKept = TimeSpan.FromDays(7);

    /// <summary>After a start, how long downloads that may be long done wait to be asked after.</summary>
    private static readonly TimeSpan AskedAfterStartMax = TimeSpan.FromHours(1);

    private const int BatchMax = 100;

    private readonly long _started = time.GetTimestamp();

    private readonly ILogger<OrderDeadlines> _logger = logger;

    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(30);

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var (ended, more) = await Store.InTransaction(
            tx =>
            {
                var ends = Waited(tx) + Hanging(tx) + Unclear(tx) + Lost(tx) + NeverFinished(tx);
                tx.Execute("DELETE FROM digipanel_events WHERE received_at < @before", new { before = Before(tx, EventsKept) });
                return (ends, ends >= BatchMax);
            },
            cancellationToken);
        if (ended > 0)
        {
            LogEnded(ended);
        }

        return more;
    }

    private int Waited(Tx tx) => Each(
        tx, Due(tx, "state = 'accepted' AND accepted_at < @before", WaitMax), order => OrderEnd.Fail(tx, order, FailureReason.Waited));

    /// <summary>A call is bounded by minutes, so that such a row belongs to an account that is no longer configured: no lane finds it.</summary>
    private int Hanging(Tx tx) => Each(
        tx, Due(tx, "state = 'submitting' AND submitting_at < @before", DoubtMax), order => SubmissionBooks.Doubt(tx, order, "process_died"));

    private int Unclear(Tx tx) => Each(
        tx,
        Due(tx, "state = 'uncertain' AND evidence = 'unclear' AND uncertain_at < @before", UnclearMax),
        order =>
        {
            Doubts.TryAgain(tx, order);
            Orphans.Reoffer(tx, order);
        });

    private int Lost(Tx tx) => Each(
        tx,
        Due(tx, "state = 'uncertain' AND uncertain_at < @before", DoubtMax),
        order =>
        {
            Doubts.GiveUp(tx, order);
            alerts.Raise(tx, $"order:{order.Number}:lost", texts => texts.AlertLostOrder(order.Number, order.Title, order.Account!));
        });

    /// <summary>
    /// Not before it was asked after once more: a bot that was down for a day would give up downloads that are long done. An account whose key
    /// fails, or that is no longer configured, is not asked: then the time since the start decides.
    /// </summary>
    private int NeverFinished(Tx tx) => Each(
        tx,
        Due(tx, $"state = 'submitted' AND submitted_at < @before AND (next_poll_at > @now OR {(Time.GetElapsedTime(_started) >= AskedAfterStartMax ? 1 : 0)})", RunMax),
        order =>
        {
            OrderEnd.Fail(tx, order, FailureReason.NeverFinished);
            alerts.Raise(tx, $"order:{order.Number}:never_finished", texts => texts.AlertNeverFinished(order.Number, order.Title, order.Account!));
        });

    /// <summary>An order that cannot be ended, by a bug or broken books, must not keep the others' money.</summary>
    private int Each(Tx tx, IReadOnlyList<Order> orders, Action<Order> end)
    {
        var ended = 0;
        foreach (var order in orders)
        {
            tx.Execute("SAVEPOINT one_order");
            try
            {
                end(order);
                ended++;
            }
            catch (Exception e)
            {
                LogFault(order.Number, order.State, e);
                tx.Execute("ROLLBACK TO one_order");
            }

            tx.Execute("RELEASE one_order");
        }

        return ended;
    }

    private static IReadOnlyList<Order> Due(Tx tx, string which, TimeSpan age) => tx.Query<Order>(
        $"SELECT {Order.Columns} FROM orders WHERE {which} LIMIT {BatchMax}", new { before = Before(tx, age), now = tx.NowMs });

    private static long Before(Tx tx, TimeSpan age) => (tx.Now - age).ToUnixTimeMilliseconds();

    [LoggerMessage(Level = LogLevel.Error, Message = "Order {Order} ({State}) passed a deadline and could not be ended")]
    private partial void LogFault(long order, string state, Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} order(s) passed a deadline")]
    private partial void LogEnded(int count);
}
