using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Pricing;

/// <summary>
/// How many of a customer's orders of this month have gone to Digipanel and not failed. Those that wait do not count: their customer can take them back, and would
/// have had a step's price for nothing. A month is one of the shop's calendar, in Western Indonesian Time.
/// </summary>
internal static class MonthOrders
{
    /// <summary>Of both accounts, where two are joined.</summary>
    public static long Of(Tx tx, Customer customer) => OfAccount(tx, customer.Id) + (customer.JoinedId == 0 ? 0 : OfAccount(tx, customer.JoinedId));

    private static long OfAccount(Tx tx, long customerId)
    {
        var (from, until) = MonthOf(tx.Now);
        using (var kept = tx.Prepare("SELECT orders FROM month_orders WHERE customer_id = ?1 AND from_at = ?2").Bind(1, customerId).Bind(2, from))
        {
            if (kept.Step())
            {
                // Fewer than none it can be told where the clock was set back over the month's end: orders of it fail that were not counted.
                return Math.Max(0, kept.Number(0));
            }
        }

        return Count(tx, customerId, from, until);
    }

    /// <summary>Once a month and customer, back from the newest order to the month's first; from then on the schema's triggers count.</summary>
    private static long Count(Tx tx, long customerId, long from, long until)
    {
        var orders = 0L;
        using (var newest = tx.Prepare("SELECT accepted_at, attempts > 0 AND state <> 'failed' FROM orders WHERE customer_id = ?1 ORDER BY number DESC").Bind(1, customerId))
        {
            while (newest.Step() && newest.Number(0) >= from)
            {
                orders += newest.Number(0) < until && newest.Number(1) != 0 ? 1 : 0;
            }
        }

        using var keep = tx.Prepare("INSERT OR REPLACE INTO month_orders (customer_id, from_at, until_at, orders) VALUES (?1, ?2, ?3, ?4)");
        keep.Bind(1, customerId).Bind(2, from).Bind(3, until).Bind(4, orders).Run();
        return orders;
    }

    private static (long From, long Until) MonthOf(DateTimeOffset now)
    {
        var local = now.ToOffset(WesternIndonesia.Offset);
        var first = new DateTimeOffset(local.Year, local.Month, 1, 0, 0, 0, WesternIndonesia.Offset);
        return (first.ToUnixTimeMilliseconds(), first.AddMonths(1).ToUnixTimeMilliseconds());
    }
}
