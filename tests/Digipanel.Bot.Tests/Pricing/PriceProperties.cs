using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using FsCheck;
using FsCheck.Fluent;
using SQLitePCL;

namespace Digipanel.Bot.Tests.Pricing;

/// <summary>Laws of prices: the lowest of all that hold, and a count of the month that is what counting would give, at the cost of a look.</summary>
public sealed class PriceProperties : IDisposable
{
    private static readonly Rupiah Configured = new(500);
    private readonly TestStore _test = new();
    private readonly Prices _prices = new(new ShopOptions { PricePerDownload = Configured.Value });
    private int _links;

    private static Gen<Tariff> Tariffs =>
        from start in Gen.Frequency((1, Gen.Constant((Rupiah?)null)), (2, Gen.Choose(1, 600).Select(p => (Rupiah?)new Rupiah(p))))
        from steps in (from after in Gen.Choose(1, 30) from price in Gen.Choose(1, 600) select new PriceStep(after, new Rupiah(price))).ListOf(3)
        select new Tariff(start, [.. steps.OrderBy(s => s.After)]);

    [Fact]
    public void Whoever_asks_pays_the_lowest_price_that_holds_for_them() => Prop.ForAll(
        Tariffs.ToArbitrary(), Tariffs.ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(),
        (everybody, group, orders) =>
        {
            var list = new PriceList(everybody, new Dictionary<string, Tariff>(StringComparer.Ordinal) { ["reseller"] = group, ["other"] = new(new Rupiah(1), []) });
            var lowest = new[] { everybody.Base ?? Configured, group.Base ?? Configured with { Value = long.MaxValue } }
                .Concat(everybody.Steps.Concat(group.Steps).Where(s => s.After <= orders).Select(s => s.Price)).Min();
            var standing = new PriceStanding(list.LadderFor(["reseller", "gone"], Configured), orders, []);
            return standing.Price == lowest && (standing.Next is not { } next || (next.After > orders && next.Price < lowest));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_tariff_is_kept_as_it_was() => Prop.ForAll(
        Tariffs.ToArbitrary(), tariff => Tariff.Read(tariff.Base?.Value, tariff.StepsText).SaysSame(tariff)).Check(Config.QuickThrowOnFailure);

    // 0 to 2 buy so many, 3 to 5 begin an order, 6 and 7 end the newest, or one that was begun, without its file, 8 looks, 9 and 10 let days pass.
    [Fact]
    public async Task The_count_of_the_month_is_what_counting_gives_whatever_was_bought_and_failed_and_when()
    {
        var ayu = await _test.NewCustomerAsync();
        var desk = new OrderDesk(new Ids(_test.Time), _prices, new ShopOptions(), new DigipanelOptions());
        await _test.Store.InTransaction(tx =>
        {
            Ledger.Post(tx, TransferKind.TopUp, ayu.Id, new Rupiah(100_000_000), "topup:1");
            LaneBooks.EnsureRow(tx, "main");
        });
        Prop.ForAll(Gen.Choose(0, 10).ArrayOf(40).ToArbitrary(), steps =>
        {
            foreach (var step in steps)
            {
                Do(step, ayu, desk);
            }

            return _test.Store.InTransaction(tx => MonthOrders.Of(tx, ayu)).GetAwaiter().GetResult() == Counted(ayu);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
        Assert.True(_test.Store.Read(c => c.ExecuteScalar<long>("SELECT count(*) FROM orders WHERE attempts > 0")) > 100, "hardly anything was begun");
    }

    [Fact]
    public async Task A_price_without_steps_costs_a_paste_one_look_and_one_with_steps_does_not_depend_on_how_much_was_bought()
    {
        var ayu = await _test.NewCustomerAsync();
        Assert.Equal(1, await StatementsAsync(ayu));
        await InForceAsync(1, "", 450, "");
        Assert.Equal(1, await StatementsAsync(ayu));
        await InForceAsync(2, "", 450, "100=400");
        await StatementsAsync(ayu); // the first of the month counts
        Assert.Equal(2, await StatementsAsync(ayu));
        await InForceAsync(3, "reseller", 300, "");
        Assert.Equal(3, await StatementsAsync(ayu));
    }

    public void Dispose() => _test.Dispose();

    private void Do(int step, Customer customer, OrderDesk desk)
    {
        if (step >= 9)
        {
            _test.Time.Advance(TimeSpan.FromDays(step - 7));
            return;
        }

        _test.Store.InTransaction(tx =>
        {
            switch (step)
            {
                case < 3:
                    desk.Buy(tx, customer, [.. LinkFinder.Find("", PriceSteps.Links(step + 1, from: _links)).Items]);
                    _links += step + 1;
                    break;
                case < 6:
                    SubmissionBooks.Claim(tx, "main");
                    break;
                case < 8 when tx.Query<Order>($"SELECT {Order.Columns} FROM orders WHERE state = '{(step == 6 ? "accepted" : "submitting")}' ORDER BY number DESC LIMIT 1") is [var order]:
                    OrderEnd.Cancel(tx, order);
                    break;
                default:
                    MonthOrders.Of(tx, customer);
                    break;
            }
        }).GetAwaiter().GetResult();
    }

    private long Counted(Customer customer) => _test.Store.Read(c => c.ExecuteScalar<long>(
        """
        SELECT count(*) FROM orders WHERE customer_id = @Id AND attempts > 0 AND state <> 'failed'
          AND strftime('%Y-%m', accepted_at / 1000, 'unixepoch', '+7 hours') = strftime('%Y-%m', @now, 'unixepoch', '+7 hours')
        """,
        new { customer.Id, now = _test.Time.GetUtcNow().ToUnixTimeSeconds() }));

    private Task InForceAsync(int draft, string scope, long price, string steps) => _test.Store.InTransaction(tx => tx.Execute(
        "INSERT INTO price_changes (scope, base, steps, draft, admin, at) VALUES (@scope, @price, @steps, @draft, 'telegram:999', 1)", new { scope, price, steps, draft }));

    private Task<int> StatementsAsync(Customer customer) => _test.Store.InTransaction(tx =>
    {
        var count = 0;
        strdelegate_trace counts = (_, _) => count++;
        raw.sqlite3_trace(tx.Connection.Handle, counts, null);
        _prices.For(tx, customer);
        raw.sqlite3_trace(tx.Connection.Handle, (strdelegate_trace?)null, null);
        return count;
    });
}
