using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups;

/// <summary>The laws between payments and wallets: what was paid is credited once, and nothing else is.</summary>
internal static class TopupAudit
{
    /// <summary>An unpaid top-up is looked at for a day after its time where Doitpay gives no answer (TopupSchedule); a wish that is never answered is given up within hours.</summary>
    private static readonly TimeSpan LateMax = TimeSpan.FromHours(25);

    public static AuditBook Book { get; } = new(
        [
            new AuditPass(
                """
                SELECT 0, reference, paid_at
                FROM (
                  SELECT p.reference, p.paid_at, count(*) AS found,
                    t.kind = 'TopUp' AND t.amount = p.amount AND t.to_account = (SELECT id FROM accounts WHERE customer_id = p.customer_id) AS credited
                  FROM topups p LEFT JOIN transfers t ON t.key = 'topup:' || p.id
                  WHERE p.state = 'paid' GROUP BY p.id)
                WHERE credited IS NOT 1 OR found <> 1
                """,
                new AuditCheck("topups:credited-once")),
            new AuditPass(
                """
                SELECT 0, t.key, t.at FROM transfers t LEFT JOIN topups p ON p.id = substr(t.key, 7) AND p.state = 'paid'
                WHERE t.kind = 'TopUp' AND t.key IS NOT 'topup:' || p.id
                """,
                new AuditCheck("topups:unpaid-credit")),
            new AuditPass(
                """
                SELECT 0, reference, decided_at FROM payment_cases c LEFT JOIN transfers t ON t.key = 'case:' || c.id
                WHERE (c.booked IS NOT t.amount) OR (t.id IS NOT NULL AND t.kind IS NOT iif(c.state = 'credited', 'Credit', 'Debit'))
                """,
                new AuditCheck("topups:decisions")),
            new AuditPass(
                """
                SELECT 0, p.reference, p.paid_at
                FROM topups p LEFT JOIN transfers t ON t.key = 'topup:' || p.id || ':bonus'
                WHERE p.state = 'paid' AND p.bonus > 0
                  AND (t.kind IS NOT 'Bonus' OR t.amount IS NOT p.bonus OR t.to_account IS NOT (SELECT id FROM accounts WHERE customer_id = p.customer_id))
                UNION ALL
                SELECT 0, t.key, t.at FROM transfers t LEFT JOIN topups p ON p.id = substr(t.key, 7, 36) AND p.state = 'paid'
                WHERE t.kind = 'Bonus' AND t.key GLOB 'topup:*' AND (t.amount IS NOT p.bonus OR t.key <> 'topup:' || p.id || ':bonus')
                """,
                new AuditCheck("topups:bonus-once")),
            new AuditPass(
                $"""
                SELECT 0, reference, created_at FROM topups
                WHERE due_at IS NOT NULL AND state IN ('requested', 'issued') AND coalesce(expires_at, created_at) < @now - {(long)LateMax.TotalMilliseconds}
                """,
                new AuditCheck("topups:late", AuditSeverity.Warning)),
            new AuditPass(
                """
                SELECT 0, reference, coalesce(ended_at, created_at) FROM topups t
                WHERE told_mismatch = 1 AND state <> 'paid'
                  AND NOT EXISTS (SELECT 1 FROM payment_cases c WHERE c.topup_id = t.id AND c.kind = 'mismatch' AND c.state <> 'open')
                """,
                new AuditCheck("topups:mismatch", AuditSeverity.Note)),
        ],
        "SELECT 'top-ups ' || state, count(*), min(created_at), sum(amount) FROM topups WHERE due_at IS NOT NULL AND state IN ('requested', 'issued') GROUP BY state ORDER BY state DESC");
}
