using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Messaging;

/// <summary>What people are still owed in words.</summary>
internal static class OutboxAudit
{
    private static readonly TimeSpan LateMax = TimeSpan.FromHours(1);
    private static readonly TimeSpan DeadMax = TimeSpan.FromDays(7);

    public static AuditBook Book { get; } = new(
        [
            // Whoever blocks the bot, or has not written for a day where that counts, is waited for; an admin who never wrote to it cannot be reached either.
            new AuditPass(
                $"""
                SELECT 0, id, created_at FROM outbox o
                WHERE state = 'pending' AND parked = 0 AND created_at < @now - {(long)LateMax.TotalMilliseconds}
                  AND EXISTS (SELECT 1 FROM customers WHERE channel = o.channel AND chat_id = o.chat_id AND reachable = 1)
                """,
                new AuditCheck("messages:late", AuditSeverity.Warning)),
            new AuditPass(
                $"SELECT 0, id, settled_at FROM outbox WHERE state <> 'pending' AND state = 'dead' AND settled_at > @now - {(long)DeadMax.TotalMilliseconds}",
                new AuditCheck("messages:dead", AuditSeverity.Note)),
        ],
        "SELECT 'messages pending', count(*), min(created_at), NULL FROM outbox WHERE state = 'pending' HAVING count(*) > 0");
}
