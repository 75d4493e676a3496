using Dapper;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Cases;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>Payments that only a person can judge: what admins see, decide, and what becomes of it.</summary>
public sealed class PaymentCaseTests : IDisposable
{
    private const string Admin = TopupBench.Admin;
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;
    private string _status = Told("01", 50_000);

    public PaymentCaseTests()
    {
        _bench = new TopupBench(_doitpay);
        _doitpay.Usually(QrisPath, _ => $$"""{"responseCode":"2004700","referenceNo":"D-1","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(QrisStatusPath, _ => _status);
    }

    [Fact]
    public async Task A_mismatch_is_credited_with_what_was_reported_when_an_admin_says_so_and_the_customer_is_told()
    {
        await MismatchAsync(5_000);
        var message = _bench.Bottom(Admin);
        Assert.Contains("Rp 5.000 instead of Rp 50.000", message.Text, StringComparison.Ordinal);
        await PressAsync(message.Button("Kreditkan Rp 5.000").Action!);
        Assert.Equal(5_000, _bench.Balance().Value);
        Assert.Contains("sudah dicek admin", _bench.Bottom().Text, StringComparison.Ordinal);
        Assert.Contains("Rp 5.000 dikreditkan oleh", _bench.Bottom(Admin).Text, StringComparison.Ordinal);
        Assert.Empty(_bench.Bottom(Admin).Buttons);
        Assert.Equal("credited telegram:999 5000", Decisions());
        Assert.Equal("Credit", Transfer("case:1"));
    }

    [Fact]
    public async Task An_open_case_follows_what_is_reported_later_and_an_older_button_moves_nothing()
    {
        await MismatchAsync(5_000);
        var old = _bench.Bottom(Admin).Button("Kreditkan Rp 5.000").Action!;
        _status = Told("00", 45_000);
        await HintAsync();
        await PressAsync(old);
        Assert.Equal(0, _bench.Balance().Value);
        await PressAsync(_bench.Bottom(Admin).Button("Kreditkan Rp 45.000").Action!);
        Assert.Equal(45_000, _bench.Balance().Value);
    }

    [Fact]
    public async Task Where_no_amount_can_be_read_none_is_offered()
    {
        await IssueAsync();
        _status = Told("00", 50_000).Replace("50000.00", "50000.50", StringComparison.Ordinal);
        await HintAsync();
        Assert.Contains("50000.50", _bench.Bottom(Admin).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Bottom(Admin).Buttons, b => b.Label.Contains("Kreditkan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_invoice_tells_what_the_admin_has_decided()
    {
        await MismatchAsync(5_000);
        Assert.Contains(_bench.Phone.Screen("1"), m => m.Text.Contains("lagi dicek admin", StringComparison.Ordinal));
        await PressAsync(_bench.Bottom(Admin).Button("Kreditkan").Action!);
        Assert.Contains(_bench.Phone.Screen("1"), m => m.Text.Contains("sudah diselesaikan admin", StringComparison.Ordinal));
        Assert.DoesNotContain(_bench.Phone.Screen("1"), m => m.Text.Contains("lagi dicek admin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_customer_hears_that_nothing_was_added()
    {
        await MismatchAsync(5_000);
        await PressAsync(_bench.Bottom(Admin).Button("Abaikan").Action!);
        Assert.Contains("tidak ada yang ditambahkan", _bench.Bottom().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Phone.Screen("1"), m => m.Text.Contains("lagi dicek admin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task However_often_and_by_whomever_it_is_pressed_a_decision_is_made_once()
    {
        await MismatchAsync(5_000);
        var (yes, no) = (_bench.Bottom(Admin).Button("Kreditkan").Action!, _bench.Bottom(Admin).Button("Abaikan").Action!);
        await PressAsync(yes);
        await PressAsync(yes);
        await PressAsync(no);
        Assert.Equal(5_000, _bench.Balance().Value);
        Assert.Equal("credited telegram:999 5000", Decisions());
        Assert.Equal("telegram:999 case.credit 1 Rp 5.000", Logged());
        Assert.Contains("sudah diputuskan", _bench.Phone.Toasts[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kasus:1:ya:5000")]
    [InlineData("kasus:1:tidak")]
    public async Task To_everybody_else_the_button_is_an_old_one(string data)
    {
        await MismatchAsync(5_000);
        await _bench.PressAsync(data, "1");
        Assert.Equal(0, _bench.Balance().Value);
        Assert.Equal("open  ", Decisions());
    }

    [Theory]
    [InlineData("kasus:1:ya:999999")]
    [InlineData("kasus:1:ya:-5000")]
    [InlineData("kasus:1:ya:")]
    [InlineData("kasus:1:ya")]
    [InlineData("kasus:1")]
    [InlineData("kasus:77:ya:5000")]
    [InlineData("kasus:::::")]
    [InlineData("kasus:99999999999999999999:ya:1")]
    public async Task A_button_that_was_never_shown_does_nothing(string data)
    {
        await MismatchAsync(5_000);
        await PressAsync(data);
        Assert.Equal(0, _bench.Balance().Value);
        Assert.Equal("open  ", Decisions());
    }

    [Fact]
    public async Task An_ignored_mismatch_moves_nothing_and_a_payment_that_fits_later_is_still_credited()
    {
        await MismatchAsync(5_000);
        await PressAsync(_bench.Bottom(Admin).Button("Abaikan").Action!);
        Assert.Equal("left telegram:999 ", Decisions());
        Assert.Equal("telegram:999 case.leave 1 ", Logged());
        _status = Told("00", 50_000);
        await HintAsync();
        Assert.Equal(50_000, _bench.Balance().Value);
    }

    [Fact]
    public async Task A_mismatch_that_fits_after_all_settles_itself_and_its_button_does_nothing()
    {
        await MismatchAsync(5_000);
        var yes = _bench.Bottom(Admin).Button("Kreditkan").Action!;
        _status = Told("00", 50_000);
        await HintAsync();
        await PressAsync(yes);
        Assert.Equal(50_000, _bench.Balance().Value);
        Assert.Equal("settled  ", Decisions());
        Assert.Contains("beres sendiri", _bench.Bottom(Admin).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paid_as_billed_after_it_was_credited_by_hand_is_not_credited_twice_but_asked_about()
    {
        await MismatchAsync(5_000);
        await PressAsync(_bench.Bottom(Admin).Button("Kreditkan").Action!);
        _status = Told("00", 50_000);
        await HintAsync();
        await HintAsync();
        Assert.Equal(5_000, _bench.Balance().Value);
        var message = _bench.Bottom(Admin);
        Assert.Contains("sudah mengkreditkan Rp 5.000", message.Text, StringComparison.Ordinal);
        await PressAsync(message.Button("Kreditkan Rp 45.000").Action!);
        Assert.Equal(50_000, _bench.Balance().Value);
        Assert.Equal(0, _bench.CountOf("Topup berhasil"));
    }

    [Theory]
    [InlineData("04")]
    [InlineData("05")]
    [InlineData("06")]
    public async Task Money_that_was_given_back_is_taken_out_of_the_wallet_when_an_admin_says_so(string status)
    {
        await PayAsync();
        _status = Told(status, 50_000);
        await SuspectAsync();
        Assert.Equal(50_000, _bench.Balance().Value);
        var message = _bench.Bottom(Admin);
        Assert.Contains("Saldo pelanggan sekarang: <b>Rp 50.000</b>", message.Text, StringComparison.Ordinal);
        await PressAsync(message.Button("Tarik Rp 50.000").Action!);
        await PressAsync(message.Button("Tarik Rp 50.000").Action!);
        Assert.Equal(0, _bench.Balance().Value);
        Assert.Equal("debited telegram:999 50000", Decisions());
        Assert.Equal("Debit", Transfer("case:1"));
        Assert.Contains("ditarik lagi dari saldo", _bench.Bottom().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Left_to_the_customer_nothing_moves()
    {
        await PayAsync();
        _status = Told("04", 50_000);
        await SuspectAsync();
        await PressAsync(_bench.Bottom(Admin).Button("Biarkan").Action!);
        Assert.Equal(50_000, _bench.Balance().Value);
        Assert.Equal("left telegram:999 ", Decisions());
    }

    [Fact]
    public async Task A_wallet_that_is_short_gives_what_it_has_and_never_goes_below_zero()
    {
        await PayAsync();
        await SpendAsync(38_000);
        _status = Told("04", 50_000);
        await SuspectAsync();
        var message = _bench.Bottom(Admin);
        Assert.Contains("<b>Rp 12.000</b>, kurang <b>Rp 38.000</b>", message.Text, StringComparison.Ordinal);
        await PressAsync("kasus:1:ya:50000"); // more than it holds: only what the message offers is done
        Assert.Equal(12_000, _bench.Balance().Value);
        await PressAsync(message.Button("Tarik Rp 12.000").Action!);
        Assert.Equal(0, _bench.Balance().Value);
        Assert.Contains("Sisa Rp 38.000 tidak tertagih", _bench.Bottom(Admin).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wallet_that_changed_since_the_message_is_shown_again_before_anything_is_taken()
    {
        await PayAsync();
        _status = Told("04", 50_000);
        await SuspectAsync();
        var old = _bench.Bottom(Admin).Button("Tarik Rp 50.000").Action!;
        await SpendAsync(50_000);
        await PressAsync(old);
        Assert.Equal(0, _bench.Balance().Value);
        Assert.Equal("open  ", Decisions());
        Assert.Contains("Saldonya sudah berubah", _bench.Phone.Toasts[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Bottom(Admin).Buttons, b => b.Label.Contains("Tarik", StringComparison.Ordinal));
        await SpendAsync(-20_000);
        await PressAsync(_bench.Bottom(Admin).Button("Cek saldo lagi").Action!);
        await PressAsync(_bench.Bottom(Admin).Button("Tarik Rp 20.000").Action!);
        Assert.Equal(0, _bench.Balance().Value);
    }

    [Fact]
    public async Task A_refund_that_the_status_call_denies_for_a_day_calls_nobody()
    {
        await PayAsync(); // and it says so still
        await SuspectAsync();
        await _bench.PassAsync(TimeSpan.FromHours(26), TimeSpan.FromMinutes(5));
        Assert.Equal("settled  ", Decisions());
        Assert.Empty(_bench.Messages(Admin));
        Assert.Equal(10, _doitpay.CallsTo(QrisStatusPath).Count); // the payment's own, and nine
    }

    [Fact]
    public async Task A_refund_that_a_lagging_status_call_confirms_later_is_raised_then_and_once()
    {
        await PayAsync();
        await SuspectAsync();
        Assert.Empty(_bench.Messages(Admin));
        _status = Told("04", 50_000);
        await _bench.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));
        await SuspectAsync();
        Assert.Single(_bench.Messages(Admin));
    }

    [Fact]
    public async Task Without_any_answer_for_a_day_the_admins_hear_of_the_refund_all_the_same()
    {
        await PayAsync();
        _status = """{"responseCode":"5005100"}""";
        await SuspectAsync(run: false);
        for (var i = 0; i < 12; i++)
        {
            await _bench.Time.While(_bench.Refunds.RunOnceAsync(default));
            _bench.Time.Advance(TimeSpan.FromHours(17));
        }

        await _bench.DeliverAsync();
        Assert.Contains("no answer", Assert.Single(_bench.Messages(Admin)).Text.Markup, StringComparison.Ordinal);
        Assert.Equal("open  ", Decisions());
    }

    [Fact]
    public async Task What_anyone_can_claim_asks_once_and_not_again()
    {
        await PayAsync();
        await SuspectAsync();
        await _bench.PassAsync(TimeSpan.FromHours(26), TimeSpan.FromMinutes(5));
        var calls = _doitpay.CallsTo(QrisStatusPath).Count;
        await SuspectAsync(again: false);
        Assert.Equal(calls, _doitpay.CallsTo(QrisStatusPath).Count);
        await SuspectAsync(again: true);
        Assert.Equal(calls + 1, _doitpay.CallsTo(QrisStatusPath).Count);
    }

    [Fact]
    public async Task Without_any_answer_what_only_strangers_claimed_calls_nobody()
    {
        await PayAsync();
        _status = """{"responseCode":"5005100"}""";
        await SuspectAsync(again: false, run: false);
        for (var i = 0; i < 12; i++)
        {
            await _bench.Time.While(_bench.Refunds.RunOnceAsync(default));
            _bench.Time.Advance(TimeSpan.FromHours(17));
        }

        await _bench.DeliverAsync();
        Assert.Equal("settled  ", Decisions());
        Assert.Empty(_bench.Messages(Admin));
    }

    [Fact]
    public async Task What_strangers_claimed_first_and_Doitpay_then_confirmed_is_not_forgotten_without_an_answer()
    {
        await PayAsync();
        _status = """{"responseCode":"5005100"}""";
        await SuspectAsync(again: false, run: false);
        await SuspectAsync(again: true, run: false);
        await SuspectAsync(again: false, run: false);
        for (var i = 0; i < 12; i++)
        {
            await _bench.Time.While(_bench.Refunds.RunOnceAsync(default));
            _bench.Time.Advance(TimeSpan.FromHours(17));
        }

        Assert.Equal("open  ", Decisions());
    }

    [Fact]
    public async Task A_refund_told_again_while_the_last_question_is_out_is_asked_about_anew()
    {
        await PayAsync();
        var questions = 0;
        _doitpay.Usually(QrisStatusPath, _ =>
        {
            if (++questions == 9)
            {
                SuspectAsync(run: false).Wait(TimeSpan.FromSeconds(30));
            }

            return _status;
        });
        await SuspectAsync();
        await _bench.PassAsync(TimeSpan.FromHours(26), TimeSpan.FromMinutes(5));
        Assert.True(questions > 9, "It was dropped.");
        Assert.Equal("asking  ", Decisions());
    }

    [Fact]
    public async Task A_start_asks_at_once_about_what_a_dead_process_had_leased_and_about_nothing_else()
    {
        await PayAsync();
        await SuspectAsync();
        await _bench.PassAsync(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(10));
        var calls = _doitpay.CallsTo(QrisStatusPath).Count;
        await _bench.Refunds.BeginAsync(default);
        await _bench.RunAsync();
        Assert.Equal(calls, _doitpay.CallsTo(QrisStatusPath).Count); // the next question is five minutes away

        _bench.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.NotNull(await _bench.Test.Store.InTransaction(tx => PaymentCases.LeaseAsking(tx, Lease.Of(_bench.Options))));
        await _bench.RunAsync();
        Assert.Equal(calls, _doitpay.CallsTo(QrisStatusPath).Count);
        await _bench.Refunds.BeginAsync(default);
        await _bench.RunAsync();
        Assert.Equal(calls + 1, _doitpay.CallsTo(QrisStatusPath).Count);
    }

    [Theory]
    [InlineData("UPDATE cards SET gone = 1, message_id = NULL WHERE card GLOB 'kasus:*'")] // deleted in the chat
    [InlineData("DELETE FROM cards WHERE card GLOB 'kasus:*'")] // an admin of today was none when it came up
    public async Task An_open_case_that_an_admin_cannot_see_is_shown_at_the_next_start(string sql)
    {
        await MismatchAsync(5_000);
        var before = _bench.Messages(Admin).Count;
        await _bench.Refunds.BeginAsync(default);
        await _bench.DeliverAsync();
        Assert.Equal(before, _bench.Messages(Admin).Count);

        await _bench.Test.Store.InTransaction(tx => tx.Execute(sql));
        await _bench.Refunds.BeginAsync(default);
        await _bench.Refunds.BeginAsync(default);
        await _bench.DeliverAsync();
        Assert.Equal(before + 1, _bench.Messages(Admin).Count);
        await PressAsync(_bench.Bottom(Admin).Button("Kreditkan Rp 5.000").Action!);
        Assert.Equal(5_000, _bench.Balance().Value);

        await _bench.Test.Store.InTransaction(tx => tx.Execute(sql));
        before = _bench.Messages(Admin).Count;
        await _bench.Refunds.BeginAsync(default);
        await _bench.DeliverAsync();
        Assert.Equal(before, _bench.Messages(Admin).Count); // decided: nothing to show
    }

    [Fact]
    public async Task The_database_refuses_a_decision_without_its_money_a_second_one_and_a_deletion()
    {
        await MismatchAsync(5_000);
        await RefusesAsync("UPDATE payment_cases SET state = 'credited', decided_by = 'x', decided_at = 1, booked = 5000");
        await RefusesAsync("UPDATE payment_cases SET state = 'left'");
        await RefusesAsync("UPDATE payment_cases SET reference = 'X'");
        await PressAsync(_bench.Bottom(Admin).Button("Kreditkan").Action!);
        await RefusesAsync("UPDATE payment_cases SET state = 'left', booked = NULL");
        await RefusesAsync("UPDATE payment_cases SET decided_by = 'telegram:1'");
        await RefusesAsync("DELETE FROM payment_cases");
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    private static string Told(string status, long rupiah) =>
        $$$"""{"responseCode":"2005100","latestTransactionStatus":"{{{status}}}","amount":{"value":"{{{rupiah}}}.00","currency":"IDR"}}""";

    private async Task IssueAsync()
    {
        await _bench.SayAsync("/topup 50000");
        await _bench.RunAsync();
    }

    private async Task HintAsync()
    {
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(5)); // edits are no more frequent
        await _bench.DeliverAsync();
    }

    private async Task MismatchAsync(long rupiah)
    {
        await IssueAsync();
        _status = Told("00", rupiah);
        await HintAsync();
        Assert.Equal(0, _bench.Balance().Value);
    }

    private async Task PayAsync()
    {
        await IssueAsync();
        _status = Told("00", 50_000);
        await HintAsync();
        Assert.Equal(50_000, _bench.Balance().Value);
    }

    private async Task SuspectAsync(bool again = true, bool run = true)
    {
        await _bench.Test.Store.InTransaction(tx => PaymentCases.Suspect(tx, _bench.Only, _bench.Only.Amount, "status 04 refunded", again));
        if (run)
        {
            await _bench.RunAsync();
        }
    }

    private Task SpendAsync(long rupiah) => _bench.Test.Store.InTransaction(tx =>
        Ledger.Post(tx, rupiah > 0 ? TransferKind.Debit : TransferKind.Credit, _bench.Only.CustomerId, new Rupiah(Math.Abs(rupiah)), $"spent:{rupiah}"));

    private async Task PressAsync(string data)
    {
        await _bench.PressAsync(data, Admin);
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        await _bench.DeliverAsync();
    }

    private string? Logged() => _bench.Test.Store.Read(c => c.QuerySingle<string>("SELECT admin || ' ' || action || ' ' || customer_id || ' ' || coalesce(after, '') FROM admin_log"));

    private string Decisions() => _bench.Test.Store.Read(c => string.Join(
        " / ", c.Query<string>("SELECT state || ' ' || coalesce(decided_by, '') || ' ' || coalesce(booked, '') FROM payment_cases ORDER BY id")));

    private string? Transfer(string key) => _bench.Test.Store.Read(c => c.ExecuteScalar<string>("SELECT kind FROM transfers WHERE key = @key", new { key }));

    private Task RefusesAsync(string sql) => Assert.ThrowsAsync<SqliteException>(() => _bench.Test.Store.InTransaction(tx => tx.Execute(sql)));
}
