using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

public sealed class TopupIssuerTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;

    public TopupIssuerTests()
    {
        _bench = new TopupBench(_doitpay, o =>
        {
            o.Methods.Add("QRIS");
            o.Methods.Add("DANA");
        });
        _doitpay.Usually(QrisPath, call => Made(50_000, call.Field("partnerReferenceNo")));
        _doitpay.Usually(LinkPath, call => $$$"""{"responseCode":"2005400","webRedirectUrl":"https://pay.test/{{{call.Field("partnerReferenceNo")}}}","additionalInfo":{"originalReferenceNo":"D-9"}}""");
        _doitpay.Usually(QrisStatusPath, _ => """{"responseCode":"2005100","latestTransactionStatus":"01"}""");
    }

    [Fact]
    public async Task A_QRIS_arrives_as_a_picture_with_amount_and_expiry()
    {
        await AskAsync();
        await _bench.RunAsync();
        var message = _bench.Messages()[^1];
        Assert.Equal(Qr(50_000), message.QrContent);
        Assert.Contains("Rp 50.000", message.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("22 Nov 2026 15:00 WIB", message.Text.Markup, StringComparison.Ordinal);
        Assert.Contains(_bench.Only.Reference, message.Text.Markup, StringComparison.Ordinal);
        Assert.Equal($"D-{_bench.Only.Reference}", _bench.Only.ProviderReference);
    }

    [Fact]
    public async Task A_payment_link_arrives_as_a_button()
    {
        await AskAsync("DANA");
        await _bench.RunAsync();
        var button = Assert.Single(_bench.Bottom().Buttons, b => b.Url is not null);
        Assert.Equal($"https://pay.test/{_bench.Only.Reference}", button.Url);
        Assert.Equal("D-9", _bench.Only.ProviderReference);
        Assert.Contains("\"channel\":\"DANA\"", _doitpay.CallsTo(LinkPath)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reference_exists_before_the_first_attempt_and_is_used_again_on_retries()
    {
        await AskAsync();
        var reference = _bench.Only.Reference;
        _doitpay.NextFails(QrisPath);
        _doitpay.Next(QrisPath, "", 503);
        await _bench.RunAsync();
        await _bench.PassAsync(TimeSpan.FromSeconds(30), Second);
        Assert.Equal(3, _doitpay.CallsTo(QrisPath).Count);
        Assert.All(_doitpay.CallsTo(QrisPath), call => Assert.Equal(reference, call.Field("partnerReferenceNo")));
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        Assert.Equal(1, _bench.CountOf("agak lambat")); // said once, not at every try
    }

    [Fact]
    public async Task A_lost_answer_costs_a_reference_and_not_the_customer()
    {
        await AskAsync();
        _doitpay.NextHangs(QrisPath);
        await _bench.Time.While(_bench.Issuer.RunOnceAsync(default));
        _doitpay.Next(QrisPath, """{"responseCode":"4094701","responseMessage":"Duplicate partnerReferenceNo"}""", 409);
        await _bench.PassAsync(TimeSpan.FromSeconds(10), Second);
        var (lost, shown) = (_bench.Topups[0], _bench.Topups[1]);
        Assert.Equal(TopupState.Cancelled, lost.State);
        Assert.Equal(TopupState.Issued, shown.State);
        Assert.NotEqual(lost.Reference, shown.Reference, StringComparer.Ordinal);
        Assert.Single(_bench.Messages(), m => m.QrContent is not null);

        // Somebody pays the one that nobody saw: it is the customer's money all the same.
        _doitpay.Usually(QrisStatusPath, call => call.Field("originalPartnerReferenceNo") == lost.Reference ? Paid(50_000) : """{"responseCode":"2005100","latestTransactionStatus":"01"}""");
        await _bench.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(30));
        Assert.Equal(50_000, _bench.Balance().Value);
    }

    [Fact]
    public async Task References_that_keep_being_lost_end_in_an_apology()
    {
        await AskAsync();
        for (var i = 0; i < 3; i++)
        {
            _doitpay.Next(QrisPath, """{"responseCode":"4094701"}""", 409);
        }

        await _bench.RunAsync();
        Assert.Equal(3, _bench.Topups.Count);
        Assert.All(_bench.Topups, t => Assert.Equal(TopupState.Cancelled, t.State));
        Assert.Equal(1, _bench.CountOf("belum bisa dibuat"));
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("checksum")]
    [InlineData("nothing")]
    public async Task A_QR_that_does_not_check_out_is_never_shown(string flaw)
    {
        await AskAsync();
        _doitpay.Next(QrisPath, flaw switch
        {
            "amount" => Made(500_000, "X"),
            "checksum" => Made(50_000, "X").Replace("6304", "6305", StringComparison.Ordinal),
            _ => """{"responseCode":"2004700"}""",
        });
        await _bench.RunAsync();
        Assert.Equal(2, _bench.Topups.Count);
        Assert.Equal(Qr(50_000), Assert.Single(_bench.Messages(), m => m.QrContent is not null).QrContent);
        Assert.Collection(
            _bench.Messages(TopupBench.Admin),
            m => Assert.Contains("tidak layak", m.Text.Markup, StringComparison.Ordinal),
            m => Assert.Contains("QRIS bisa lagi", m.Text.Markup, StringComparison.Ordinal)); // or nobody would hear of the next one
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://pay.test/x")]
    [InlineData("/relative")]
    public async Task A_link_that_is_no_https_address_is_never_shown(string link)
    {
        await AskAsync("DANA");
        _doitpay.Next(LinkPath, $$"""{"responseCode":"2005400","webRedirectUrl":"{{link}}"}""");
        await _bench.RunAsync();
        Assert.DoesNotContain(_bench.Messages().SelectMany(m => m.Buttons.SelectMany(r => r)), b => b.Url == link);
        Assert.Equal(TopupState.Issued, _bench.Last.State);
    }

    [Fact]
    public async Task A_refusal_ends_it_with_an_apology_and_calls_the_admins()
    {
        await AskAsync();
        _doitpay.Next(QrisPath, """{"responseCode":"4034715","responseMessage":"Transaction Not Permitted"}""", 403);
        await _bench.RunAsync();
        Assert.Equal(TopupState.Cancelled, _bench.Only.State);
        Assert.Contains("belum bisa dibuat", _bench.LastText(), StringComparison.Ordinal);
        Assert.Contains("4034715", _bench.LastText(TopupBench.Admin), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_answer_it_is_given_up_after_a_bounded_time_and_admins_hear_the_end_too()
    {
        await AskAsync();
        for (var i = 0; i < 6; i++)
        {
            _doitpay.NextFails(QrisPath);
        }

        await _bench.RunAsync();
        await _bench.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(5));
        Assert.Equal(TopupState.Cancelled, _bench.Only.State);
        Assert.Equal(6, _doitpay.CallsTo(QrisPath).Count);
        Assert.Equal(1, _bench.CountOf("agak lambat"));
        Assert.Equal(1, _bench.CountOf("belum bisa dibuat"));
        Assert.Equal(1, _bench.CountOf("tidak menjawab", TopupBench.Admin));

        await AskAsync();
        await _bench.RunAsync();
        Assert.Equal(1, _bench.CountOf("menjawab lagi", TopupBench.Admin));
    }

    [Fact]
    public async Task Wrong_credentials_alert_the_admins_once_and_the_top_up_waits()
    {
        await AskAsync();
        for (var i = 0; i < 4; i++)
        {
            _doitpay.Next(TokenPath, """{"responseCode":"4017300","responseMessage":"Invalid Client Key"}""", 401);
        }

        await _bench.RunAsync();
        await _bench.PassAsync(TimeSpan.FromSeconds(30), Second);
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        Assert.Equal(1, _bench.CountOf("menolak kredensial", TopupBench.Admin));
        Assert.Equal(1, _bench.CountOf("menjawab lagi", TopupBench.Admin));
    }

    [Fact]
    public async Task A_worker_that_dies_leaves_its_row_due_again_when_the_lease_ends()
    {
        await AskAsync();
        await _bench.Test.Store.InTransaction(tx => TopupTable.LeaseRequested(tx, 4, TimeSpan.FromMinutes(2), _ => TimeSpan.FromHours(1)));
        await _bench.RunAsync();
        Assert.Equal(TopupState.Requested, _bench.Only.State);
        await _bench.PassAsync(TimeSpan.FromSeconds(121), TimeSpan.FromSeconds(11));
        Assert.Equal(TopupState.Issued, _bench.Only.State);
    }

    [Fact]
    public async Task An_answer_that_comes_after_its_lease_changes_nothing()
    {
        await AskAsync();
        _doitpay.NextHangs(QrisPath);
        var slow = _bench.Issuer.RunOnceAsync(default);
        await ShopWorld.UntilAsync(() => _doitpay.Hanging == 1, "the call hangs");
        await _bench.Test.Store.InTransaction(tx => tx.Execute("UPDATE topups SET due_at = @now", new { now = tx.NowMs })); // as if the lease had ended
        await _bench.RunAsync();
        await _bench.Time.While(slow);
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        Assert.Equal(0, _bench.CountOf("agak lambat"));
    }

    [Fact]
    public async Task A_fault_of_our_own_counts_as_a_try_and_ends_the_wish_in_a_bounded_time()
    {
        await AskAsync();
        _doitpay.Always(QrisPath, _ => throw new InvalidOperationException("a bug"));
        await _bench.RunAsync();
        await _bench.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(5));
        Assert.Equal(TopupState.Cancelled, _bench.Only.State);
        Assert.Equal(1, _bench.CountOf("belum bisa dibuat"));
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    private static string Made(long rupiah, string reference) => $$"""{"responseCode":"2004700","referenceNo":"D-{{reference}}","qrContent":"{{Qr(rupiah)}}"}""";

    private static string Paid(long rupiah) => $$$"""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"{{{rupiah}}}.00","currency":"IDR"}}""";

    private Task AskAsync(string method = "QRIS") => _bench.PressAsync($"topup:50000:{method}");
}
