using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>Where waiting orders stand and how long that takes.</summary>
/// <param name="Position">Of the first of them, over all customers and lanes; 1 is next.</param>
/// <param name="Expected">Until the last of them is done, roughly; null where nobody can tell because no lane works.</param>
internal sealed record QueuePlace(long Position, TimeSpan? Expected);

/// <summary>Tells when waiting orders will be done, from the queue, the lanes' budget and how long downloads have taken lately.</summary>
internal static class QueueForecast
{
    /// <summary>While polls wait, one of ten requests is theirs.</summary>
    private const double SubmissionShare = (double)PollShare.SubmissionsPerPollMax / (PollShare.SubmissionsPerPollMax + 1);

    private const int RecentDownloadsMax = 21;

    // Every message of a paste asks for its place: counting a rush of 20,000 orders took a millisecond each time.
    private const int PositionCountedMax = 200;
    private static readonly TimeSpan RunningTimeUsual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RunningTimeMax = TimeSpan.FromHours(1);

    // Nobody wants to read a number for what is over in a moment.
    private const int PositionNoted = 3;
    private static readonly TimeSpan WaitNoted = TimeSpan.FromSeconds(5);

    /// <summary>The place of waiting orders; null where the lanes are not busy, so that it is not worth a word.</summary>
    public static QueuePlace? Of(SqliteConnection database, DigipanelOptions options, IReadOnlyCollection<WaitingOrder> waiting, DateTimeOffset now)
    {
        if (waiting.Count == 0)
        {
            return null;
        }

        var first = Position(database, waiting.MinBy(o => (o.Turn, o.Number))!);
        var last = waiting.Count == 1 ? first : Position(database, waiting.MaxBy(o => (o.Turn, o.Number))!);
        var waited = now - DateTimeOffset.FromUnixTimeMilliseconds(waiting.Min(o => o.AcceptedAt));
        return last > PositionNoted || waited >= WaitNoted ? new QueuePlace(first, Expected(database, options, last)) : null;
    }

    /// <summary>Until the order at this place is done; null where no lane works.</summary>
    internal static TimeSpan? Expected(SqliteConnection database, DigipanelOptions options, long position)
    {
        var lanes = LaneBooks.Working(database, options);
        if (lanes <= 0)
        {
            return null;
        }

        var perWindow = lanes * options.RateLimit.PermitLimit * SubmissionShare;
        return (options.RateLimit.Window * (position / perWindow)) + RunningTime(database);
    }

    /// <summary>The lanes take the smallest (turn, number). Counted up to a point; further back the numbers, which follow each other, tell the rest.</summary>
    internal static long Position(SqliteConnection database, WaitingOrder order)
    {
        using (var last = Statement.On(database, "SELECT turn, number FROM orders WHERE state = 'accepted' ORDER BY turn, number LIMIT 1 OFFSET ?1 - 1"))
        {
            last.Bind(1, PositionCountedMax);
            if (last.Step() && (last.Number(0), last.Number(1)).CompareTo((order.Turn, order.Number)) <= 0)
            {
                return PositionCountedMax + Math.Max(0, order.Number - last.Number(1));
            }
        }

        using var before = Statement.On(database, "SELECT count(*) FROM orders WHERE state = 'accepted' AND (turn, number) <= (?1, ?2)");
        before.Bind(1, order.Turn).Bind(2, order.Number).Step();
        return before.Number(0);
    }

    /// <summary>The median of the last downloads: one that hung for a day says nothing about the next.</summary>
    internal static TimeSpan RunningTime(SqliteConnection database)
    {
        var recent = new List<long>(RecentDownloadsMax);
        using (var downloads = Statement.On(database, "SELECT max(0, ended_at - submitting_at) FROM orders WHERE state = 'delivered' ORDER BY ended_at DESC LIMIT ?1"))
        {
            downloads.Bind(1, RecentDownloadsMax);
            while (downloads.Step())
            {
                recent.Add(downloads.Number(0));
            }
        }

        recent.Sort();
        var median = recent.Count == 0 ? RunningTimeUsual : TimeSpan.FromMilliseconds(recent[recent.Count / 2]);
        return median < RunningTimeMax ? median : RunningTimeMax;
    }
}

/// <summary>An order in the queue.</summary>
internal sealed record WaitingOrder(long Number, long Turn, long AcceptedAt);
