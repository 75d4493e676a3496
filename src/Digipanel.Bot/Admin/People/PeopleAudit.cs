using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Admin.People;

/// <summary>The laws of money that was moved by hand: what was decided was moved, once and whole, and nothing else was.</summary>
internal static class PeopleAudit
{
    public static AuditBook Book { get; } = new(
        [
            // By the key's own index: adjustments are few among all transfers.
            new AuditPass(
                """
                SELECT 0, id, coalesce(ended_at, asked_at)
                FROM (
                  SELECT a.id, a.state, a.ended_at, a.asked_at, count(*) AS found,
                    t.kind = iif(a.kind = 'credit', 'Credit', 'Debit') AND t.amount = a.amount
                      AND iif(a.kind = 'credit', t.to_account, t.from_account) = (SELECT id FROM accounts WHERE customer_id = a.customer_id) AS moved,
                    CASE WHEN a.kind <> 'move' THEN g.id IS NULL
                      ELSE g.kind = 'Credit' AND g.amount = a.amount AND g.to_account = (SELECT id FROM accounts WHERE customer_id = a.to_id) END AS arrived,
                    t.id IS NULL AND g.id IS NULL AS untouched
                  FROM adjustments a
                  LEFT JOIN transfers t ON t.key = 'adjust:' || a.id
                  LEFT JOIN transfers g ON g.key = 'adjust:' || a.id || ':to'
                  WHERE a.kind <> 'refund' GROUP BY a.id)
                WHERE found <> 1 OR CASE state WHEN 'done' THEN moved IS NOT 1 OR arrived IS NOT 1 ELSE untouched IS NOT 1 END
                UNION ALL
                SELECT 0, id, ended_at FROM adjustments a
                WHERE kind = 'refund' AND state = 'done' AND NOT EXISTS (SELECT 1 FROM orders WHERE number = a.order_number AND refunded_at IS NOT NULL AND price = a.amount)
                UNION ALL
                SELECT 0, key, at FROM transfers
                WHERE key >= 'adjust:' AND key < 'adjust;' AND NOT EXISTS (SELECT 1 FROM adjustments WHERE id = substr(key, 8, 36) AND key IN ('adjust:' || id, 'adjust:' || id || ':to'))
                """,
                new AuditCheck("adjustments:moved-once")),
        ]);
}
