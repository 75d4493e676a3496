using Dapper;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>What a lane decides by, as last committed.</summary>
/// <param name="Book">What is known of the account.</param>
/// <param name="Doubtful">Orders whose attempt the balance has not been asked about.</param>
/// <param name="LastDoubtAt">When the last of them became doubtful; Unix milliseconds.</param>
/// <param name="Waiting">Whether any order waits for a lane.</param>
/// <param name="MayBeLate">Whether an attempt of the last hour, of which the balance said "not charged", may still be.</param>
internal sealed record LaneState(LaneBook Book, long Doubtful, long LastDoubtAt, bool Waiting, bool MayBeLate)
{
    /// <summary>A look after the last moment at which it may be charged.</summary>
    private static readonly TimeSpan WatchMax = LostAttempts.LateMax + TimeSpan.FromMinutes(10);

    public static LaneState Read(SqliteConnection database, string account, long now)
    {
        var (doubtful, lastDoubtAt) = database.QuerySingle<(long, long)>(
            "SELECT count(*), coalesce(max(uncertain_at), 0) FROM orders WHERE account = @account AND state = 'uncertain' AND evidence IS NULL", new { account });
        var waiting = database.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM orders WHERE state = 'accepted')") == 1;
        var mayBeLate = database.ExecuteScalar<long>(
            "SELECT EXISTS (SELECT 1 FROM lost_attempts WHERE account = @account AND download_id IS NULL AND lost_at >= @since AND verdict = 'not_charged')",
            new { account, since = now - (long)WatchMax.TotalMilliseconds }) == 1;
        return new LaneState(LaneBooks.Find(database, account)!, doubtful, lastDoubtAt, waiting, mayBeLate);
    }
}
