using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>The laws between orders and money: paid before it runs, charged or refunded once at its end, given back at most once after it, and every order ends.</summary>
internal static class OrderAudit
{
    /// <summary>The pump that ends orders looks every half minute; a restart or a busy machine is not news.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    /// <summary>How far back an order's last message is looked for, in time, in orders and in messages; older ones were looked at by earlier audits.</summary>
    private static readonly TimeSpan ToldMax = TimeSpan.FromDays(1);

    private const int ToldOrdersMax = 10_000;
    private const int ToldMessagesMax = 100_000;

    public static AuditBook Book { get; } = new(
        [
            new AuditPass(
                """
                SELECT iif(holds IS NOT 1 OR payer IS NOT wallet, 0, iif(state IN ('delivered', 'failed'), 1, 2)), number, coalesce(ended_at, accepted_at)
                FROM (
                  SELECT o.number, o.state, o.accepted_at, o.ended_at, s.kind AS settled, count(*) AS found,
                    h.kind = 'Hold' AND h.amount = o.price AS holds, s.amount = o.price AS exact, h.from_account AS payer, s.to_account AS payee,
                    (SELECT id FROM accounts WHERE customer_id = o.customer_id) AS wallet
                  FROM orders o
                  LEFT JOIN transfers h ON h.key = 'order:' || o.number || ':hold'
                  LEFT JOIN transfers s ON s.key = 'order:' || o.number || ':settle'
                  GROUP BY o.number)
                WHERE holds IS NOT 1 OR payer IS NOT wallet OR found <> 1
                  OR CASE state
                       WHEN 'delivered' THEN settled IS NOT 'Capture' OR exact IS NOT 1
                       WHEN 'failed' THEN settled IS NOT 'Release' OR exact IS NOT 1 OR payee IS NOT wallet
                       ELSE settled IS NOT NULL
                     END
                """,
                new AuditCheck("orders:held-once"), new AuditCheck("orders:settled-once"), new AuditCheck("orders:settled-early")),
            new AuditPass(
                """
                SELECT iif(t.kind = 'Refund', 1, 0), t.key, t.at FROM transfers t LEFT JOIN orders o ON o.number = CAST(substr(t.key, 7) AS INTEGER)
                WHERE t.kind IN ('Hold', 'Capture', 'Release', 'Refund')
                  AND (t.key IS NOT 'order:' || o.number || CASE t.kind WHEN 'Hold' THEN ':hold' WHEN 'Refund' THEN ':refund' ELSE ':settle' END
                    OR (t.kind = 'Refund' AND o.refunded_at IS NULL))
                UNION ALL
                SELECT 1, number, refunded_at
                FROM (
                  SELECT o.number, o.refunded_at, count(*) AS found,
                    o.state = 'delivered' AND t.kind = 'Refund' AND t.amount = o.price AND t.to_account = (SELECT id FROM accounts WHERE customer_id = o.customer_id) AS repaid
                  FROM orders o LEFT JOIN transfers t ON t.key = 'order:' || o.number || ':refund'
                  WHERE o.refunded_at IS NOT NULL GROUP BY o.number)
                WHERE repaid IS NOT 1 OR found <> 1
                """,
                new AuditCheck("orders:strays"), new AuditCheck("orders:refunded-once")),
            new AuditPass(
                """
                SELECT 0, 'off by Rp ' || (balance - open), NULL
                FROM (SELECT balance, (SELECT coalesce(sum(price), 0) FROM orders WHERE state NOT IN ('delivered', 'failed')) AS open FROM accounts WHERE type = 'held')
                WHERE balance <> open
                """,
                new AuditCheck("orders:held-sum")),
            new AuditPass(
                """
                SELECT 0, 'off by Rp ' || (balance - sold), NULL
                FROM (SELECT balance, (SELECT coalesce(sum(price), 0) FROM orders WHERE state = 'delivered' AND refunded_at IS NULL) AS sold FROM accounts WHERE type = 'sales')
                WHERE balance <> sold
                """,
                new AuditCheck("orders:sales-sum")),
            Told,
            new AuditPass(
                $"""
                SELECT 0, number, since FROM (
                  SELECT number,
                    CASE state WHEN 'accepted' THEN accepted_at WHEN 'submitting' THEN submitting_at WHEN 'uncertain' THEN uncertain_at ELSE submitted_at END AS since,
                    CASE state WHEN 'accepted' THEN {Ms(OrderDeadlines.WaitMax)} WHEN 'submitted' THEN {Ms(OrderDeadlines.RunMax + TimeSpan.FromHours(1))}
                      ELSE {Ms(OrderDeadlines.DoubtMax)} END AS patience
                  FROM orders WHERE state NOT IN ('delivered', 'failed'))
                WHERE since < @now - patience - {Ms(Margin)}
                """,
                new AuditCheck("orders:late", AuditSeverity.Warning)),
        ],
        "SELECT 'orders ' || state, count(*), min(accepted_at), sum(price) FROM orders WHERE state NOT IN ('delivered', 'failed') GROUP BY state ORDER BY min(number)");

    /// <summary>
    /// The message is written in the transaction that ends the order, so it has the same time and names the order; one that could not be
    /// sent at once while the clock was set back has an earlier time. A cancelled order is answered where it was cancelled.
    /// </summary>
    private static AuditPass Told => new(
        $"""
        WITH told AS MATERIALIZED (SELECT created_at, payload, attempts > iif(state = 'pending', 0, 1) AS put_off FROM outbox WHERE id > (SELECT max(id) FROM outbox) - {ToldMessagesMax}),
          ended AS MATERIALIZED (
            SELECT number, ended_at FROM (SELECT number, state, reason, ended_at FROM orders ORDER BY number DESC LIMIT {ToldOrdersMax})
            WHERE state IN ('delivered', 'failed') AND reason IS NOT 'cancelled' AND ended_at BETWEEN @now - {Ms(ToldMax)} AND @now
              AND ended_at > coalesce((SELECT created_at FROM outbox WHERE id <= (SELECT max(id) FROM outbox) - {ToldMessagesMax} ORDER BY id DESC LIMIT 1), 0))
        SELECT 0, number, ended_at FROM (
          SELECT number, ended_at FROM ended o
          WHERE NOT EXISTS (SELECT 1 FROM told m WHERE m.created_at = o.ended_at AND m.payload GLOB '*#' || o.number || '[^0-9]*')) missed
        WHERE NOT EXISTS (SELECT 1 FROM told m WHERE m.put_off AND m.created_at < missed.ended_at AND m.payload GLOB '*#' || missed.number || '[^0-9]*')
        """,
        new AuditCheck("orders:told"));

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;
}
