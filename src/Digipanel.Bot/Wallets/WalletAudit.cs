namespace Digipanel.Bot.Wallets;

/// <summary>The laws of the ledger itself, whatever the money is for.</summary>
internal static class WalletAudit
{
    public static AuditBook Book { get; } = new(
        [
            // Both looked up by primary key: grouping the entries by transfer would sort them all.
            new AuditPass(
                """
                SELECT iif(f.amount IS NOT -t.amount OR g.amount IS NOT t.amount, 0, 1), t.key, t.at
                FROM transfers t
                LEFT JOIN entries f ON f.account_id = t.from_account AND f.transfer_id = t.id
                LEFT JOIN entries g ON g.account_id = t.to_account AND g.transfer_id = t.id
                LEFT JOIN transfer_kinds k ON k.kind = t.kind
                WHERE f.amount IS NOT -t.amount OR g.amount IS NOT t.amount
                  OR k.from_type IS NOT (SELECT type FROM accounts WHERE id = t.from_account)
                  OR k.to_type IS NOT (SELECT type FROM accounts WHERE id = t.to_account)
                """,
                new AuditCheck("ledger:entries"), new AuditCheck("ledger:kinds")),
            new AuditPass(
                """
                SELECT 0, e.account_id || '/' || e.transfer_id, NULL FROM entries e LEFT JOIN transfers t ON t.id = e.transfer_id
                WHERE t.id IS NULL OR e.account_id NOT IN (t.from_account, t.to_account)
                """,
                new AuditCheck("ledger:strays")),
            new AuditPass("SELECT 0, 'Rp ' || sum(amount), NULL FROM entries HAVING sum(amount) <> 0", new AuditCheck("ledger:zero")),
            new AuditPass(
                """
                SELECT 0, a.id, NULL FROM accounts a LEFT JOIN (SELECT account_id, sum(amount) AS total FROM entries GROUP BY account_id) e ON e.account_id = a.id
                WHERE a.balance <> coalesce(e.total, 0)
                """,
                new AuditCheck("ledger:balances")),

            // The one before is the neighbour in the primary key: half the time of a window function, and nothing is buffered.
            new AuditPass(
                """
                SELECT iif(balance_after < 0 AND balance_after = before + amount, 1, 0), account_id || '/' || transfer_id, NULL
                FROM (
                  SELECT account_id, transfer_id, amount, balance_after, coalesce(
                    (SELECT balance_after FROM entries p WHERE p.account_id = e.account_id AND p.transfer_id < e.transfer_id ORDER BY p.transfer_id DESC LIMIT 1), 0) AS before
                  FROM entries e)
                WHERE balance_after <> before + amount
                  OR (balance_after < 0 AND (SELECT type FROM accounts WHERE id = account_id) IN ('customer', 'held'))
                UNION ALL
                SELECT 1, id, NULL FROM accounts WHERE balance < 0 AND type IN ('customer', 'held')
                """,
                new AuditCheck("ledger:chain"), new AuditCheck("ledger:negative")),
        ]);
}
