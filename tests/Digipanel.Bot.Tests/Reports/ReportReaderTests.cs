using Dapper;
using Digipanel.Bot.Reports;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Reports;

/// <summary>The figures add up, whatever happened and whichever days are asked for: reckoned once more from the entries, which the report does not read.</summary>
public sealed class ReportReaderTests : IDisposable
{
    private static readonly TransferKind[] Kinds = [.. Enum.GetValues<TransferKind>().Where(k => k != TransferKind.Join)];
    private readonly TestStore _test = new();
    private int _keys;

    private static Gen<Step> Steps =>
        from kind in Gen.Elements(Kinds)
        from customer in Gen.Choose(1, 3)
        from amount in Gen.Choose(1, 5_000)
        // Now and then the clock is set back.
        from hours in Gen.Frequency((6, Gen.Choose(0, 30)), (1, Gen.Choose(-20, -1)))
        from isVoucher in Gen.Elements(true, false)
        select new Step(kind, customer, amount, hours, isVoucher);

    [Fact]
    public async Task Opening_and_what_came_less_what_went_is_closing_and_each_figure_is_the_ledgers()
    {
        foreach (var i in new[] { 1, 2, 3 })
        {
            // The third one's wallet is the first one's.
            await _test.NewCustomerAsync($"{i}", i == 3 ? "whatsapp" : "telegram");
        }

        await _test.Store.InTransaction(tx =>
        {
            Ledger.Empty(tx, 3, 1, "join:1");
            tx.Execute("UPDATE customers SET joined_to = 1 WHERE id = 3");
            tx.Execute("DROP TRIGGER transfers_refund_an_order"); // there are no orders here
        });
        Prop.ForAll(
            Steps.ArrayOf(25).ToArbitrary(),
            Gen.Choose(0, 20).ArrayOf(2).ToArbitrary(),
            (steps, days) =>
            {
                Take(steps).GetAwaiter().GetResult();
                var today = ReportPeriod.Today(_test.Time.GetUtcNow());
                AssertRight(new ReportPeriod(ReportSpan.Days, today.AddDays(-days.Max()), today.AddDays(-days.Min())));
                AssertRight(ReportPeriod.Of(ReportSpan.Month, today));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
        Assert.True(_test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(DISTINCT kind) FROM transfers")) >= Kinds.Length, "hardly anything happened");
    }

    [Fact]
    public async Task What_was_closing_one_day_is_opening_the_next_though_money_moved_at_midnight()
    {
        await _test.NewCustomerAsync();
        _test.Time.Jump(new DateTimeOffset(2026, 11, 22, 16, 59, 59, 999, TimeSpan.Zero));
        await PostAsync(TransferKind.TopUp, 1, 10_000, "a");
        _test.Time.Advance(TimeSpan.FromMilliseconds(1));
        await PostAsync(TransferKind.TopUp, 1, 500, "b");
        var (first, next) = (Read(Day(22)), Read(Day(23)));
        Assert.Equal((10_000, 1), (first.Money.Closing.Value, first.Topups.Count));
        Assert.Equal((10_000, 10_500, 1), (next.Money.Opening.Value, next.Money.Closing.Value, next.Topups.Count));
    }

    [Fact]
    public async Task Best_hours_buyers_and_the_days_before_are_counted_in_the_shops_time()
    {
        var (one, two) = (await _test.NewCustomerAsync("1"), await _test.NewCustomerAsync("2"));
        await PostAsync(TransferKind.TopUp, one.Id, 10_000, "top:1");
        await PostAsync(TransferKind.TopUp, two.Id, 10_000, "top:2");
        foreach (var (customer, hour) in new[] { (one.Id, 13), (one.Id, 13), (two.Id, 17), (one.Id, 37), (one.Id, 42) })
        {
            // 13 and 17 in Greenwich are 20 in the evening and, the next day already, midnight.
            _test.Time.Jump(new DateTimeOffset(2026, 11, 23, 0, 30, 0, TimeSpan.Zero).AddHours(hour));
            await PostAsync(TransferKind.Hold, customer, 500, $"order:{++_keys}:hold");
            await PostAsync(TransferKind.Capture, customer, 500, $"order:{_keys}:settle");
        }

        var (monday, tuesday) = (Read(Day(23)), Read(Day(24)));
        Assert.Equal((2, 1, 0), (monday.Hours[20], monday.Active, monday.Earlier.Sales.Value));
        Assert.Equal((1, 1, 2, 1_000), (tuesday.Hours[0], tuesday.Hours[20], tuesday.Active, tuesday.Earlier.Sales.Value));
        Assert.Equal(1, tuesday.Earlier.Active);
        var days = Read(new ReportPeriod(ReportSpan.Days, new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 25)));
        Assert.Equal([0, 1_000, 1_000, 500], days.Bars);
        Assert.Equal(2, days.New);
    }

    [Fact]
    public async Task Top_ups_stand_by_their_way_to_pay_with_fees_and_what_no_top_up_explains_stands_too()
    {
        await _test.NewCustomerAsync();
        await PayAsync("QRIS", 50_000, 0, 350);
        await PayAsync("QRIS", 20_000, 0, 140);
        await PayAsync("VA_BCA", 60_000, 4_500, 0);
        await PostAsync(TransferKind.TopUp, 1, 1_000, "topup:by-hand");
        await PostAsync(TransferKind.Bonus, 1, 2_500, "topup:x:bonus");
        await PostAsync(TransferKind.Bonus, 1, 5_000, "voucher:7:1");
        var figures = Read(Day(22));
        Assert.Equal(
            [("QRIS", 2, 70_000, 0, 490), ("VA_BCA", 1, 60_000, 4_500, 0), ("", 1, 1_000, 0, 0)],
            figures.Methods.Select(m => (m.Method, m.Paid.Count, m.Paid.Amount.Value, m.Fee.Value, m.ShopFee.Value)));
        Assert.Equal(131_000, figures.Topups.Amount.Value);
        Assert.Equal((2_500, 5_000), (figures.Bonuses.Amount.Value, figures.Vouchers.Amount.Value));
        Assert.Equal(-490 - 7_500, figures.MarginAfterGifts.Value);
    }

    public void Dispose() => _test.Dispose();

    private static ReportPeriod Day(int day) => new(ReportSpan.Days, new DateOnly(2026, 11, day), new DateOnly(2026, 11, day));

    private ReportFigures Read(ReportPeriod period) => _test.Store.Read(c => ReportReader.Read(c, period, _test.Time.GetUtcNow()));

    private Task PostAsync(TransferKind kind, long customer, long amount, string key) => _test.Store.InTransaction(tx => Ledger.Post(tx, kind, customer, new Rupiah(amount), key));

    private async Task Take(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            _test.Time.Jump(_test.Time.GetUtcNow().AddHours(step.Hours));
            try
            {
                await PostAsync(step.Kind, step.Customer, step.Amount, $"{(step.IsVoucher ? "voucher" : "key")}:{++_keys}");
            }
            catch (SqliteException)
            {
                // Nothing is held, or too little.
            }
        }
    }

    private void AssertRight(ReportPeriod period)
    {
        var figures = Read(period);
        var (from, until) = (period.From.ToUnixTimeMilliseconds(), period.Until.ToUnixTimeMilliseconds());
        var money = figures.Money;
        Assert.Equal(Entries("a.type IN ('customer', 'held') AND t.at < @from"), money.Opening.Value);
        Assert.Equal(Entries("a.type IN ('customer', 'held') AND t.at < @until"), money.Closing.Value);
        Assert.Equal(Entries("a.type = 'held' AND t.at < @until"), money.Held.Value);
        Assert.Equal(money.Closing, money.Opening + money.In - money.Out);
        Assert.Equal(Entries("a.type = 'sales' AND e.amount > 0 AND t.at >= @from AND t.at < @until"), figures.Sales.Amount.Value);
        Assert.Equal(-Entries("a.type = 'sales' AND e.amount < 0 AND t.at >= @from AND t.at < @until"), figures.Refunds.Amount.Value);
        Assert.Equal(-Entries("a.type = 'gateway' AND t.at >= @from AND t.at < @until"), figures.Topups.Amount.Value);
        Assert.Equal(-Entries("a.type = 'promo' AND t.at >= @from AND t.at < @until"), (figures.Bonuses.Amount + figures.Vouchers.Amount).Value);
        Assert.Equal(-Entries("a.type = 'adjustments' AND t.at >= @from AND t.at < @until"), (figures.Credits.Amount - figures.Debits.Amount).Value);
        Assert.Equal(Entries("a.type = 'promo' AND t.key LIKE 'voucher:%' AND t.at >= @from AND t.at < @until"), -figures.Vouchers.Amount.Value);

        // What the message shows adds up to the line below it.
        Assert.Equal(money.In, figures.Topups.Amount + figures.Bonuses.Amount + figures.Vouchers.Amount + figures.Credits.Amount + figures.Refunds.Amount);
        Assert.Equal(money.Out, figures.Sales.Amount + figures.Debits.Amount);
        Assert.Equal(figures.Sales.Amount.Value, period.Days == 1 ? figures.Sales.Amount.Value : figures.Bars.Sum());

        long Entries(string where) => _test.Store.Read(c => c.ExecuteScalar<long>(
            $"SELECT coalesce(sum(e.amount), 0) FROM entries e JOIN accounts a ON a.id = e.account_id JOIN transfers t ON t.id = e.transfer_id WHERE {where}", new { from, until }));
    }

    private Task PayAsync(string method, long amount, long fee, long shopFee) => _test.Store.InTransaction(tx =>
    {
        var id = $"0199f000-0000-7000-8000-{++_keys:D12}";
        tx.Execute(
            """
            INSERT INTO topups (id, customer_id, amount, method, reference, due_at, created_at, fee, shop_fee) VALUES (@id, 1, @amount, @method, @id, 1, 1, @fee, @shopFee);
            """,
            new { id, amount, method, fee, shopFee });
        Ledger.Post(tx, TransferKind.TopUp, 1, new Rupiah(amount), "topup:" + id);
        tx.Execute("UPDATE topups SET state = 'paid', paid_at = @NowMs, due_at = NULL WHERE id = @id", new { id, tx.NowMs });
    });

    private sealed record Step(TransferKind Kind, int Customer, long Amount, int Hours, bool IsVoucher);
}
