using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// A lane that is in service and takes nothing although orders wait: whatever the cause, a bug, a rate limit that never ends, doubts that are never decided.
/// A wrong key, an empty account and a Digipanel that does not answer have alerts of their own, and are not told twice.
/// </summary>
internal sealed class LaneTrouble(DigipanelOptions options, TimeProvider time) : ITrouble
{
    /// <summary>So long orders wait and nothing is taken. A lost answer holds a lane up for a minute or two, Digipanel's own window for one.</summary>
    public static readonly TimeSpan StillMax = TimeSpan.FromMinutes(10);

    private readonly long _started = time.GetTimestamp();

    public string Family => "lane:";

    public IReadOnlyCollection<string> Wrong(SqliteConnection database, IReadOnlyCollection<string> standing, DateTimeOffset now)
    {
        // Every order that waits younger than this: no lane can be said to have left one lying. Nor can a bot that has only just started.
        var oldest = database.QuerySingle<long?>("SELECT min(accepted_at) FROM orders INDEXED BY orders_waiting WHERE state = 'accepted'");
        if (oldest is not { } since || now.ToUnixTimeMilliseconds() - since < StillMax.TotalMilliseconds)
        {
            return [];
        }

        if (time.GetElapsedTime(_started) < StillMax)
        {
            return standing;
        }

        var silent = AdminAlerts.Standing(database, "digipanel:");
        return
        [
            .. options.Accounts.Select(a => a.Name).Where(account => LaneBooks.Find(database, account) is { } book
                && now.ToUnixTimeMilliseconds() - (book.ProgressAt ?? 0) >= StillMax.TotalMilliseconds

                // One that was told of is not well again because a cause is known now.
                && (standing.Contains(Family + account, StringComparer.Ordinal)
                    || (book.Stopped is null && !silent.Contains(LaneReach.AlertOf(account), StringComparer.Ordinal)))).Select(account => Family + account),
        ];
    }

    public Html Alarm(ITexts texts, string alert) => texts.AlertLaneStill(alert[Family.Length..], (int)StillMax.TotalMinutes);

    public Html AllClear(ITexts texts, string alert) => texts.AlertLaneStillOver(alert[Family.Length..]);
}
