using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Doitpay;
using Microsoft.Data.Sqlite;
using Dapper;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>Waiting until nothing is owed any more.</summary>
internal static class Quiet
{
    // A doubt waits 15 s for Digipanel's books, a failing pump up to 30 s, a busy machine as long as it likes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const string OpenSql =
        """
        SELECT (SELECT count(*) FROM orders WHERE state IN ('accepted', 'submitting', 'submitted') OR (state = 'uncertain' AND evidence IS NULL)) AS orders,
               (SELECT count(*) FROM orders WHERE state = 'uncertain' AND evidence IS NOT NULL) AS doubts,
               (SELECT count(*) FROM outbox WHERE state = 'pending') AS messages,
               (SELECT count(*) FROM topups WHERE state = 'requested') AS invoices
        """;

    /// <summary>Nothing is owed but the orders in doubt that only time decides, and these are counted.</summary>
    public static async Task<long> ButDoubtsAsync(ShopWorld world)
    {
        var open = await ButAsync(world, o => o.Orders == 0);
        return open.Doubts;
    }

    public static Task UntilAsync(ShopWorld world) => ButAsync(world, o => o.Orders + o.Doubts == 0);

    /// <summary>
    /// What waits for a webhook that was lost together with its answer is given up after half an hour. The next start comes that much later: the
    /// one place where the test reaches into the file, and it does what the clock would do.
    /// </summary>
    public static void LetHalfAnHourPass(ShopWorld world)
    {
        using var connection = new SqliteConnection($"Data Source={world.DatabasePath};Pooling=False;Default Timeout=10");
        connection.Execute("UPDATE orders SET uncertain_at = uncertain_at - 1860000 WHERE state = 'uncertain'");
    }

    /// <summary>The orders that have not ended, for people.</summary>
    public static IReadOnlyList<string> OpenOrders(ShopWorld world) => world.Query<string>(
        "SELECT format('#%d %s attempt %d, %d doubts: %s %s', number, state, attempts, doubts, doubt, evidence) FROM orders WHERE state NOT IN ('delivered', 'failed')");

    private static async Task<Open> ButAsync(ShopWorld world, Func<Open, bool> isQuiet)
    {
        var open = Look();
        try
        {
            await ShopWorld.UntilAsync(
                () =>
                {
                    // What comes from outside first, its rows last: an update that was taken between the two looks is seen as what it became.
                    if (world.Telegram.PendingUpdates > 0 || Uncredited(world) > 0)
                    {
                        return false;
                    }

                    open = Look();
                    return isQuiet(open) && open.Messages + open.Invoices == 0;
                },
                "nothing is owed",
                Patience);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"{open}, {Uncredited(world)} payments not credited, {world.Telegram.PendingUpdates} updates not taken:\n{string.Join('\n', OpenOrders(world))}", e);
        }

        return open;

        Open Look() => world.Query<Open>(OpenSql)[0];
    }

    private static int Uncredited(ShopWorld world)
    {
        var credited = world.Query<string>("SELECT reference FROM topups WHERE state = 'paid'").ToHashSet(StringComparer.Ordinal);
        return world.Doitpay.Payments.Count(p => p.State == DoitpayState.Paid && !credited.Contains(p.PartnerReference));
    }

    private sealed record Open(long Orders, long Doubts, long Messages, long Invoices);
}
