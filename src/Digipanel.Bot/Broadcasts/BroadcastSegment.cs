using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Broadcasts;

/// <summary>Whom a broadcast is for.</summary>
/// <param name="Channel"><c>all</c>, <c>telegram</c>, <c>whatsapp</c>.</param>
/// <param name="Language"><c>all</c>, <c>id</c>, <c>en</c>.</param>
/// <param name="Audience"><c>all</c>; <c>active</c>: has written in the last 30 days; <c>funded</c>: has saldo; <c>untopped</c>: has never topped up.</param>
internal sealed record BroadcastSegment(string Channel, string Language, string Audience)
{
    public const string All = "all";

    public static readonly IReadOnlyList<string> Channels = [All, "telegram", "whatsapp"];
    public static readonly IReadOnlyList<string> Languages = [All, "id", "en"];
    public static readonly IReadOnlyList<string> Audiences = [All, "active", "funded", "untopped"];

    private static readonly TimeSpan ActiveWithin = TimeSpan.FromDays(30);

    // One row a person: of joined accounts the one that they wrote on last, of those that the segment has. Whoever wants no promotions, or was shut out, with
    // either account gets it on neither.
    private const string From =
        """
        FROM customers c LEFT JOIN customers p ON p.id = coalesce(c.joined_to, c.joined_id)
        LEFT JOIN whatsapp_contacts w ON c.channel = 'whatsapp' AND w.chat_id = c.chat_id
        WHERE c.reachable = 1 AND c.blocked = 0 AND c.promotions = 1 AND coalesce(p.blocked, 0) = 0 AND coalesce(p.promotions, 1) = 1
          AND (?1 = 'all' OR c.channel = ?1) AND (?2 = 'all' OR c.language = ?2)
          AND (c.channel = 'telegram' AND ?5 & 1 OR c.channel = 'whatsapp' AND ?5 & 2)
          AND NOT (p.id IS NOT NULL AND p.reachable = 1 AND (?1 = 'all' OR p.channel = ?1) AND (?2 = 'all' OR p.language = ?2)
            AND (p.channel = 'telegram' AND ?5 & 1 OR p.channel = 'whatsapp' AND ?5 & 2) AND (p.seen_at > c.seen_at OR p.seen_at = c.seen_at AND p.id > c.id))
          AND CASE ?3
            WHEN 'active' THEN max(c.seen_at, coalesce(p.seen_at, 0)) >= ?4
            WHEN 'funded' THEN EXISTS (SELECT 1 FROM accounts a WHERE a.customer_id = coalesce(c.joined_to, c.id) AND a.balance > 0)
            WHEN 'untopped' THEN NOT EXISTS (SELECT 1 FROM topups t WHERE t.customer_id IN (c.id, p.id) AND t.state = 'paid')
            ELSE 1 END
        """;

    /// <summary>How many it has now. It reads every customer: not in a transaction.</summary>
    /// <param name="database">To read.</param>
    /// <param name="channels">The channels that are on.</param>
    /// <param name="now">The time.</param>
    public BroadcastReach Count(SqliteConnection database, IReadOnlyCollection<string> channels, DateTimeOffset now)
    {
        using var count = Statement.On(
            database,
            $"SELECT count(*) FILTER (WHERE c.channel = 'telegram'), count(*) FILTER (WHERE c.channel = 'whatsapp'), count(*) FILTER (WHERE c.channel = 'whatsapp' AND coalesce(w.last_message_at, 0) <= ?6) {From}");
        Bind(count, channels, now).Bind(6, (now - WhatsAppChannel.Window).ToUnixTimeMilliseconds()).Step();
        return new BroadcastReach(count.Number(0), count.Number(1), count.Number(2));
    }

    /// <summary>Puts those of a stretch of customers on a broadcast's list; whoever is on it already stays as they are.</summary>
    public void Gather(Tx tx, long broadcastId, long after, long to, IReadOnlyCollection<string> channels)
    {
        using var insert = tx.Prepare(
            $"""
            INSERT INTO broadcast_recipients (broadcast_id, account_id, owner_id, channel)
            SELECT ?6, c.id, coalesce(c.joined_to, c.id), c.channel {From} AND c.id > ?7 AND c.id <= ?8 ORDER BY c.id
            ON CONFLICT DO NOTHING
            """);
        Bind(insert, channels, tx.Now).Bind(6, broadcastId).Bind(7, after).Bind(8, to).Run();
    }

    private Statement Bind(Statement statement, IReadOnlyCollection<string> channels, DateTimeOffset now) => statement
        .Bind(1, Channel).Bind(2, Language).Bind(3, Audience).Bind(4, (now - ActiveWithin).ToUnixTimeMilliseconds())
        .Bind(5, (channels.Contains("telegram", StringComparer.Ordinal) ? 1L : 0L) + (channels.Contains("whatsapp", StringComparer.Ordinal) ? 2L : 0L));
}

/// <summary>How many people a broadcast would go to.</summary>
/// <param name="Telegram">On Telegram.</param>
/// <param name="WhatsApp">On WhatsApp.</param>
/// <param name="Outside">Of those on WhatsApp: who has not written for 24 hours.</param>
internal sealed record BroadcastReach(long Telegram, long WhatsApp, long Outside);
