using Digipanel.Bot.Chat;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.InvoiceBench;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>What an invoice's buttons do, for whom, and that old and forged ones do nothing.</summary>
public sealed class InvoiceButtonTests : IDisposable
{
    private readonly InvoiceBench _shop = new();

    private TopupBench Bench => _shop.Bench;

    private ScriptedDoitpay Doitpay => _shop.Doitpay;

    [Fact]
    public async Task With_one_way_to_pay_there_is_nothing_to_change_to()
    {
        using var bench = new TopupBench(Doitpay);
        await bench.SayAsync("/topup 50000");
        await bench.RunAsync();
        Assert.Equal("🔎 Cek status, ❌ Batal", Labels(bench.Bottom()));
        await bench.PressAsync($"bayar:ke:{bench.Only.Id}:DANA");
        Assert.Equal(TopupState.Issued, bench.Only.State);
    }

    [Fact]
    public async Task Whoever_asks_whether_the_payment_is_there_hears_it_in_the_invoice()
    {
        await _shop.IssueAsync("QRIS");
        var before = Doitpay.CallsTo(QrisStatusPath).Count;
        await Bench.PressLabelAsync("Cek status");
        Assert.Contains("aku cek", Bench.Phone.Toasts[^1], StringComparison.Ordinal);
        await Bench.RunAsync();
        Assert.Equal(1, Doitpay.CallsTo(QrisStatusPath).Count - before);
        Assert.Contains("Dicek 22 Nov 2026 14:00 WIB: belum ada pembayaran", _shop.Invoice.Text, StringComparison.Ordinal);
        Assert.Equal(Qr(50_000), _shop.Invoice.Reply.QrContent);

        _shop.Qris = Paid;
        await Bench.PressLabelAsync("Cek status"); // within ten seconds
        Assert.Contains("Baru saja", Bench.Phone.Toasts[^1], StringComparison.Ordinal);
        await Bench.RunAsync();
        Assert.Equal(0, Bench.Balance().Value);

        Bench.Time.Advance(TimeSpan.FromSeconds(10));
        await Bench.PressLabelAsync("Cek status");
        await Bench.RunAsync();
        Assert.Equal(50_000, Bench.Balance().Value);
        Assert.Equal(Stamp.Paid, _shop.Invoice.Reply.Picture);
    }

    [Fact]
    public async Task Whoever_asks_while_nobody_answers_hears_that_as_well()
    {
        await _shop.IssueAsync("QRIS");
        Doitpay.NextFails(QrisStatusPath);
        Doitpay.NextFails(QrisStatusPath);
        Doitpay.NextFails(QrisStatusPath);
        Doitpay.NextFails(QrisStatusPath);
        await Bench.PressLabelAsync("Cek status");
        await Bench.Time.While(Bench.Reconciler.RunOnceAsync(default));
        await Bench.DeliverAsync();
        Assert.Contains("belum menjawab", _shop.Invoice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_during_a_look_is_answered_by_a_look_that_began_after_it()
    {
        await _shop.IssueAsync("QRIS");
        Doitpay.NextHangs(QrisStatusPath);
        await Bench.HintAsync(Bench.Only.Reference);
        var slow = Bench.Reconciler.RunOnceAsync(default);
        await Bench.PressLabelAsync("Cek status");
        await Bench.Time.While(slow);
        await Bench.RunAsync();
        Assert.True(Bench.Only.CheckAnswered);
    }

    [Fact]
    public async Task An_expired_one_can_still_be_asked_after()
    {
        await _shop.IssueAsync("QRIS");
        await Bench.PassAsync(TimeSpan.FromHours(80), TimeSpan.FromMinutes(15));
        _shop.Qris = Paid;
        await Bench.PressLabelAsync("Cek status");
        await Bench.RunAsync();
        Assert.Equal(50_000, Bench.Balance().Value);
    }

    [Theory]
    [InlineData("bayar:batal:ID")]
    [InlineData("bayar:cek:ID")]
    [InlineData("bayar:ganti:ID")]
    [InlineData("bayar:ke:ID:DANA")]
    [InlineData("bayar:lihat:ID")]
    public async Task Nobody_presses_anothers_buttons(string data)
    {
        await _shop.IssueAsync("QRIS");
        var before = Bench.Messages().Count;
        await Bench.PressAsync(data.Replace("ID", Bench.Only.Id, StringComparison.Ordinal), user: "2");
        await Bench.RunAsync();
        Assert.Equal(TopupState.Issued, Bench.Only.State);
        Assert.Equal(before, Bench.Messages().Count);
        Assert.Empty(Bench.Messages("2"));
        Assert.Contains("tidak berlaku", Bench.Phone.Toasts[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bayar:batal")]
    [InlineData("bayar:")]
    [InlineData("bayar")]
    [InlineData("bayar:batal:00000000-0000-0000-0000-000000000000")]
    [InlineData("bayar:ke:x:y:z")]
    [InlineData("nothing:1")]
    public async Task A_button_that_means_nothing_is_answered_with_a_note(string data)
    {
        await Bench.PressAsync(data);
        Assert.Contains("tidak berlaku", Assert.Single(Bench.Phone.Toasts), StringComparison.Ordinal);
        Assert.Empty(Bench.Messages());
    }

    [Theory]
    [InlineData("batal")]
    [InlineData("ganti")]
    [InlineData("ke")]
    [InlineData("lihat")]
    public async Task An_old_button_of_a_paid_one_changes_nothing(string button)
    {
        await _shop.IssueAsync("QRIS");
        _shop.Qris = Paid;
        await Bench.HintAsync(Bench.Only.Reference);
        await Bench.RunAsync();
        await Bench.PressAsync($"bayar:{button}:{Bench.Only.Id}:DANA");
        Assert.Equal(TopupState.Paid, Bench.Only.State);
        Assert.Contains("sudah lunas", Bench.Phone.Toasts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_amounts_pressed_in_one_menu_are_two_invoices_in_two_messages()
    {
        await Bench.SayAsync("/topup");
        var menu = Bench.Bottom();
        await Bench.PressAsync("isi:50000:QRIS", on: menu);
        await Bench.PressAsync("isi:25000:DANA", on: menu);
        await Bench.RunAsync();
        Assert.Equal(2, Bench.Phone.Screen("1").Count);
        Assert.Equal(Bench.Topups.Select(t => t.Reference), Bench.Phone.Screen("1").Select(s => Reference(s.Text)), StringComparer.Ordinal);
    }

    public void Dispose() => _shop.Dispose();

    private static string Reference(string text) => text.Split("<code>")[1].Split("</code>")[0];
}
