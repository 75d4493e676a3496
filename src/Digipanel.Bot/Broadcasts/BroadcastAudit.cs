using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Broadcasts;

/// <summary>What can be told from the rows of broadcasts alone.</summary>
internal static class BroadcastAudit
{
    private static readonly TimeSpan SendingMax = TimeSpan.FromHours(1);

    public static AuditBook Book { get; } = new(
        [
            new AuditPass(
                $"SELECT 0, id, at FROM broadcast_recipients WHERE state = 'sending' AND at < @now - {(long)SendingMax.TotalMilliseconds}",
                new AuditCheck("broadcasts:sending", AuditSeverity.Warning)),
            new AuditPass(
                """
                SELECT 0, b.id, b.started_at FROM broadcasts b WHERE b.state = 'done'
                  AND EXISTS (SELECT 1 FROM broadcast_recipients r WHERE r.broadcast_id = b.id AND r.state = 'sending')
                """,
                new AuditCheck("broadcasts:done", AuditSeverity.Warning)),
        ],
        // One that was held has not started.
        """
        SELECT 'broadcasts under way', count(*), min(coalesce(started_at, due_at, created_at)), NULL FROM broadcasts WHERE state IN ('running', 'paused')
        HAVING count(*) > 0
        """);
}
