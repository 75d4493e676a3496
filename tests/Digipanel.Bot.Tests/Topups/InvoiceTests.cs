using Digipanel.Bot.Chat;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.InvoiceBench;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>An invoice is one message: to be paid, paid, expired, cancelled, changed.</summary>
public sealed class InvoiceTests : IDisposable
{
    private readonly InvoiceBench _shop = new();

    private TopupBench Bench => _shop.Bench;

    private ScriptedDoitpay Doitpay => _shop.Doitpay;

    [Fact]
    public async Task From_the_first_question_to_the_receipt_it_is_one_message()
    {
        await Bench.SayAsync("/topup");
        await Bench.PressLabelAsync("Rp 50.000");
        await Bench.PressLabelAsync("QRIS");
        await Bench.RunAsync();
        var invoice = Assert.Single(Bench.Phone.Screen("1"));
        Assert.Equal(Qr(50_000), invoice.Reply.QrContent);
        Assert.Equal("🔎 Cek status, 🔁 Ganti metode, ❌ Batal", Labels(invoice));

        _shop.Qris = Paid;
        await Bench.HintAsync(Bench.Only.Reference);
        await Bench.RunAsync();
        var screen = Bench.Phone.Screen("1");
        Assert.Equal(2, screen.Count);
        Assert.Equal(Stamp.Paid, screen[0].Reply.Picture);
        Assert.Contains("lunas", screen[0].Text, StringComparison.Ordinal);
        Assert.Empty(screen[0].Buttons);
        foreach (var part in new[] { "Topup berhasil", "Rp 50.000", "Metode: QRIS", Bench.Only.Reference, "22 Nov 2026 14:00 WIB", "Saldo sekarang: <b>Rp 50.000</b>" })
        {
            Assert.Contains(part, screen[1].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_paid_link_loses_its_button()
    {
        await _shop.IssueAsync("DANA");
        Assert.Equal($"https://pay.test/{Bench.Only.Reference}", _shop.Invoice.Button("Bayar lewat DANA").Url);
        _shop.Link = PaidLink;
        await Bench.HintAsync(Bench.Only.Reference);
        await Bench.RunAsync();
        Assert.Empty(_shop.Invoice.Buttons);
        Assert.Null(_shop.Invoice.Reply.Picture); // it never was a picture
    }

    [Fact]
    public async Task An_expired_one_shows_a_stamp_in_the_place_of_its_code()
    {
        await _shop.IssueAsync("QRIS");
        await Bench.PassAsync(TimeSpan.FromMinutes(62), TimeSpan.FromMinutes(1));
        Assert.Equal(TopupState.Expired, Bench.Only.State);
        Assert.Equal((Stamp.Expired, null), (_shop.Invoice.Reply.Picture, _shop.Invoice.Reply.QrContent));
        Assert.Contains("kedaluwarsa", _shop.Invoice.Text, StringComparison.Ordinal);
        Assert.Single(Bench.Phone.Screen("1"));

        await Bench.PressLabelAsync("Topup lagi");
        await Bench.PressLabelAsync("QRIS");
        Assert.Equal(2, Bench.Topups.Count);
        Assert.Equal(Stamp.Expired, _shop.Invoice.Reply.Picture); // the old one stays what it is
    }

    [Fact]
    public async Task While_no_last_answer_comes_an_expired_code_is_not_shown_either()
    {
        await _shop.IssueAsync("QRIS");
        _shop.Qris = """{"responseCode":"5005100"}""";
        var end = Bench.Time.GetUtcNow() + TimeSpan.FromMinutes(70);
        while (Bench.Time.GetUtcNow() < end)
        {
            Bench.Time.Advance(TimeSpan.FromMinutes(5));
            await Bench.Time.While(Bench.Reconciler.RunOnceAsync(default));
        }

        await Bench.DeliverAsync();
        Assert.Equal(TopupState.Issued, Bench.Only.State);
        Assert.Equal((Stamp.Expired, null), (_shop.Invoice.Reply.Picture, _shop.Invoice.Reply.QrContent));
    }

    [Fact]
    public async Task A_cancelled_one_shows_a_stamp_and_its_money_is_credited_all_the_same()
    {
        await _shop.IssueAsync("QRIS");
        await Bench.PressLabelAsync("Batal");
        Assert.Equal(TopupState.Cancelled, Bench.Only.State);
        Assert.Equal((Stamp.Cancelled, null), (_shop.Invoice.Reply.Picture, _shop.Invoice.Reply.QrContent));
        Assert.Equal("Oke, tagihannya dibatalkan.", Bench.Phone.Toasts[^1]);

        _shop.Qris = Paid;
        await Bench.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(30));
        Assert.Equal(50_000, Bench.Balance().Value);
        Assert.Equal(Stamp.Paid, _shop.Invoice.Reply.Picture);
        Assert.Contains("akhirnya masuk", Bench.Bottom().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_cancelled_before_it_is_made_never_shows_a_code()
    {
        await Bench.PressAsync("topup:50000:QRIS");
        await Bench.PressAsync($"bayar:batal:{Bench.Only.Id}");
        await Bench.RunAsync();
        Assert.Equal(TopupState.Cancelled, Bench.Only.State);
        Assert.DoesNotContain(Bench.Messages(), m => m.QrContent is not null);
    }

    [Fact]
    public async Task Another_way_to_pay_takes_the_place_of_the_first_in_the_same_message()
    {
        await _shop.IssueAsync("QRIS");
        await Bench.PressLabelAsync("Ganti metode");
        Assert.Equal("DANA, ‹ Kembali", Labels(_shop.Invoice));
        await Bench.PressLabelAsync("Kembali");
        Assert.Contains(_shop.Invoice.Buttons, b => b.Label.Contains("Batal", StringComparison.Ordinal));

        await Bench.PressLabelAsync("Ganti metode");
        await Bench.PressLabelAsync("DANA");
        Assert.Equal((Stamp.Waiting, null), (_shop.Invoice.Reply.Picture, _shop.Invoice.Reply.QrContent)); // at once, before the link is there
        await Bench.RunAsync();
        Assert.Equal([TopupState.Cancelled, TopupState.Issued], Bench.Topups.Select(t => t.State));
        Assert.Equal($"https://pay.test/{Bench.Last.Reference}", _shop.Invoice.Button("Bayar lewat DANA").Url);
        Assert.Single(Bench.Phone.Screen("1"));
    }

    [Fact]
    public async Task Paid_by_the_first_way_after_all_it_is_paid_and_the_second_is_closed()
    {
        await _shop.ChangeToDanaAsync();
        _shop.Qris = Paid;
        await Bench.HintAsync(Bench.Topups[0].Reference);
        await Bench.RunAsync();
        Assert.Equal([TopupState.Paid, TopupState.Cancelled], Bench.Topups.Select(t => t.State));
        Assert.Equal(50_000, Bench.Balance().Value);
        Assert.Equal(Stamp.Paid, _shop.Invoice.Reply.Picture);
        Assert.Empty(_shop.Invoice.Buttons);
    }

    [Fact]
    public async Task Paid_by_both_ways_both_are_credited()
    {
        await _shop.ChangeToDanaAsync();
        (_shop.Qris, _shop.Link) = (Paid, PaidLink);
        await Bench.HintAsync(Bench.Topups[1].Reference);
        await Bench.RunAsync();
        await Bench.HintAsync(Bench.Topups[0].Reference);
        await Bench.RunAsync();
        Assert.Equal(100_000, Bench.Balance().Value);
        Assert.Equal(1, Bench.CountOf("Topup berhasil"));
        Assert.Equal(1, Bench.CountOf("akhirnya masuk"));
    }

    [Fact]
    public async Task One_that_took_longer_comes_as_a_new_message()
    {
        Doitpay.NextFails(QrisPath);
        await Bench.PressAsync("topup:50000:QRIS");
        await Bench.RunAsync();
        Assert.Contains("agak lambat", Bench.Bottom().Text, StringComparison.Ordinal);
        await Bench.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal(2, Bench.Phone.Screen("1").Count);
        Assert.Equal(Qr(50_000), Bench.Bottom().Reply.QrContent);
        Assert.Contains("pindah", _shop.Invoice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_from_before_there_were_cards_gets_its_message_when_something_happens()
    {
        await _shop.IssueAsync("QRIS");
        await Bench.Test.Store.InTransaction(tx => tx.Execute("UPDATE topups SET card = NULL; DELETE FROM cards; DELETE FROM outbox"));
        await Bench.PassAsync(TimeSpan.FromMinutes(62), TimeSpan.FromMinutes(1));
        Assert.Contains("kedaluwarsa", Bench.Bottom().Text, StringComparison.Ordinal);
    }

    public void Dispose() => _shop.Dispose();
}
