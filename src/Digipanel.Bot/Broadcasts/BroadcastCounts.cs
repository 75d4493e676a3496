using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Broadcasts;

/// <summary>How far a broadcast's list is: people by state.</summary>
internal sealed record BroadcastCounts
{
    public long Sent { get; init; }

    public long Failed { get; init; }

    public long Blocked { get; init; }

    public long Skipped { get; init; }

    public long Uncertain { get; init; }

    /// <summary>Whose turn has not ended, on Telegram.</summary>
    public long LeftOnTelegram { get; init; }

    /// <summary>Whose turn has not ended, on WhatsApp.</summary>
    public long LeftOnWhatsApp { get; init; }

    public long Left => LeftOnTelegram + LeftOnWhatsApp;

    public long Total => Sent + Failed + Blocked + Skipped + Uncertain + Left;

    public static BroadcastCounts Read(SqliteConnection database, long broadcastId)
    {
        var counts = new BroadcastCounts();
        using var rows = Statement.On(database, "SELECT channel, state, people FROM broadcast_counts WHERE broadcast_id = ?1").Bind(1, broadcastId);
        while (rows.Step())
        {
            var people = rows.Number(2);
            counts = rows.Text(1) switch
            {
                "sent" => counts with { Sent = counts.Sent + people },
                "failed" => counts with { Failed = counts.Failed + people },
                "blocked" => counts with { Blocked = counts.Blocked + people },
                "skipped" => counts with { Skipped = counts.Skipped + people },
                "uncertain" => counts with { Uncertain = counts.Uncertain + people },
                _ when rows.Text(0) == "telegram" => counts with { LeftOnTelegram = counts.LeftOnTelegram + people },
                _ => counts with { LeftOnWhatsApp = counts.LeftOnWhatsApp + people },
            };
        }

        return counts;
    }
}
