using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Digipanel.Bot.Wallets;

/// <summary>
/// Proves the books from the rows alone, trusting neither the program nor the triggers that wrote them: each feature brings the laws
/// of its own tables (<see cref="AuditBook"/>). Knows no host, so that the timer, the command line and a simulation run the same.
/// </summary>
public static class LedgerAudit
{
    private const int IdsMax = 5;

    /// <summary>Reads everything in one read transaction: one moment of the database, and no writer waits for it (WAL).</summary>
    /// <param name="connection">Any connection; where it is in a transaction already, that one is used.</param>
    /// <param name="now">For ages and deadlines.</param>
    /// <param name="deep">Also what reads every page of the file.</param>
    /// <param name="cancellationToken">Interrupts even a statement under way.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static AuditReport Run(SqliteConnection connection, DateTimeOffset now, bool deep = false, CancellationToken cancellationToken = default)
    {
        using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
        var isOurs = raw.sqlite3_get_autocommit(connection.Handle) != 0;
        if (isOurs)
        {
            Execute(connection, "BEGIN");
        }

        try
        {
            var findings = new List<AuditFinding>();
            var open = new List<OpenItem>();
            foreach (var book in Features.AuditBooks)
            {
                foreach (var pass in book.Passes.Where(p => deep || !p.Deep))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    findings.AddRange(Check(connection, pass, now));
                }

                open.AddRange(Open(connection, book, now));
            }

            return new AuditReport(now, findings, open);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The audit was interrupted.", e, cancellationToken);
        }
        finally
        {
            // An I/O error may have ended it already.
            if (isOurs && raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                Execute(connection, "ROLLBACK");
            }
        }
    }

    private static IEnumerable<AuditFinding> Check(SqliteConnection connection, AuditPass pass, DateTimeOffset now)
    {
        var counts = new long[pass.Checks.Count];
        var oldest = new long?[pass.Checks.Count];
        var ids = pass.Checks.Select(_ => new List<string>(IdsMax)).ToArray();
        using (var command = Prepare(connection, pass.Sql, now))
        using (var row = command.ExecuteReader())
        {
            while (row.Read())
            {
                var check = row.GetInt32(0);
                if (counts[check]++ < IdsMax)
                {
                    ids[check].Add(Convert.ToString(row.GetValue(1), CultureInfo.InvariantCulture)!);
                }

                if (!row.IsDBNull(2) && row.GetInt64(2) is var since && !(oldest[check] <= since))
                {
                    oldest[check] = since;
                }
            }
        }

        return pass.Checks.Select((check, i) => new AuditFinding(check, counts[i], ids[i], Time(oldest[i])));
    }

    private static List<OpenItem> Open(SqliteConnection connection, AuditBook book, DateTimeOffset now)
    {
        var open = new List<OpenItem>();
        if (book.OpenSql is { } sql)
        {
            using var command = Prepare(connection, sql, now);
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                open.Add(new OpenItem(row.GetString(0), row.GetInt64(1), Time(row.GetInt64(2))!.Value, row.IsDBNull(3) ? null : new Rupiah(row.GetInt64(3))));
            }
        }

        return open;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, DateTimeOffset now)
    {
        var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        if (sql.Contains("@now", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue("@now", now.ToUnixTimeMilliseconds());
        }

        return command;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static DateTimeOffset? Time(long? ms) => ms is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
