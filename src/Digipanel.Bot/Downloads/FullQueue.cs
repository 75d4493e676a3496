using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>A customer has so many orders waiting that links are kept until there is room again.</summary>
/// <param name="WaitingMax">How many may wait.</param>
/// <param name="Room">How many may be bought now; zero until it is worth a button.</param>
/// <param name="RoomIn">Until that is expected; null where nobody can tell.</param>
internal sealed record FullQueue(int WaitingMax, int Room, TimeSpan? RoomIn)
{
    // A place that frees every two seconds is no news each time, and each would be an edit: links are gone on with by so many, or all that are left.
    private const int Step = 50;

    /// <summary>Null: there is room for all of them.</summary>
    /// <param name="database">To read.</param>
    /// <param name="options">The lanes.</param>
    /// <param name="accountId">One of the customer's accounts.</param>
    /// <param name="links">How many are kept.</param>
    /// <param name="waitingMax">How many may wait.</param>
    /// <param name="now">The time.</param>
    public static FullQueue? Of(SqliteConnection database, DigipanelOptions options, long accountId, int links, int waitingMax, DateTimeOffset now)
    {
        if (Customers.Find(database, accountId) is not { } customer)
        {
            return null;
        }

        var room = Math.Max(0, waitingMax - Waiting(database, customer));
        if (room >= links)
        {
            return null;
        }

        var worth = (int)Math.Min(links, Math.Min(Step, waitingMax));
        if (room >= worth)
        {
            return new FullQueue(waitingMax, (int)(room / worth * worth), TimeSpan.Zero);
        }

        var toLeave = Nth(database, customer, worth - room);
        return new FullQueue(waitingMax, 0, toLeave is null ? null : QueueForecast.Of(database, options, [toLeave], now) is { } place ? place.Expected : TimeSpan.Zero);
    }

    private static long Waiting(SqliteConnection database, Customer customer)
    {
        using var count = Statement.On(
            database,
            """
            SELECT count(*) FROM orders INDEXED BY orders_in_progress
            WHERE customer_id IN (?1, ?2) AND state NOT IN ('delivered', 'failed') AND state = 'accepted'
            """);
        count.Bind(1, customer.Id).Bind(2, customer.JoinedId).Step();
        return count.Number(0);
    }

    // The customer's order after whose leaving there is room.
    private static WaitingOrder? Nth(SqliteConnection database, Customer customer, long nth)
    {
        using var row = Statement.On(
            database,
            """
            SELECT number, turn, accepted_at FROM orders INDEXED BY orders_in_progress
            WHERE customer_id IN (?1, ?2) AND state NOT IN ('delivered', 'failed') AND state = 'accepted' ORDER BY turn, number LIMIT 1 OFFSET ?3 - 1
            """);
        return row.Bind(1, customer.Id).Bind(2, customer.JoinedId).Bind(3, nth).Step() ? new WaitingOrder(row.Number(0), row.Number(1), row.Number(2)) : null;
    }
}
