using Dapper;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// Looks after purchases in which nothing happens by itself: a question that nobody answers, links that wait too long for saldo, and orders in the queue,
/// whose place is told anew now and then. A bounded number of cards a turn: edits are messages to Telegram, and those of a long queue must not
/// stand before somebody's file.
/// </summary>
internal sealed class PurchaseKeeper(Store store, TimeProvider time, ILogger<PurchaseKeeper> logger) : Pump(store, time, logger)
{
    private const int CardsAtOnceMax = 60;
    private const int ForgottenAtOnceMax = 100;

    private long _lastTold;

    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(30);

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow().ToUnixTimeMilliseconds();
        var waiting = Store.Read(c => Waiting(c, _lastTold));
        _lastTold = waiting.Count == CardsAtOnceMax ? waiting[^1] : 0;
        if (waiting.Count == 0 && Store.Read(c => Late(c, now)).Count == 0)
        {
            return false;
        }

        return await Store.InTransaction(
            tx =>
            {
                var late = Late(tx.Connection, tx.NowMs);
                foreach (var purchase in late)
                {
                    KeptLinks.Forget(tx, purchase, DropReason.Late);
                }

                foreach (var purchase in waiting)
                {
                    Cards.Refresh(tx, Purchases.Card(purchase));
                }

                return late.Count == ForgottenAtOnceMax;
            },
            cancellationToken);
    }

    private static List<long> Late(SqliteConnection database, long now) => database.Query<long>(
        $"SELECT id FROM purchases WHERE forget_at IS NOT NULL AND forget_at <= @now ORDER BY forget_at LIMIT {ForgottenAtOnceMax}", new { now }).AsList();

    /// <summary>Purchases with orders in the queue, from where the last turn ended.</summary>
    private static List<long> Waiting(SqliteConnection database, long after) => database.Query<long>(
        $"""
        SELECT DISTINCT purchase FROM orders INDEXED BY orders_waiting WHERE state = 'accepted' AND purchase > @after ORDER BY purchase LIMIT {CardsAtOnceMax}
        """,
        new { after }).AsList();
}
