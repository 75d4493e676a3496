using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Wallets;
using FsCheck;
using FsCheck.Fluent;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>Fees and bonuses: what is to be paid, what the wallet gets, what the customer is told.</summary>
public sealed class TopupTermsTests : IDisposable
{
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;
    private long _paid;

    public TopupTermsTests()
    {
        _doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-{{call.Field("partnerReferenceNo")}}","qrContent":"{{Qr(Asked(call))}}"}""");
        _doitpay.Usually(LinkPath, call => $$"""{"responseCode":"2005400","webRedirectUrl":"https://pay.test/{{call.Field("partnerReferenceNo")}}"}""");
        _doitpay.Usually(QrisStatusPath, _ => _paid == 0
            ? """{"responseCode":"2005100","latestTransactionStatus":"01"}"""
            : $$$"""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"{{{_paid}}}.00","currency":"IDR"}}""");
        _bench = new TopupBench(_doitpay, o =>
        {
            o.Methods.Add("QRIS");
            o.Methods.Add("DANA");
        });
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    [Fact]
    public async Task A_fee_that_the_customer_bears_is_told_before_paid_on_top_and_not_credited()
    {
        CustomerPays();
        await _bench.SayAsync("/topup 50000");
        Assert.Contains("QRIS: bayar <b>Rp 50.850</b>, termasuk biaya Rp 850", _bench.LastText(), StringComparison.Ordinal);
        Assert.Contains("DANA: tanpa biaya", _bench.LastText(), StringComparison.Ordinal);
        await IssueAsync();
        Assert.Contains("Total bayar: <b>Rp 50.850</b>", _bench.Bottom().Text, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"50850.00\"", Assert.Single(_doitpay.CallsTo(QrisPath)).Text, StringComparison.Ordinal);
        await PayAsync(50_850);
        Assert.Equal((TopupState.Paid, 50_000), (_bench.Only.State, _bench.Balance().Value));
        Assert.Contains("Dibayar: Rp 50.850, termasuk biaya Rp 850", _bench.LastText(), StringComparison.Ordinal);
        Audit();
    }

    [Fact]
    public async Task The_amount_without_its_fee_is_not_what_was_billed()
    {
        CustomerPays();
        await IssueAsync();
        await PayAsync(50_000);
        Assert.Equal((TopupState.Issued, true, 0), (_bench.Only.State, _bench.Only.ToldMismatch, _bench.Balance().Value));
    }

    [Fact]
    public async Task A_fee_that_the_shop_bears_changes_nothing_for_customers()
    {
        _bench.Options.Fees["QRIS"] = new FeeOptions { Percent = 0.7m };
        await IssueAsync();
        Assert.DoesNotContain("iaya", _bench.Bottom().Text, StringComparison.Ordinal);
        await PayAsync(50_000);
        Assert.Equal((50_000, 350), (_bench.Balance().Value, _bench.Only.ShopFee.Value));
    }

    [Fact]
    public async Task Another_way_to_pay_has_its_own_fee_and_the_same_bonus()
    {
        CustomerPays();
        _bench.Shop.TopupBonuses.Add(new TopupBonus { From = 50_000, Percent = 5 });
        await IssueAsync();
        _bench.Shop.TopupBonuses.Clear();
        await _bench.PressLabelAsync("Ganti metode");
        await _bench.PressLabelAsync("DANA");
        await _bench.RunAsync();
        Assert.Equal((0, 2_500), (_bench.Last.Fee.Value, _bench.Last.Bonus.Value));
    }

    [Fact]
    public async Task A_bonus_is_a_transfer_of_its_own_by_the_table_of_the_day_it_was_asked_for()
    {
        _bench.Shop.TopupBonuses.Add(new TopupBonus { From = 50_000, Percent = 2.5m });
        await _bench.SayAsync("/topup");
        Assert.Contains("Topup mulai Rp 50.000: bonus <b>2,5%</b>", _bench.LastText(), StringComparison.Ordinal);
        await IssueAsync();
        Assert.Contains("bonus: <b>Rp 1.250</b>", _bench.Bottom().Text, StringComparison.Ordinal);
        _bench.Shop.TopupBonuses.Clear();
        await PayAsync(50_000);
        Assert.Equal(51_250, _bench.Balance().Value);
        Assert.Contains("Bonus <b>Rp 1.250</b>", _bench.LastText(), StringComparison.Ordinal);
        Assert.Contains("Saldo sekarang: <b>Rp 51.250</b>", string.Concat(_bench.Messages().Select(m => m.Text.Markup)), StringComparison.Ordinal);
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        Assert.Equal(51_250, _bench.Balance().Value);
        Audit();
    }

