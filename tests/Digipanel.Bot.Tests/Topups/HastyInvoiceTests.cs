using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.InvoiceBench;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>Customers who press faster than Doitpay answers, and payments that are not what was billed.</summary>
public sealed class HastyInvoiceTests : IDisposable
{
    private readonly InvoiceBench _shop = new();

    private TopupBench Bench => _shop.Bench;

    private ScriptedDoitpay Doitpay => _shop.Doitpay;

    [Fact]
    public async Task A_payment_that_does_not_match_takes_the_code_away()
    {
        await _shop.IssueAsync();
        _shop.Qris = PaidWith("40000.00");
        await Bench.HintAsync(Bench.Only.Reference);
        await Bench.RunAsync();
        Assert.Equal((TopupState.Issued, null, Stamp.Waiting), (Bench.Only.State, _shop.Invoice.Reply.QrContent, _shop.Invoice.Reply.Picture));
        Assert.Contains("jangan dibayar lagi", _shop.Invoice.Text, StringComparison.Ordinal);

        Bench.Time.Advance(TimeSpan.FromMinutes(3));
        _shop.Qris = PaidWith("50000.00");
        await Bench.PressAsync($"bayar:cek:{Bench.Only.Id}");
        await Bench.RunAsync();
        Assert.Equal((50_000, Stamp.Paid), (Bench.Balance().Value, _shop.Invoice.Reply.Picture));
    }

    [Fact]
    public async Task Whoever_wants_to_pay_anew_after_a_payment_that_does_not_match_gets_a_new_invoice()
    {
        await _shop.IssueAsync();
        _shop.Qris = PaidWith("40000.00");
        await Bench.HintAsync(Bench.Only.Reference);
        await Bench.RunAsync();
        await Bench.PressAsync("topup:50000:QRIS");
        await Bench.RunAsync();
        Assert.Equal((2, Qr(50_000)), (Bench.Topups.Count, Bench.Bottom().Reply.QrContent));
    }

    [Fact]
    public async Task A_code_that_another_way_to_pay_replaced_does_not_stay_where_the_invoice_was_before()
    {
        await _shop.IssueAsync();
        await Bench.Test.Store.InTransaction(tx => // Telegram is slow: both before it shows the first
            Invoices.ShowAgain(tx, new InvoiceDesk(new Ids(Bench.Time), new TopupMethods(Bench.Shop, Bench.Options)).Change(tx, Bench.Only, "DANA")));
        await Bench.DeliverAsync();
        Assert.Equal((null, Stamp.Waiting), (_shop.Invoice.Reply.QrContent, _shop.Invoice.Reply.Picture));
        Assert.Contains("pindah", _shop.Invoice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_again_before_the_answer_still_hears_the_first_one()
    {
        await _shop.IssueAsync();
        await Bench.PressAsync(Check);
        Doitpay.NextHangs(QrisStatusPath);
        var slow = Bench.Reconciler.RunOnceAsync(default);
        Bench.Time.Advance(TimeSpan.FromSeconds(10));
        await Bench.PressAsync(Check);
        await Bench.Time.While(slow);
        await Bench.DeliverAsync();
        Assert.Contains("Dicek", _shop.Invoice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_goes_before_the_cancelling_that_follows_it()
    {
        await _shop.IssueAsync();
        await Bench.PressAsync(Check);
        _shop.Qris = PaidWith("50000.00");
        await Bench.PressAsync($"bayar:batal:{Bench.Only.Id}");
        await Bench.RunAsync();
        Assert.Equal((50_000, Stamp.Paid), (Bench.Balance().Value, _shop.Invoice.Reply.Picture));
    }

    public void Dispose() => _shop.Dispose();

    private string Check => $"bayar:cek:{Bench.Only.Id}";

    private static string PaidWith(string amount) => Paid.Replace("50000.00", amount, StringComparison.Ordinal);
}
