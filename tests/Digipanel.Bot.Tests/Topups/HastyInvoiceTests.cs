using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>Customers who press faster than Doitpay answers, and payments that are not what was billed.</summary>
public sealed class HastyInvoiceTests : IDisposable
{
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;
    private string _qris = """{"responseCode":"2005100","latestTransactionStatus":"01"}""";

    public HastyInvoiceTests()
    {
        _bench = new TopupBench(_doitpay, o =>
        {
            o.Methods.Add("QRIS");
            o.Methods.Add("DANA");
        });
        _doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-{{call.Field("partnerReferenceNo")}}","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(LinkPath, call => $$"""{"responseCode":"2005400","webRedirectUrl":"https://pay.test/{{call.Field("partnerReferenceNo")}}"}""");
        _doitpay.Usually(QrisStatusPath, _ => _qris);
    }

    [Fact]
    public async Task A_payment_that_does_not_match_takes_the_code_away()
    {
        await IssueAsync();
        _qris = PaidWith("40000.00");
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        Assert.Equal((TopupState.Issued, null, Stamp.Waiting), (_bench.Only.State, Invoice.Reply.QrContent, Invoice.Reply.Picture));
        Assert.Contains("jangan dibayar lagi", Invoice.Text, StringComparison.Ordinal);

        _bench.Time.Advance(TimeSpan.FromMinutes(3));
        _qris = PaidWith("50000.00");
        await _bench.PressAsync($"bayar:cek:{_bench.Only.Id}");
        await _bench.RunAsync();
        Assert.Equal((50_000, Stamp.Paid), (_bench.Balance().Value, Invoice.Reply.Picture));
    }

    [Fact]
    public async Task Whoever_wants_to_pay_anew_after_a_payment_that_does_not_match_gets_a_new_invoice()
    {
        await IssueAsync();
        _qris = PaidWith("40000.00");
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        await _bench.PressAsync("topup:50000:QRIS");
        await _bench.RunAsync();
        Assert.Equal((2, Qr(50_000)), (_bench.Topups.Count, _bench.Bottom().Reply.QrContent));
    }

    [Fact]
    public async Task A_code_that_another_way_to_pay_replaced_does_not_stay_where_the_invoice_was_before()
    {
        await IssueAsync();
        await _bench.Test.Store.InTransaction(tx => // Telegram is slow: both before it shows the first
            Invoices.ShowAgain(tx, new InvoiceDesk(new Ids(_bench.Time)).Change(tx, _bench.Only, "DANA")));
        await _bench.DeliverAsync();
        Assert.Equal((null, Stamp.Waiting), (Invoice.Reply.QrContent, Invoice.Reply.Picture));
        Assert.Contains("pindah", Invoice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_again_before_the_answer_still_hears_the_first_one()
    {
        await IssueAsync();
        await _bench.PressAsync(Check);
        _doitpay.NextHangs(QrisStatusPath);
        var slow = _bench.Reconciler.RunOnceAsync(default);
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        await _bench.PressAsync(Check);
        await _bench.Time.While(slow);
        await _bench.DeliverAsync();
        Assert.Contains("Dicek", Invoice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_goes_before_the_cancelling_that_follows_it()
    {
        await IssueAsync();
        await _bench.PressAsync(Check);
        _qris = PaidWith("50000.00");
        await _bench.PressAsync($"bayar:batal:{_bench.Only.Id}");
        await _bench.RunAsync();
        Assert.Equal((50_000, Stamp.Paid), (_bench.Balance().Value, Invoice.Reply.Picture));
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    private Phone.Seen Invoice => _bench.Phone.Screen("1")[0];

    private string Check => $"bayar:cek:{_bench.Only.Id}";

    private static string PaidWith(string amount) =>
        $$$"""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"{{{amount}}}","currency":"IDR"}}""";

    private async Task IssueAsync()
    {
        await _bench.PressAsync("topup:50000:QRIS");
        await _bench.RunAsync();
        Assert.Equal(Qr(50_000), Invoice.Reply.QrContent);
    }
}
