using Dapper;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Tests.Wallets;

/// <summary>Fills a database with years of trade, through the schema and all of its triggers, in a few large statements.</summary>
internal static class YearsOfTrade
{
    private const int OrdersAChunk = 20_000;
    private const int OrdersACustomer = 40;

    /// <summary>Two entries for each top-up, hold, capture and release: a customer's forty orders take a top-up.</summary>
    public static async Task WriteAsync(Store store, long entries, DateTimeOffset now)
    {
        var orders = Math.Max(entries * 10 / 41 / 4 * 4, OrdersACustomer);
        var customers = Math.Max(orders / OrdersACustomer, 1);
        var at = now.AddDays(-400).ToUnixTimeMilliseconds();
        await store.InTransaction(tx => tx.Execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @customers)
            INSERT INTO customers (channel, user_id, chat_id, name, language, created_at) SELECT 'telegram', i, i, 'Name', 'id', @at FROM n;
            INSERT INTO accounts (id, type, customer_id) SELECT id + 99, 'customer', id FROM customers;
            INSERT INTO topups (id, customer_id, amount, method, reference, due_at, created_at)
              SELECT printf('0199f000-0000-7000-8000-%012d', id), id, 25000, 'QRIS', 'TU-' || id, @at, @at FROM customers;
            UPDATE topups SET state = 'issued', content = 'qr', issued_at = @at, expires_at = @at;
            INSERT INTO transfers (kind, key, from_account, to_account, amount, at) SELECT 'TopUp', 'topup:' || id, 1, customer_id + 99, amount, @at FROM topups;
            UPDATE topups SET state = 'paid', paid_at = @at, due_at = NULL;
            """,
            new { customers, at }));
        for (long first = 1; first <= orders; first += OrdersAChunk)
        {
            var last = Math.Min(first + OrdersAChunk - 1, orders);
            await store.InTransaction(tx => tx.Execute(
                """
                WITH RECURSIVE n(i) AS (SELECT @first UNION ALL SELECT i + 1 FROM n WHERE i < @last)
                INSERT INTO orders (number, id, customer_id, channel, chat_id, item_key, link, slug, title, price, turn, accepted_at)
                  SELECT i, printf('0199f001-0000-7000-8000-%012d', i), i % @customers + 1, 'telegram', i % @customers + 1, 'elements/I' || i,
                    'https://elements.envato.com/modern-business-presentation-template-' || i, 'modern-business-presentation-template', 'Modern Business Presentation Template',
                    500, i, @at + i FROM n;
                INSERT INTO transfers (kind, key, from_account, to_account, amount, at)
                  SELECT 'Hold', 'order:' || number || ':hold', customer_id + 99, 2, 500, accepted_at FROM orders WHERE number BETWEEN @first AND @last;
                UPDATE orders SET state = 'submitting', account = 'main', attempts = 1, submitting_at = accepted_at WHERE number BETWEEN @first AND @last;
                UPDATE orders SET state = 'submitted', download_id = 'd' || number, submitted_at = accepted_at, next_poll_at = accepted_at WHERE number BETWEEN @first AND @last;
                INSERT INTO transfers (kind, key, from_account, to_account, amount, at)
                  SELECT iif(number % 10, 'Capture', 'Release'), 'order:' || number || ':settle', 2, iif(number % 10, 3, customer_id + 99), 500, accepted_at
                  FROM orders WHERE number BETWEEN @first AND @last;
                UPDATE orders SET state = iif(number % 10, 'delivered', 'failed'), reason = iif(number % 10, NULL, 'upstream'), drive_link = 'https://drive.google.com/file/d/' || id,
                  next_poll_at = NULL, ended_at = iif(number > @orders - 5000, @now - number % 3600000, accepted_at) WHERE number BETWEEN @first AND @last;
                INSERT INTO outbox (channel, chat_id, payload, state, settled_at, due_at, created_at)
                  SELECT channel, chat_id, '{"Text":"<b>#' || number || '</b> ' || hex(zeroblob(200)) || '"}', 'sent', ended_at, ended_at, ended_at FROM orders
                  WHERE number BETWEEN max(@first, @orders - 50000) AND @last;
                """,
                new { first, last, orders, customers, at, now = now.ToUnixTimeMilliseconds() }));
        }
    }
}
