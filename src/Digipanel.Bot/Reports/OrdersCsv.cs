using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Reports;

/// <summary>
/// orders.csv: the orders that ended in some days, in the order of their ends, and then those that were placed before the days were over and are still open.
/// An order that has ended is in the file of one day and no other, with the sales of that day.
/// </summary>
internal static class OrdersCsv
{
    private const string Columns =
        """
        number, accepted_at, ended_at, iif(gift, 'gift', iif(reason = 'cancelled', 'cancelled', state)), reason, price,
        refunded_at, customer_id, (SELECT name FROM customers WHERE id = customer_id),
        channel, title, link, account, download_id
        """;

    private const string Ended =
        $"""
        SELECT {Columns} FROM orders WHERE state = 'delivered' AND ended_at > ?1 AND ended_at < ?2
        UNION ALL
        SELECT {Columns} FROM orders WHERE state = 'failed' AND ended_at > ?1 AND ended_at < ?2
        ORDER BY 3
        """;

    private const string Open = $"SELECT {Columns} FROM orders WHERE state NOT IN ('delivered', 'failed') AND accepted_at < ?1 ORDER BY number LIMIT ?2";

    /// <summary>Writes a part.</summary>
    /// <param name="database">To read.</param>
    /// <param name="csv">An empty table.</param>
    /// <param name="stretch">Which days.</param>
    /// <param name="after">When the last order of the part before ended.</param>
    /// <param name="max">Rows of a part. A few more are in it where many ended at the same moment: a part does not divide them.</param>
    /// <returns>Where the next part begins; null: this was the last.</returns>
    public static long? Write(SqliteConnection database, CsvText csv, Stretch stretch, long after, int max)
    {
        csv.Heading("order", "placed_at", "ended_at", "status", "reason", "price", "refunded_at", "customer", "name", "channel", "title", "link", "account", "download_id");
        using (var rows = Statement.On(database, Ended))
        {
            rows.Bind(1, Math.Max(after, stretch.FromMs - 1)).Bind(2, stretch.UntilMs);
            var last = after;
            while (rows.Step())
            {
                if (csv.Rows >= max && rows.Number(2) != last)
                {
                    return last;
                }

                last = rows.Number(2);
                Add(csv, rows);
            }
        }

        using var open = Statement.On(database, Open);
        open.Bind(1, stretch.UntilMs).Bind(2, max);
        while (open.Step())
        {
            Add(csv, open);
        }

        return null;
    }

    private static void Add(CsvText csv, Statement row) => csv
        .Number(row.Number(0)).Time(row.Number(1)).Time(row.IsNull(2) ? null : row.Number(2)).Text(row.Text(3)).Text(row.TextOrNull(4)).Number(row.Number(5))
        .Time(row.IsNull(6) ? null : row.Number(6)).Number(row.Number(7)).Text(row.TextOrNull(8)).Text(row.Text(9)).Text(row.Text(10)).Text(row.Text(11))
        .Text(row.TextOrNull(12)).Text(row.TextOrNull(13)).End();
}
