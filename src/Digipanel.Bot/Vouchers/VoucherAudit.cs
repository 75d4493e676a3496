using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Vouchers;

/// <summary>The laws between vouchers and money: each use has brought its amount to its customer once, nothing else was brought, and none was used too often.</summary>
internal static class VoucherAudit
{
    public static AuditBook Book { get; } = new(
        [
            // By the key's own index: vouchers' transfers are few among all.
            new AuditPass(
                """
                SELECT 0, u.voucher_id || '/' || u.customer_id, u.at
                FROM voucher_uses u LEFT JOIN vouchers v ON v.id = u.voucher_id LEFT JOIN transfers t ON t.key = 'voucher:' || u.voucher_id || ':' || u.customer_id
                WHERE t.kind IS NOT 'Bonus' OR t.amount IS NOT v.amount OR t.to_account IS NOT (SELECT id FROM accounts WHERE customer_id = u.customer_id)
                UNION ALL
                SELECT 0, t.key, t.at FROM transfers t
                WHERE t.key >= 'voucher:' AND t.key < 'voucher;'
                  AND NOT EXISTS (
                    SELECT 1 FROM voucher_uses u
                    WHERE u.voucher_id = CAST(substr(t.key, 9) AS INTEGER) AND t.key = 'voucher:' || u.voucher_id || ':' || u.customer_id)
                """,
                new AuditCheck("vouchers:used-once")),
            new AuditPass(
                """
                SELECT 0, code, made_at FROM vouchers v
                WHERE used > uses OR used <> (SELECT count(*) FROM voucher_uses u WHERE u.voucher_id = v.id) OR (used > 0 AND state = 'draft')
                """,
                new AuditCheck("vouchers:used-up")),
        ]);
}
