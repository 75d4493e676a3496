using System.Globalization;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>
/// The promise, checked from outside when all is quiet: what the providers and the chats say against what the file says. Nothing of the bot's own
/// code takes part.
/// </summary>
internal static class MoneyAudit
{
    private const long Cost = 200;

    public static void Check(ShopWorld world)
    {
        CheckFile(world);
        world.AuditBooks();
        Assert.Equal(0, world.Scalar<long>("SELECT balance FROM accounts WHERE type = 'held'"));
        CheckTopups(world);
        var orders = world.Query<SoldLink>("SELECT number, chat_id, link, state, drive_link, gift, price, refunded_at FROM orders ORDER BY number");
        Assert.All(orders, o => Assert.True(o.State is "delivered" or "failed"));
        CheckUpstream(world, orders);
        CheckWallets(world, orders);
        CheckMessages(world, orders);
    }

    public static void CheckFile(ShopWorld world)
    {
        Assert.Equal("ok", world.Scalar<string>("PRAGMA integrity_check"));
        Assert.Null(world.Scalar<string>("PRAGMA foreign_key_check"));
    }

    /// <summary>Everything that Doitpay was paid is in a wallet, once, and nothing else is.</summary>
    private static void CheckTopups(ShopWorld world)
    {
        var paid = world.Doitpay.Payments.Where(p => p.State == DoitpayState.Paid).Select(p => (p.PartnerReference, Amount: p.PaidAmount!.Value));
        var credited = world.Query<(string Reference, long Amount)>(
            "SELECT t.reference, x.amount + coalesce(t.fee, 0) FROM transfers x LEFT JOIN topups t ON x.key = 'topup:' || t.id WHERE x.kind = 'TopUp'");
        Assert.Equal(paid.Order(), credited.Order());
    }

    /// <summary>
    /// Each delivered link is a download of its own that the shop paid for once. What was paid beyond that is in the losses: at most one download a
    /// row, and for certain where the row says so.
    /// </summary>
    private static void CheckUpstream(ShopWorld world, IReadOnlyList<SoldLink> orders)
    {
        var paid = world.Digipanel.Downloads.Where(d => d.Paid).ToList();
        var files = paid.Where(d => d.DriveLink is not null).ToDictionary(d => d.DriveLink!, StringComparer.Ordinal);
        var served = orders.Where(o => o.State == "delivered" || o.Gift).ToList();
        Assert.All(served, o => Assert.Equal(o.Link, Assert.Contains(o.DriveLink!, (IReadOnlyDictionary<string, DigipanelDownload>)files).Url));
        Assert.Equal(served.Count, served.Select(o => o.DriveLink).Distinct(StringComparer.Ordinal).Count());

        var losses = world.Query<(string Link, long Rows, long Certain)>(
            "SELECT o.link, count(*), sum(l.certain) FROM upstream_losses l JOIN orders o ON o.number = l.order_number GROUP BY o.link").ToDictionary(l => l.Link, StringComparer.Ordinal);
        foreach (var (link, charged) in world.Digipanel.ChargesByUrl)
        {
            var delivered = orders.Count(o => o.Link == link && o.State == "delivered");
            var extra = (charged / Cost) - delivered;
            var loss = losses.GetValueOrDefault(link);
            Assert.True(extra >= loss.Certain && extra <= loss.Rows, $"{link}: Digipanel has Rp {charged} for {delivered} delivered; {loss.Rows} losses, {loss.Certain} certain");
        }
    }

    private static void CheckWallets(ShopWorld world, IReadOnlyList<SoldLink> orders)
    {
        var references = world.Query<(string Reference, string UserId)>("SELECT t.reference, c.user_id FROM topups t JOIN customers c ON c.id = t.customer_id").ToDictionary(t => t.Reference, t => t.UserId, StringComparer.Ordinal);
        foreach (var user in world.Telegram.Users.Where(u => u.Id != ShopWorld.AdminId))
        {
            var chat = user.Id.ToString(CultureInfo.InvariantCulture);
            var paid = world.Doitpay.Payments.Where(p => p.State == DoitpayState.Paid && references[p.PartnerReference] == chat).Sum(p => p.PaidAmount!.Value);
            var terms = world.Query<long>("SELECT coalesce(sum(t.bonus - t.fee), 0) FROM topups t JOIN customers c ON c.id = t.customer_id WHERE t.state = 'paid' AND c.user_id = @chat", new { chat }).Single();
            Assert.Equal(paid + terms - orders.Where(o => o.ChatId == chat && o.State == "delivered" && o.RefundedAt is null).Sum(o => o.Price), world.Wallet(user.Id));
        }
    }

    /// <summary>Every message that was owed is in its chat, and every file reached its buyer.</summary>
    private static void CheckMessages(ShopWorld world, IReadOnlyList<SoldLink> orders)
    {
        // The bot lives on and looks after its invoices: an edit of a message that is there may always be on its way.
        Assert.Empty(world.Query<string>(
            """
            SELECT format('row %d: %s %s, %s, %s', id, kind, state, card, error) FROM outbox o
            WHERE state <> 'sent' AND NOT (state = 'pending' AND EXISTS (SELECT 1 FROM cards c WHERE c.card = o.card AND c.message_id IS NOT NULL))
            """));
        // A menu that became an invoice is the message of both.
        var owed = world.Query<(string ChatId, string? MessageId)>(
            """
            SELECT chat_id, message_id FROM outbox WHERE kind = 'message' AND payload ->> '$.Edits' IS NULL
            UNION ALL
            SELECT chat_id, message_id FROM cards c WHERE gone = 0
              AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'message' AND chat_id = c.chat_id AND message_id = c.message_id)
            """);
        Assert.Equal(owed.Count, owed.Distinct().Count());
        foreach (var chat in owed.GroupBy(m => m.ChatId, StringComparer.Ordinal))
        {
            var arrived = world.Telegram.Replies(long.Parse(chat.Key, CultureInfo.InvariantCulture));
            var ids = arrived.Select(m => m.Id.ToString(CultureInfo.InvariantCulture)).ToHashSet(StringComparer.Ordinal);
            Assert.All(chat, m => Assert.Contains(m.MessageId ?? "none", ids));
            Assert.All(
                orders.Where(o => o.ChatId == chat.Key && o.DriveLink is not null),
                o => Assert.Contains(arrived, m => m.Text.Contains(o.DriveLink!, StringComparison.Ordinal) && m.Text.Contains($"#{o.Number}", StringComparison.Ordinal)));
        }
    }

    private sealed record SoldLink
    {
        public required long Number { get; init; }

        public required string ChatId { get; init; }

        public required string Link { get; init; }

        public required string State { get; init; }

        public string? DriveLink { get; init; }

        public required bool Gift { get; init; }

        public required long Price { get; init; }

        public long? RefundedAt { get; init; }
    }
}
