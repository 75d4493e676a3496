using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// Keeps on an outbox row what became of its message. Statuses come out of order, more than once, and before the answer to the sending is recorded: a row's
/// status only ever rises, and what comes for a message that no row has yet waits for it.
/// </summary>
internal static class Statuses
{
    private static readonly string RaiseSql =
        $"""
        UPDATE outbox SET status = ?2, status_at = ?3, error = coalesce(?4, error)
        WHERE channel = 'whatsapp' AND message_id = ?1 AND {RankOf("status")} < {RankOf("?2")}
        RETURNING id
        """;

    private static readonly string KeepSql =
        $"""
        INSERT INTO whatsapp_early_statuses (message_id, status, status_at, code, reason, received_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (message_id) DO UPDATE SET status = excluded.status, status_at = excluded.status_at, code = excluded.code, reason = excluded.reason
        WHERE {RankOf("status")} < {RankOf("excluded.status")}
        """;

    /// <summary>Takes a status.</summary>
    public static void Apply(Tx tx, MessageStatus status)
    {
        if (!TryRaise(tx, status) && !HasRow(tx, status.MessageId) && !BroadcastStatuses.TryTake(tx, status))
        {
            Keep(tx, status);
        }
    }

    /// <summary>A message's id is recorded on its row now: what was told of it before is taken.</summary>
    public static void Recorded(Tx tx, string messageId)
    {
        // The row may have had another message before, of which nothing is asked any more.
        tx.Execute("UPDATE outbox SET status = NULL, status_at = NULL WHERE channel = 'whatsapp' AND message_id = @messageId AND status IS NOT NULL", new { messageId });
        if (TakeEarly(tx, messageId) is { } early && !TryRaise(tx, early))
        {
            BroadcastStatuses.TryTake(tx, early);
        }
    }

    private static bool TryRaise(Tx tx, MessageStatus status)
    {
        using var raise = tx.Prepare(RaiseSql);
        raise.Bind(1, status.MessageId).Bind(2, status.Status).Bind(3, AtMs(tx, status)).Bind(4, status.Status == "failed" ? $"{status.Code}: {status.Reason}" : null);
        long? row = raise.Step() ? raise.Number(0) : null;
        raise.Run();
        if (row is { } id && status.Status == "failed")
        {
            FailedMessages.Handle(tx, id, status);
        }

        return row is not null;
    }

    private static bool HasRow(Tx tx, string messageId)
    {
        using var found = tx.Prepare("SELECT 1 FROM outbox WHERE channel = 'whatsapp' AND message_id = ?1").Bind(1, messageId);
        return found.Step();
    }

    private static void Keep(Tx tx, MessageStatus status)
    {
        using var keep = tx.Prepare(KeepSql);
        keep.Bind(1, status.MessageId).Bind(2, status.Status).Bind(3, AtMs(tx, status)).Bind(4, status.Code).Bind(5, status.Reason).Bind(6, tx.NowMs).Run();
    }

    private static MessageStatus? TakeEarly(Tx tx, string messageId)
    {
        using var taken = tx.Prepare("DELETE FROM whatsapp_early_statuses WHERE message_id = ?1 RETURNING status, status_at, code, reason").Bind(1, messageId);
        var status = taken.Step()
            ? new MessageStatus(messageId, taken.Text(0), DateTimeOffset.FromUnixTimeMilliseconds(taken.Number(1))) { Code = (int)taken.Number(2), Reason = taken.TextOrNull(3) }
            : null;
        taken.Run();
        return status;
    }

    private static long AtMs(Tx tx, MessageStatus status) => Math.Min(tx.NowMs, status.At?.ToUnixTimeMilliseconds() ?? tx.NowMs);

    // A failure is told instead of a delivery; should both be, it has arrived.
    private static string RankOf(string status) => $"CASE {status} WHEN 'sent' THEN 1 WHEN 'failed' THEN 2 WHEN 'delivered' THEN 3 WHEN 'read' THEN 4 ELSE 0 END";
}
