using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Joining;

/// <summary>The laws of joined wallets: the money is its owner's, and whatever comes or goes passes through whole.</summary>
internal static class JoinAudit
{
    public static AuditBook Book { get; } = new(
        [
            new AuditPass("SELECT 0, id, NULL FROM accounts WHERE passes_to IS NOT NULL AND balance <> 0", new AuditCheck("joined:empty")),
            new AuditPass(
                """
                SELECT 0, a.customer_id, NULL FROM accounts a LEFT JOIN accounts o ON o.id = a.passes_to LEFT JOIN customers c ON c.id = a.customer_id
                WHERE a.passes_to IS NOT NULL AND (o.customer_id IS NULL OR c.joined_to IS NOT o.customer_id OR o.passes_to IS NOT NULL)
                UNION ALL
                SELECT 0, c.id, c.joined_at FROM customers c LEFT JOIN customers o ON o.id = c.joined_to LEFT JOIN accounts a ON a.customer_id = c.id
                WHERE c.joined_to IS NOT NULL AND (a.passes_to IS NULL OR o.joined_id IS NOT c.id OR o.channel IS c.channel OR o.joined_to IS NOT NULL)
                """,
                new AuditCheck("joined:pairs")),

            // By the key's own index: passages are few among all transfers.
            new AuditPass(
                """
                SELECT 0, p.key, p.at FROM transfers p LEFT JOIN transfers t ON t.key = substr(p.key, 6)
                WHERE p.key >= 'pass:' AND p.key < 'pass;'
                  AND (p.kind IS NOT 'Join' OR t.amount IS NOT p.amount OR t.at IS NOT p.at OR NOT (t.to_account = p.from_account OR t.from_account = p.to_account))
                """,
                new AuditCheck("joined:passages")),
        ]);
}
