using Dapper;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

public sealed class TopupReconcilerTests : IDisposable
{
    private const string Pending = """{"responseCode":"2005100","latestTransactionStatus":"01"}""";
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;
    private string _status = Pending;

    public TopupReconcilerTests()
    {
        _bench = new TopupBench(_doitpay);
        _doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-1","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(QrisStatusPath, _ => _status);
    }

    [Fact]
    public async Task A_notified_payment_is_credited_at_once_with_a_receipt()
    {
        await IssueAsync();
        _status = Paid(50_000);
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        Assert.Equal(TopupState.Paid, _bench.Only.State);
        Assert.Equal(50_000, _bench.Balance().Value);
        var receipt = _bench.Bottom().Text;
        foreach (var part in new[] { "Topup berhasil", "Rp 50.000", _bench.Only.Reference, "22 Nov 2026 14:00 WIB" })
        {
            Assert.Contains(part, receipt, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_payment_whose_notification_never_comes_is_found_by_asking()
    {
        await IssueAsync();
        _status = Paid(50_000);
        await _bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        Assert.Equal(50_000, _bench.Balance().Value);
    }

    [Fact]
    public async Task A_Doitpay_that_answers_no_question_for_ten_minutes_is_told_once_and_taken_back_when_it_does()
    {
        await IssueAsync();
        _status = null!; // the connection breaks
        await _bench.PassAsync(TimeSpan.FromMinutes(9), TimeSpan.FromSeconds(30));
        Assert.Empty(_bench.Messages(TopupBench.Admin));
        await _bench.PassAsync(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(30));
        Assert.Contains("tidak menjawab cek status", Assert.Single(_bench.Messages(TopupBench.Admin)).Text.Markup, StringComparison.Ordinal);
        _status = Paid(50_000);
        await _bench.PassAsync(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(30));
        Assert.Equal(50_000, _bench.Balance().Value);
        Assert.Contains("menjawab lagi", Assert.Single(_bench.Messages(TopupBench.Admin).Skip(1)).Text.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_often_it_is_notified_money_moves_once()
    {
        await IssueAsync();
        _status = Paid(50_000);
        for (var i = 0; i < 5; i++)
        {
            await _bench.HintAsync(_bench.Only.Reference);
            await _bench.RunAsync();
        }

        await _bench.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));
        Assert.Equal(50_000, _bench.Balance().Value);
        Assert.Equal(1, _bench.CountOf("Topup berhasil"));
    }

    [Fact]
    public async Task Unpaid_ones_are_asked_after_less_and_less_often()
    {
        await IssueAsync();
        await _bench.PassAsync(TimeSpan.FromMinutes(59), TimeSpan.FromSeconds(10));
        Assert.InRange(_doitpay.CallsTo(QrisStatusPath).Count, 10, 20);
        Assert.Equal(TopupState.Issued, _bench.Only.State);
    }

    [Theory]
    [InlineData("02")]
    [InlineData("04")]
    [InlineData("06")]
    [InlineData("PAID?")]
    public async Task No_status_but_00_means_anything_before_the_time_is_over(string status)
    {
        await IssueAsync();
        _status = $$"""{"responseCode":"2005100","latestTransactionStatus":"{{status}}"}""";
        await _bench.PassAsync(TimeSpan.FromMinutes(59), TimeSpan.FromSeconds(30));
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        _status = Paid(50_000);
        await _bench.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5));
        Assert.Equal(TopupState.Paid, _bench.Only.State);
        Assert.Equal(0, _bench.CountOf("kedaluwarsa"));
    }

    [Fact]
    public async Task Expired_is_said_only_after_a_last_call_has_answered()
    {
        await IssueAsync();
        _status = """{"responseCode":"5005100"}""";
        await PassWithRetriesAsync(TimeSpan.FromHours(3));
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        _status = Pending;
        await PassWithRetriesAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(TopupState.Expired, _bench.Only.State);
        Assert.Equal(1, _bench.CountOf("kedaluwarsa"));
    }

    [Fact]
    public async Task Money_that_comes_after_the_end_is_credited_and_the_customer_told()
    {
        await IssueAsync();
        await _bench.PassAsync(TimeSpan.FromMinutes(62), TimeSpan.FromSeconds(30));
        Assert.Equal(TopupState.Expired, _bench.Only.State);
        _status = Paid(50_000);
        await _bench.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));
        Assert.Equal(TopupState.Paid, _bench.Only.State);
        Assert.Equal(50_000, _bench.Balance().Value);
        Assert.Contains("akhirnya masuk", _bench.Bottom().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_last_late_look_a_notification_still_brings_the_money()
    {
        await IssueAsync();
        await _bench.PassAsync(TimeSpan.FromMinutes(62), TimeSpan.FromMinutes(1));
        var before = _doitpay.CallsTo(QrisStatusPath).Count;
        await _bench.PassAsync(TimeSpan.FromHours(100), TimeSpan.FromMinutes(5));
        Assert.Equal(5, _doitpay.CallsTo(QrisStatusPath).Count - before); // +5 min, +1 h, +6 h, +24 h, +72 h

        _status = Paid(50_000);
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        Assert.Equal(50_000, _bench.Balance().Value);
    }

    [Theory]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"5000.00","currency":"IDR"}}""")]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"USD"}}""")]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00"}""")]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00","originalPartnerReferenceNo":"TU-OTHER","amount":{"value":"50000.00","currency":"IDR"}}""")]
    [InlineData("""{"responseCode":"2005100","latestTransactionStatus":"00","originalReferenceNo":"D-OTHER","amount":{"value":"50000.00","currency":"IDR"}}""")]
    public async Task A_payment_that_does_not_match_is_never_credited_and_the_admins_are_called(string answer)
    {
        await IssueAsync();
        _status = answer;
        await _bench.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));
        Assert.Equal(0, _bench.Balance().Value);
        Assert.Equal(1, _bench.CountOf("TIDAK ditambah", TopupBench.Admin));
        Assert.Equal(1, _bench.CountOf("tidak cocok"));
        Assert.Equal(0, _bench.CountOf("kedaluwarsa")); // whoever waits for an admin is not told that nothing came
    }

    [Fact]
    public async Task A_payment_that_does_not_match_is_an_error_in_the_log_once_though_it_is_looked_at_for_days()
    {
        await IssueAsync();
        _status = Paid(5_000);
        await _bench.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));
        Assert.Single(_bench.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notification_during_a_look_is_not_lost()
    {
        await IssueAsync();
        _doitpay.NextHangs(QrisStatusPath);
        await _bench.HintAsync(_bench.Only.Reference);
        var slow = _bench.Reconciler.RunOnceAsync(default);
        await ShopWorld.UntilAsync(() => _doitpay.Hanging == 1, "the look hangs");
        _status = Paid(50_000);
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        Assert.Equal(50_000, _bench.Balance().Value);
        await _bench.Time.While(slow);
        Assert.Equal(TopupState.Paid, _bench.Only.State);
    }

    [Fact]
    public async Task A_status_database_that_lags_behind_its_notification_is_asked_again_soon()
    {
        await IssueAsync();
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        _status = Paid(50_000);
        await _bench.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal(50_000, _bench.Balance().Value);
    }

    [Fact]
    public async Task The_database_refuses_paid_without_money_and_ways_back()
    {
        await IssueAsync();
        await RefusesAsync("UPDATE topups SET state = 'paid', paid_at = 1, due_at = NULL");
        await RefusesAsync("UPDATE topups SET state = 'requested'");
        await RefusesAsync("UPDATE topups SET amount = 1");
        await RefusesAsync("UPDATE topups SET due_at = NULL");
        await RefusesAsync("UPDATE topups SET reference = 'X'");
        await RefusesAsync("DELETE FROM topups");
        await RefusesAsync("DELETE FROM topup_events");
        await RefusesAsync("INSERT INTO topups (id, customer_id, amount, method, reference, state, due_at, created_at) VALUES ('00000000-0000-0000-0000-000000000000', 1, 1, 'QRIS', 'R', 'issued', 1, 1)");
        _status = Paid(50_000);
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        await RefusesAsync("UPDATE topups SET state = 'issued', paid_at = NULL, due_at = 1");
        Assert.Equal(1, _bench.Test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM transfers WHERE key = @key", new { key = _bench.Only.LedgerKey })));
    }

    [Fact]
    public async Task A_notification_from_before_the_clock_was_set_back_is_not_asked_after_for_hours()
    {
        await IssueAsync();
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        _bench.Time.Jump(_bench.Time.GetUtcNow() - TimeSpan.FromHours(7));
        await _bench.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10));
        Assert.InRange(_doitpay.CallsTo(QrisStatusPath).Count, 2, 14);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_put_the_looks_off()
    {
        await IssueAsync();
        _status = Paid(50_000);
        _bench.Time.Jump(_bench.Time.GetUtcNow() - TimeSpan.FromHours(7));
        await _bench.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));
        Assert.Equal(50_000, _bench.Balance().Value);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    private static string Paid(long rupiah) =>
        $$"""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"{{rupiah}}.00","currency":"IDR"},"paidTime":"2026-11-22T14:00:00+07:00"}""";

    private async Task IssueAsync()
    {
        await _bench.SayAsync("/topup 50000");
        await _bench.RunAsync();
        Assert.Equal(TopupState.Issued, _bench.Only.State);
    }

    // A failing question waits between its tries, by this clock.
    private async Task PassWithRetriesAsync(TimeSpan time)
    {
        var end = _bench.Time.GetUtcNow() + time;
        while (_bench.Time.GetUtcNow() < end)
        {
            _bench.Time.Advance(TimeSpan.FromMinutes(5));
            await _bench.Time.While(_bench.Reconciler.RunOnceAsync(default));
        }

        await _bench.DeliverAsync();
    }

    private Task RefusesAsync(string sql) => Assert.ThrowsAsync<SqliteException>(() => _bench.Test.Store.InTransaction(tx => tx.Execute(sql)));
}
