using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Reports;

/// <summary>ledger.csv: every movement of some days, in the order of the ledger.</summary>
internal static class LedgerCsv
{
    // Along the ledger's own order, which its times nearly follow: by the index of the times all of them would be sorted. Which stretch of the ledger that is
    // tells the index, exactly, also where the clock was set back.
    private const string Rows =
        """
        SELECT t.id, t.at, t.kind, t.amount, f.type, f.customer_id, o.type, o.customer_id, coalesce(o.customer_id, f.customer_id) AS customer,
          (SELECT name FROM customers WHERE id = coalesce(o.customer_id, f.customer_id)),
          (SELECT balance_after FROM entries WHERE account_id = iif(o.customer_id IS NULL, f.id, o.id) AND transfer_id = t.id), t.key, t.note
        FROM transfers t JOIN accounts f ON f.id = t.from_account JOIN accounts o ON o.id = t.to_account
        WHERE t.id > ?1 AND t.id <= ?2 AND +t.at >= ?3 AND +t.at < ?4
        ORDER BY t.id LIMIT ?5
        """;

    /// <summary>Writes a part.</summary>
    /// <param name="database">To read.</param>
    /// <param name="csv">An empty table.</param>
    /// <param name="stretch">Which days.</param>
    /// <param name="after">The last transfer of the part before; negative or before the first one: from the beginning.</param>
    /// <param name="max">Rows of a part.</param>
    /// <returns>Where the next part begins; null: this was the last.</returns>
    public static long? Write(SqliteConnection database, CsvText csv, Stretch stretch, long after, int max)
    {
        csv.Heading("transfer", "at", "kind", "amount", "from", "to", "customer", "name", "balance_after", "key", "note");
        if (Bounds(database, stretch) is not var (first, last))
        {
            return null;
        }

        long? id = null;
        using var rows = Statement.On(database, Rows);
        rows.Bind(1, Math.Max(after, first - 1)).Bind(2, last).Bind(3, stretch.FromMs).Bind(4, stretch.UntilMs).Bind(5, max + 1);
        while (rows.Step())
        {
            if (csv.Rows == max)
            {
                return id;
            }

            id = rows.Number(0);
            var hasWallet = !rows.IsNull(8);
            csv.Number(id).Time(rows.Number(1)).Text(rows.Text(2)).Number(rows.Number(3)).Text(Account(rows, 4)).Text(Account(rows, 6))
                .Number(hasWallet ? rows.Number(8) : null).Text(rows.TextOrNull(9)).Number(hasWallet && !rows.IsNull(10) ? rows.Number(10) : null)
                .Text(rows.Text(11)).Text(rows.TextOrNull(12)).End();
        }

        return null;
    }

    private static string Account(Statement rows, int column) => rows.IsNull(column + 1) ? rows.Text(column) : $"customer {rows.Number(column + 1)}";

    private static (long First, long Last)? Bounds(SqliteConnection database, Stretch stretch)
    {
        using var bounds = Statement.On(database, "SELECT min(id), max(id) FROM transfers WHERE at >= ?1 AND at < ?2");
        bounds.Bind(1, stretch.FromMs).Bind(2, stretch.UntilMs).Step();
        return bounds.IsNull(0) ? null : (bounds.Number(0), bounds.Number(1));
    }
}
