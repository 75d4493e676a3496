using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Reports;

/// <summary>Reads the figures of a stretch of days. In a read transaction, outside the writer.</summary>
internal static class ReportReader
{
    /// <summary>Bars of a line: a month's days, and what a phone shows in one.</summary>
    public const int BarsMax = 31;

    // What a download costs at an account that nothing is known of yet.
    private const int CostUsual = 200;

    /// <summary>Reads them.</summary>
    public static ReportFigures Read(SqliteConnection database, ReportPeriod period, DateTimeOffset now)
    {
        var (stretch, earlier) = (new Stretch(period.From, period.Until), period.Before(now));
        var flows = Flows.Read(database, earlier, stretch);
        var topups = flows.During(nameof(TransferKind.TopUp));
        var bonuses = Bonuses(database, stretch, flows.During(nameof(TransferKind.Bonus)));
        var (losses, bars) = (Losses(database, stretch), (period.Days + BarsMax - 1) / BarsMax);
        return new ReportFigures
        {
            Span = period.Span, From = period.From, Until = period.Until, Now = now,
            Sales = flows.During(nameof(TransferKind.Capture)),
            Returned = flows.During(nameof(TransferKind.Release)),
            Cancelled = Count(database, "SELECT count(*) FROM orders WHERE state = 'failed' AND ended_at >= ?1 AND ended_at < ?2 AND reason = 'cancelled'", stretch),
            Refunds = flows.During(nameof(TransferKind.Refund)),
            Open = Open(database, flows),
            Topups = topups, Methods = Methods(database, stretch, topups),
            Bonuses = bonuses.Topups, Vouchers = bonuses.Vouchers,
            Credits = flows.During(nameof(TransferKind.Credit)), Debits = flows.During(nameof(TransferKind.Debit)),
            Upstream = Upstream(database, stretch, flows.During(nameof(TransferKind.Capture)).Count), CertainLosses = losses.Certain, PossibleLosses = losses.Possible,
            Active = flows.Active, New = Count(database, "SELECT count(*) FROM customers WHERE created_at >= ?1 AND created_at < ?2 AND joined_to IS NULL", stretch),
            Hours = flows.PlacedByHour, DaysABar = bars, Bars = period.Days == 1 ? [] : [.. flows.SalesByDay.Chunk(bars).Select(c => c.Sum())],
            Money = Money(database, flows),
            Earlier = new EarlierFigures(flows.Earlier(nameof(TransferKind.Capture)).Amount, flows.Earlier(nameof(TransferKind.TopUp)).Amount, flows.ActiveEarlier),
        };
    }

    // All accounts together are zero (the audit proves it): what customers have is what the shop's own accounts owe, and those are five rows.
    private static CustomersMoney Money(SqliteConnection database, Flows flows)
    {
        using var own = Statement.On(database, "SELECT sum(iif(type = 'held', 0, balance)), sum(iif(type = 'held', balance, 0)) FROM accounts WHERE customer_id IS NULL");
        own.Step();
        return flows.Money(new Rupiah(-own.Number(0)), new Rupiah(own.Number(1)));
    }

    private static long Open(SqliteConnection database, Flows flows)
    {
        using var open = Statement.On(database, "SELECT count(*) FROM orders WHERE state NOT IN ('delivered', 'failed')");
        open.Step();
        return open.Number(0) - flows.After(nameof(TransferKind.Hold)).Count + flows.After(nameof(TransferKind.Capture)).Count + flows.After(nameof(TransferKind.Release)).Count;
    }

    private static List<MethodLine> Methods(SqliteConnection database, Stretch stretch, Tally all)
    {
        var lines = new List<MethodLine>();
        using (var rows = Statement.On(
            database,
            """
            SELECT method, count(*), sum(amount), sum(fee), sum(shop_fee) FROM topups WHERE state = 'paid' AND paid_at >= ?1 AND paid_at < ?2
            GROUP BY method ORDER BY 3 DESC, 1
            """))
        {
            rows.Bind(1, stretch.FromMs).Bind(2, stretch.UntilMs);
            while (rows.Step())
            {
                lines.Add(new MethodLine(rows.Text(0), new Tally(rows.Number(1), new Rupiah(rows.Number(2))), new Rupiah(rows.Number(3)), new Rupiah(rows.Number(4))));
            }
        }

        // The ledger's figure stands whatever the top-ups say, and the lines add up to it.
        var rest = new Tally(all.Count - lines.Sum(l => l.Paid.Count), all.Amount - lines.Aggregate(Rupiah.Zero, (sum, l) => sum + l.Paid.Amount));
        return rest == default ? lines : [.. lines, new MethodLine("", rest, default, default)];
    }

    private static (Tally Topups, Tally Vouchers) Bonuses(SqliteConnection database, Stretch stretch, Tally all)
    {
        if (all.Count == 0)
        {
            return default;
        }

        using var vouchers = Statement.On(
            database, "SELECT count(*), coalesce(sum(amount), 0) FROM transfers WHERE at >= ?1 AND at < ?2 AND kind = 'Bonus' AND +key >= 'voucher:' AND +key < 'voucher;'");
        vouchers.Bind(1, stretch.FromMs).Bind(2, stretch.UntilMs).Step();
        var used = new Tally(vouchers.Number(0), new Rupiah(vouchers.Number(1)));
        return (new Tally(all.Count - used.Count, all.Amount - used.Amount), used);
    }

    // A download for each order that was delivered, at what one costs at its account now. What was taken besides is a loss.
    private static Tally Upstream(SqliteConnection database, Stretch stretch, long all)
    {
        var (known, cost) = (0L, 0L);
        using (var accounts = Statement.On(
            database,
            """
            SELECT cost, (SELECT count(*) FROM orders o WHERE o.state = 'delivered' AND o.ended_at >= ?1 AND o.ended_at < ?2 AND o.account = a.account)
            FROM digipanel_accounts a
            """))
        {
            accounts.Bind(1, stretch.FromMs).Bind(2, stretch.UntilMs);
            while (accounts.Step())
            {
                known += accounts.Number(1);
                cost += accounts.Number(0) * accounts.Number(1);
            }
        }

        return new Tally(all, new Rupiah(cost + ((all - known) * CostUsual)));
    }

    private static (Tally Certain, Tally Possible) Losses(SqliteConnection database, Stretch stretch)
    {
        using var rows = Statement.On(
            database,
            """
            SELECT coalesce(sum(certain), 0), coalesce(sum(certain * amount), 0), coalesce(sum(1 - certain), 0), coalesce(sum((1 - certain) * amount), 0)
            FROM upstream_losses WHERE at >= ?1 AND at < ?2
            """);
        rows.Bind(1, stretch.FromMs).Bind(2, stretch.UntilMs).Step();
        return (new Tally(rows.Number(0), new Rupiah(rows.Number(1))), new Tally(rows.Number(2), new Rupiah(rows.Number(3))));
    }

    private static long Count(SqliteConnection database, string sql, Stretch stretch)
    {
        using var count = Statement.On(database, sql);
        count.Bind(1, stretch.FromMs).Bind(2, stretch.UntilMs).Step();
        return count.Number(0);
    }
}
