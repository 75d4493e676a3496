using Dapper;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>How fast an account works and spends.</summary>
internal static class LanePace
{
    private const long HourMs = 3_600_000;
    private const int HoursKept = 48;

    /// <summary>It has decided about an order: it takes part.</summary>
    public static void Moved(Tx tx, string account) =>
        tx.Execute("UPDATE digipanel_accounts SET progress_at = @at WHERE account = @account", new { account, at = tx.NowMs });

    /// <summary>A download was accepted for so much.</summary>
    public static void Spent(Tx tx, string account, long rupiah)
    {
        var hour = tx.NowMs / HourMs;
        tx.Execute(
            """
            INSERT INTO lane_hours (account, hour, downloads, rupiah) VALUES (@account, @hour, 1, @rupiah)
            ON CONFLICT DO UPDATE SET downloads = downloads + 1, rupiah = rupiah + excluded.rupiah
            """,
            new { account, hour, rupiah });
        tx.Execute("DELETE FROM lane_hours WHERE account = @account AND hour < @old", new { account, old = hour - HoursKept });
    }

    /// <summary>What an account spent in the last 24 hours, this hour's part among them.</summary>
    public static long SpentInADay(SqliteConnection database, string account, DateTimeOffset now) => database.ExecuteScalar<long>(
        "SELECT coalesce(sum(rupiah), 0) FROM lane_hours WHERE account = @account AND hour > @since",
        new { account, since = (now.ToUnixTimeMilliseconds() / HourMs) - 24 });
}