    [Fact]
    public async Task QRIS_is_not_offered_where_amount_and_fee_are_over_its_limit()
    {
        CustomerPays();
        await _bench.SayAsync("/topup 9950000");
        Assert.DoesNotContain(_bench.Bottom().Buttons, b => b.Label.Contains("QRIS", StringComparison.Ordinal));
    }

    [Fact]
    public void The_highest_step_that_is_reached_counts_rounded_down()
    {
        Prop.ForAll(
            (from steps in Gen.Choose(1, 2_000_000).Zip(Gen.Choose(1, 10_000)).ListOf()
             from amount in Gen.Choose(1, 3_000_000)
             select (Steps: steps.DistinctBy(s => s.Item1).ToList(), Amount: (long)amount)).ToArbitrary(),
            x =>
            {
                var table = x.Steps.Select(s => new TopupBonus { From = s.Item1, Percent = s.Item2 / 100m }).ToList();
                var reached = table.Where(s => s.From <= x.Amount).OrderByDescending(s => s.From).FirstOrDefault();
                var expected = reached is null ? 0 : (long)decimal.Floor(x.Amount * reached.Percent / 100);
                return TopupBonus.Of(table, new Rupiah(x.Amount)).Value == expected;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void A_fee_is_rounded_up_and_the_largest_amount_just_fits_with_it()
    {
        Prop.ForAll(
            (from flat in Gen.Choose(0, 10_000)
             from points in Gen.Choose(0, 2_000)
             from amount in Gen.Choose(1, 10_000_000)
             select (flat, points, amount)).ToArbitrary(),
            x =>
            {
                var fee = new FeeOptions { Flat = x.flat, Percent = x.points / 100m };
                var largest = fee.LargestWithin(10_000_000);
                return fee.Of(new Rupiah(x.amount)).Value == x.flat + (long)decimal.Ceiling(x.amount * (x.points / 100m) / 100)
                    && largest + fee.Of(new Rupiah(largest)).Value <= 10_000_000
                    && largest + 1 + fee.Of(new Rupiah(largest + 1)).Value > 10_000_000;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Wrong_settings_are_named_with_what_to_do()
    {
        var problems = new List<string>();
        new ShopOptions { TopupBonuses = [new() { From = 1, Percent = 0 }, new() { From = 1, Percent = 5 }] }.Validate(problems);
        Assert.Equal(2, problems.Count);
        problems.Clear();
        _bench.Options.Fees["QRIS"] = new FeeOptions { Flat = -1, Percent = 0.123m };
        _bench.Options.Fees["QRISS"] = new FeeOptions();
        _bench.Options.Validate(problems);
        Assert.Equal(3, problems.Count);
    }

    private static long Asked(Call call) =>
        long.Parse(System.Text.Json.JsonDocument.Parse(call.Body).RootElement.GetProperty("amount").GetProperty("value").GetString()![..^3], System.Globalization.CultureInfo.InvariantCulture);

    private void CustomerPays() => _bench.Options.Fees["QRIS"] = new FeeOptions { Flat = 500, Percent = 0.7m, PaidBy = FeeBearer.Customer };

    private async Task IssueAsync()
    {
        await _bench.PressAsync("topup:50000:QRIS");
        await _bench.RunAsync();
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        Assert.InRange(MarkedText.Parse(_bench.Bottom().Text).ToPlain(4096).Length, 20, 1024);
    }

    private async Task PayAsync(long rupiah)
    {
        _paid = rupiah;
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
    }

    private void Audit() => Assert.Empty(_bench.Test.Store.Read(c => LedgerAudit.Run(c, _bench.Time.GetUtcNow())).Violations);
}
