using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

public sealed class InvoiceTests : IDisposable
{
    private const string Pending = """{"responseCode":"2005100","latestTransactionStatus":"01"}""";
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;
    private string _qris = Pending;
    private string _link = Pending;

    public InvoiceTests()
    {
        _bench = new TopupBench(_doitpay, o =>
        {
            o.Methods.Add("QRIS");
            o.Methods.Add("DANA");
        });
        _doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-{{call.Field("partnerReferenceNo")}}","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(LinkPath, call => $$"""{"responseCode":"2005400","webRedirectUrl":"https://pay.test/{{call.Field("partnerReferenceNo")}}"}""");
        _doitpay.Usually(QrisStatusPath, _ => _qris);
        _doitpay.Usually(LinkStatusPath, _ => _link);
    }

    [Fact]
    public async Task From_the_first_question_to_the_receipt_it_is_one_message()
    {
        await _bench.SayAsync("/topup");
        await _bench.PressLabelAsync("Rp 50.000");
        await _bench.PressLabelAsync("QRIS");
        await _bench.RunAsync();
        var invoice = Assert.Single(_bench.Phone.Screen("1"));
        Assert.Equal(Qr(50_000), invoice.Reply.QrContent);
        Assert.Equal("🔎 Cek status, 🔁 Ganti metode, ❌ Batal", Labels(invoice));

        _qris = Paid;
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        var screen = _bench.Phone.Screen("1");
        Assert.Equal(2, screen.Count);
        Assert.Equal(Stamp.Paid, screen[0].Reply.Picture);
        Assert.Contains("lunas", screen[0].Text, StringComparison.Ordinal);
        Assert.Empty(screen[0].Buttons);
        foreach (var part in new[] { "Topup berhasil", "Rp 50.000", "Metode: QRIS", _bench.Only.Reference, "22 Nov 2026 14:00 WIB", "Saldo sekarang: <b>Rp 50.000</b>" })
        {
            Assert.Contains(part, screen[1].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_paid_link_loses_its_button()
    {
        await IssueAsync("DANA");
        Assert.Equal($"https://pay.test/{_bench.Only.Reference}", Invoice.Button("Bayar lewat DANA").Url);
        _link = PaidLink;
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        Assert.Empty(Invoice.Buttons);
        Assert.Null(Invoice.Reply.Picture); // it never was a picture
    }

    [Fact]
    public async Task An_expired_one_shows_a_stamp_in_the_place_of_its_code()
    {
        await IssueAsync("QRIS");
        await _bench.PassAsync(TimeSpan.FromMinutes(62), TimeSpan.FromMinutes(1));
        Assert.Equal(TopupState.Expired, _bench.Only.State);
        Assert.Equal((Stamp.Expired, null), (Invoice.Reply.Picture, Invoice.Reply.QrContent));
        Assert.Contains("kedaluwarsa", Invoice.Text, StringComparison.Ordinal);
        Assert.Single(_bench.Phone.Screen("1"));

        await _bench.PressLabelAsync("Topup lagi");
        await _bench.PressLabelAsync("QRIS");
        Assert.Equal(2, _bench.Topups.Count);
        Assert.Equal(Stamp.Expired, Invoice.Reply.Picture); // the old one stays what it is
    }

    [Fact]
    public async Task While_no_last_answer_comes_an_expired_code_is_not_shown_either()
    {
        await IssueAsync("QRIS");
        _qris = """{"responseCode":"5005100"}""";
        var end = _bench.Time.GetUtcNow() + TimeSpan.FromMinutes(70);
        while (_bench.Time.GetUtcNow() < end)
        {
            _bench.Time.Advance(TimeSpan.FromMinutes(5));
            await _bench.Time.While(_bench.Reconciler.RunOnceAsync(default));
        }

        await _bench.DeliverAsync();
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        Assert.Equal((Stamp.Expired, null), (Invoice.Reply.Picture, Invoice.Reply.QrContent));
    }

    [Fact]
    public async Task A_cancelled_one_shows_a_stamp_and_its_money_is_credited_all_the_same()
    {
        await IssueAsync("QRIS");
        await _bench.PressLabelAsync("Batal");
        Assert.Equal(TopupState.Cancelled, _bench.Only.State);
        Assert.Equal((Stamp.Cancelled, null), (Invoice.Reply.Picture, Invoice.Reply.QrContent));
        Assert.Equal("Oke, tagihannya dibatalkan.", _bench.Phone.Toasts[^1]);

        _qris = Paid;
        await _bench.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(30));
        Assert.Equal(50_000, _bench.Balance().Value);
        Assert.Equal(Stamp.Paid, Invoice.Reply.Picture);
        Assert.Contains("akhirnya masuk", _bench.Bottom().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_cancelled_before_it_is_made_never_shows_a_code()
    {
        await _bench.PressAsync("topup:50000:QRIS");
        await _bench.PressAsync($"bayar:batal:{_bench.Only.Id}");
        await _bench.RunAsync();
        Assert.Equal(TopupState.Cancelled, _bench.Only.State);
        Assert.DoesNotContain(_bench.Messages(), m => m.QrContent is not null);
    }

    [Fact]
    public async Task Another_way_to_pay_takes_the_place_of_the_first_in_the_same_message()
    {
        await IssueAsync("QRIS");
        await _bench.PressLabelAsync("Ganti metode");
        Assert.Equal("DANA, ‹ Kembali", Labels(Invoice));
        await _bench.PressLabelAsync("Kembali");
        Assert.Contains(Invoice.Buttons, b => b.Label.Contains("Batal", StringComparison.Ordinal));

        await _bench.PressLabelAsync("Ganti metode");
        await _bench.PressLabelAsync("DANA");
        Assert.Equal((Stamp.Waiting, null), (Invoice.Reply.Picture, Invoice.Reply.QrContent)); // at once, before the link is there
        await _bench.RunAsync();
        Assert.Equal([TopupState.Cancelled, TopupState.Issued], _bench.Topups.Select(t => t.State));
        Assert.Equal($"https://pay.test/{_bench.Last.Reference}", Invoice.Button("Bayar lewat DANA").Url);
        Assert.Single(_bench.Phone.Screen("1"));
    }

    [Fact]
    public async Task Paid_by_the_first_way_after_all_it_is_paid_and_the_second_is_closed()
    {
        await ChangeToDanaAsync();
        _qris = Paid;
        await _bench.HintAsync(_bench.Topups[0].Reference);
        await _bench.RunAsync();
        Assert.Equal([TopupState.Paid, TopupState.Cancelled], _bench.Topups.Select(t => t.State));
        Assert.Equal(50_000, _bench.Balance().Value);
        Assert.Equal(Stamp.Paid, Invoice.Reply.Picture);
        Assert.Empty(Invoice.Buttons);
    }

    [Fact]
    public async Task Paid_by_both_ways_both_are_credited()
    {
        await ChangeToDanaAsync();
        (_qris, _link) = (Paid, PaidLink);
        await _bench.HintAsync(_bench.Topups[1].Reference);
        await _bench.RunAsync();
        await _bench.HintAsync(_bench.Topups[0].Reference);
        await _bench.RunAsync();
        Assert.Equal(100_000, _bench.Balance().Value);
        Assert.Equal(1, _bench.CountOf("Topup berhasil"));
        Assert.Equal(1, _bench.CountOf("akhirnya masuk"));
    }

    [Fact]
    public async Task With_one_way_to_pay_there_is_nothing_to_change_to()
    {
        using var bench = new TopupBench(_doitpay);
        await bench.SayAsync("/topup 50000");
        await bench.RunAsync();
        Assert.Equal("🔎 Cek status, ❌ Batal", Labels(bench.Bottom()));
        await bench.PressAsync($"bayar:ke:{bench.Only.Id}:DANA");
        Assert.Equal(TopupState.Issued, bench.Only.State);
    }

    [Fact]
    public async Task Whoever_asks_whether_the_payment_is_there_hears_it_in_the_invoice()
    {
        await IssueAsync("QRIS");
        var before = _doitpay.CallsTo(QrisStatusPath).Count;
        await _bench.PressLabelAsync("Cek status");
        Assert.Contains("aku cek", _bench.Phone.Toasts[^1], StringComparison.Ordinal);
        await _bench.RunAsync();
        Assert.Equal(1, _doitpay.CallsTo(QrisStatusPath).Count - before);
        Assert.Contains("Dicek 22 Nov 2026 14:00 WIB: belum ada pembayaran", Invoice.Text, StringComparison.Ordinal);
        Assert.Equal(Qr(50_000), Invoice.Reply.QrContent);

        _qris = Paid;
        await _bench.PressLabelAsync("Cek status"); // within ten seconds
        Assert.Contains("Baru saja", _bench.Phone.Toasts[^1], StringComparison.Ordinal);
        await _bench.RunAsync();
        Assert.Equal(0, _bench.Balance().Value);

        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        await _bench.PressLabelAsync("Cek status");
        await _bench.RunAsync();
        Assert.Equal(50_000, _bench.Balance().Value);
        Assert.Equal(Stamp.Paid, Invoice.Reply.Picture);
    }

    [Fact]
    public async Task Whoever_asks_while_nobody_answers_hears_that_as_well()
    {
        await IssueAsync("QRIS");
        _doitpay.NextFails(QrisStatusPath);
        _doitpay.NextFails(QrisStatusPath);
        _doitpay.NextFails(QrisStatusPath);
        _doitpay.NextFails(QrisStatusPath);
        await _bench.PressLabelAsync("Cek status");
        await _bench.Time.While(_bench.Reconciler.RunOnceAsync(default));
        await _bench.DeliverAsync();
        Assert.Contains("belum menjawab", Invoice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_during_a_look_is_answered_by_a_look_that_began_after_it()
    {
        await IssueAsync("QRIS");
        _doitpay.NextHangs(QrisStatusPath);
        await _bench.HintAsync(_bench.Only.Reference);
        var slow = _bench.Reconciler.RunOnceAsync(default);
        await _bench.PressLabelAsync("Cek status");
        await _bench.Time.While(slow);
        await _bench.RunAsync();
        Assert.True(_bench.Only.CheckAnswered);
    }

    [Fact]
    public async Task An_expired_one_can_still_be_asked_after()
    {
        await IssueAsync("QRIS");
        await _bench.PassAsync(TimeSpan.FromHours(80), TimeSpan.FromMinutes(15));
        _qris = Paid;
        await _bench.PressLabelAsync("Cek status");
        await _bench.RunAsync();
        Assert.Equal(50_000, _bench.Balance().Value);
    }

    [Theory]
    [InlineData("bayar:batal:ID")]
    [InlineData("bayar:cek:ID")]
    [InlineData("bayar:ganti:ID")]
    [InlineData("bayar:ke:ID:DANA")]
    [InlineData("bayar:lihat:ID")]
    public async Task Nobody_presses_anothers_buttons(string data)
    {
        await IssueAsync("QRIS");
        var before = _bench.Messages().Count;
        await _bench.PressAsync(data.Replace("ID", _bench.Only.Id, StringComparison.Ordinal), user: "2");
        await _bench.RunAsync();
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        Assert.Equal(before, _bench.Messages().Count);
        Assert.Empty(_bench.Messages("2"));
        Assert.Contains("tidak berlaku", _bench.Phone.Toasts[^1], StringComparison.Ordinal);
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
        await _bench.PressAsync(data);
        Assert.Contains("tidak berlaku", Assert.Single(_bench.Phone.Toasts), StringComparison.Ordinal);
        Assert.Empty(_bench.Messages());
    }

    [Theory]
    [InlineData("batal")]
    [InlineData("ganti")]
    [InlineData("ke")]
    [InlineData("lihat")]
    public async Task An_old_button_of_a_paid_one_changes_nothing(string button)
    {
        await IssueAsync("QRIS");
        _qris = Paid;
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        await _bench.PressAsync($"bayar:{button}:{_bench.Only.Id}:DANA");
        Assert.Equal(TopupState.Paid, _bench.Only.State);
        Assert.Contains("sudah lunas", _bench.Phone.Toasts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_amounts_pressed_in_one_menu_are_two_invoices_in_two_messages()
    {
        await _bench.SayAsync("/topup");
        var menu = _bench.Bottom();
        await _bench.PressAsync("isi:50000:QRIS", on: menu);
        await _bench.PressAsync("isi:25000:DANA", on: menu);
        await _bench.RunAsync();
        Assert.Equal(2, _bench.Phone.Screen("1").Count);
        Assert.Equal(_bench.Topups.Select(t => t.Reference), _bench.Phone.Screen("1").Select(s => Reference(s.Text)), StringComparer.Ordinal);
    }

    [Fact]
    public async Task One_that_took_longer_comes_as_a_new_message()
    {
        _doitpay.NextFails(QrisPath);
        await _bench.PressAsync("topup:50000:QRIS");
        await _bench.RunAsync();
        Assert.Contains("agak lambat", _bench.Bottom().Text, StringComparison.Ordinal);
        await _bench.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal(2, _bench.Phone.Screen("1").Count);
        Assert.Equal(Qr(50_000), _bench.Bottom().Reply.QrContent);
        Assert.Contains("pindah", Invoice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_from_before_there_were_cards_gets_its_message_when_something_happens()
    {
        await IssueAsync("QRIS");
        await _bench.Test.Store.InTransaction(tx => tx.Execute("UPDATE topups SET card = NULL; DELETE FROM cards; DELETE FROM outbox"));
        await _bench.PassAsync(TimeSpan.FromMinutes(62), TimeSpan.FromMinutes(1));
        Assert.Contains("kedaluwarsa", _bench.Bottom().Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    private const string Paid = """{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"IDR"}}""";
    private const string PaidLink = """{"responseCode":"2005500","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"IDR"}}""";

    private Phone.Seen Invoice => _bench.Phone.Screen("1")[0];

    private static string Labels(Phone.Seen message) => string.Join(", ", message.Buttons.Select(b => b.Label));

    private static string Reference(string text) => text.Split("<code>")[1].Split("</code>")[0];

    private async Task IssueAsync(string method)
    {
        await _bench.PressAsync($"topup:50000:{method}");
        await _bench.RunAsync();
        Assert.Equal(TopupState.Issued, _bench.Only.State);
    }

    private async Task ChangeToDanaAsync()
    {
        await IssueAsync("QRIS");
        await _bench.PressLabelAsync("Ganti metode");
        await _bench.PressLabelAsync("DANA");
        await _bench.RunAsync();
    }
}
