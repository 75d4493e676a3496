using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Doitpay;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>Virtual accounts where Doitpay's answers are odd, and their settings.</summary>
public sealed class VirtualAccountTests : IDisposable
{
    private const string CreatePath = "/va/v1.0/transfer-va/create-va";
    private const string StatusPath = "/va/v1.0/transfer-va/status";
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;

    public VirtualAccountTests()
    {
        _doitpay.Usually(CreatePath, call => Account(call.Field("virtualAccountNo")));
        _doitpay.Usually(StatusPath, call => Account(call.Field("virtualAccountNo")));
        _bench = new TopupBench(_doitpay, o =>
        {
            o.Methods.Add("QRIS");
            o.Methods.Add("VA_BCA");
            o.VirtualAccounts["BCA"] = new VirtualAccountBank { PartnerServiceId = "70012" };
        });
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    [Fact]
    public async Task The_order_has_the_standard_s_fields_without_a_number_among_them()
    {
        await IssueAsync();
        var call = Assert.Single(_doitpay.CallsTo(CreatePath));
        using var body = System.Text.Json.JsonDocument.Parse(call.Body);
        Assert.All(body.RootElement.EnumerateObject(), f => Assert.NotEqual(System.Text.Json.JsonValueKind.Number, f.Value.ValueKind));
        Assert.Equal("   70012", body.RootElement.GetProperty("partnerServiceId").GetString());
        Assert.Equal(call.Field("virtualAccountNo"), "   70012" + call.Field("customerNo"));
        Assert.Equal((_bench.Only.Reference, "C"), (call.Field("trxId"), call.Field("virtualAccountTrxType")));
        Assert.Contains("\"totalAmount\":{\"value\":\"50000.00\",\"currency\":\"IDR\"}", call.Text, StringComparison.Ordinal);
        Assert.Equal("DOITPAY", call.Header("CHANNEL-ID"));
    }

    [Fact]
    public async Task Every_attempt_sends_the_same_bill()
    {
        _doitpay.NextFails(CreatePath);
        _doitpay.NextFails(CreatePath);
        await IssueAsync(TopupState.Requested);
        await _bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5));
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        Assert.Equal(3, _doitpay.CallsTo(CreatePath).Count);
        Assert.Single(_doitpay.CallsTo(CreatePath).Select(c => c.Text).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"responseCode":"2002700","virtualAccountData":{"virtualAccountNo":"7001211111111"}}""")]
    [InlineData("""{"responseCode":"2002700","virtualAccountData":{}}""")]
    [InlineData("""{"responseCode":"2002700"}""")]
    public async Task An_answer_without_our_number_is_replaced_by_a_new_account(string answer)
    {
        _doitpay.Next(CreatePath, answer);
        await IssueAsync();
        Assert.Equal([TopupState.Cancelled, TopupState.Issued], _bench.Topups.Select(t => t.State));
        Assert.NotEqual(_bench.Topups[0].VirtualAccount, _bench.Topups[1].VirtualAccount, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("\"trxId\":\"TU-OTHER\"")]
    [InlineData("\"totalAmount\":{\"value\":\"60000.00\",\"currency\":\"IDR\"}")]
    [InlineData("\"totalAmount\":{\"value\":\"50000.00\",\"currency\":\"USD\"}")]
    public async Task An_account_for_something_else_is_not_shown(string other)
    {
        var tries = 0;
        _doitpay.Usually(CreatePath, call => Account(call.Field("virtualAccountNo"), ++tries == 1 ? other : null));
        await IssueAsync();
        Assert.Equal([TopupState.Cancelled, TopupState.Issued], _bench.Topups.Select(t => t.State));
    }

    [Fact]
    public async Task A_known_reference_whose_account_is_from_another_time_gets_a_new_number()
    {
        _doitpay.Next(CreatePath, """{"responseCode":"4092701"}""", 409);
        _doitpay.Usually(StatusPath, call => Account(call.Field("virtualAccountNo"), "\"expiredDate\":\"2020-01-01T00:00:00+07:00\""));
        await IssueAsync();
        Assert.Equal([TopupState.Cancelled, TopupState.Issued], _bench.Topups.Select(t => t.State));
    }

    [Theory]
    [InlineData("\"paymentFlagStatus\":\"00\",\"paidAmount\":{\"value\":\"50000.00\",\"currency\":\"IDR\"}", TopupState.Paid, false)]
    [InlineData("\"paymentFlagStatus\":\"00\",\"paidAmount\":{\"value\":\"0.00\",\"currency\":\"IDR\"}", TopupState.Issued, false)]
    [InlineData("\"paymentFlagStatus\":\"00\",\"paidAmount\":{\"value\":\"49000.00\",\"currency\":\"IDR\"}", TopupState.Issued, true)]
    [InlineData("\"paymentFlagStatus\":\"00\"", TopupState.Issued, true)]
    [InlineData("\"paymentFlagStatus\":\"01\",\"paidAmount\":{\"value\":\"50000.00\",\"currency\":\"IDR\"}", TopupState.Issued, false)]
    [InlineData("\"paidAmount\":{\"value\":\"50000.00\",\"currency\":\"IDR\"}", TopupState.Issued, false)]
    public async Task Money_is_the_flag_and_the_very_amount(string said, TopupState state, bool mismatch)
    {
        await IssueAsync();
        _doitpay.Usually(StatusPath, call => Account(call.Field("virtualAccountNo"), said));
        await _bench.HintAsync(_bench.Only.Reference);
        await _bench.RunAsync();
        Assert.Equal((state, mismatch), (_bench.Only.State, _bench.Only.ToldMismatch));
    }

    [Fact]
    public async Task The_invoice_can_change_between_a_code_and_a_number()
    {
        _doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-{{call.Field("partnerReferenceNo")}}","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(QrisStatusPath, _ => """{"responseCode":"2005100","latestTransactionStatus":"01"}""");
        await _bench.PressAsync("topup:50000:QRIS");
        await _bench.RunAsync();
        await _bench.PressLabelAsync("Ganti metode");
        await _bench.PressLabelAsync("VA BCA");
        await _bench.RunAsync();
        Assert.Equal(_bench.Last.Content, _bench.Bottom().Button("Salin nomor VA").Copy);
        Assert.Equal(Stamp.Waiting, _bench.Bottom().Reply.Picture);
        Assert.InRange(MarkedText.Parse(_bench.Bottom().Text).ToPlain(4096).Length, 100, 1024);
    }

    [Fact]
    public async Task The_shop_s_own_words_and_times_count_where_it_has_them()
    {
        var bank = _bench.Options.VirtualAccounts["BCA"];
        bank.HowToPay["id"] = "Lewat <teller>.";
        bank.ExpiryMin = TimeSpan.FromHours(3);
        await IssueAsync();
        Assert.Contains("Lewat &lt;teller&gt;.", _bench.Bottom().Text, StringComparison.Ordinal);
        Assert.Equal(_bench.Time.GetUtcNow() + TimeSpan.FromHours(3), _bench.Only.Expiry, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("Budi 🎉 Sántoso", "Budi S ntoso")]
    [InlineData("🎉", "Pelanggan")]
    [InlineData("", "Pelanggan")]
    public void The_bank_is_told_a_plain_name(string name, string told) => Assert.Equal(told, SnapBodies.BankName(name));

    [Fact]
    public void Wrong_settings_are_named_with_what_to_do()
    {
        var options = new DoitpayOptions { ClientKey = "D", PartnerId = "P", PrivateKeyPath = TestKeys.PathOf("merchant.pkcs1"), PublicKeyPath = TestKeys.PathOf("merchant.public") };
        options.Methods.Add("VA_BNI");
        options.VirtualAccounts["BCA"] = new VirtualAccountBank { PartnerServiceId = "123456789", CustomerNoDigits = 3, ExpiryMin = TimeSpan.FromDays(2), HowToPay = { ["fr"] = "x" } };
        options.VirtualAccounts["B-C"] = new VirtualAccountBank { PartnerServiceId = "1" };
        var problems = new List<string>();
        options.Validate(problems);
        Assert.Contains(problems, p => p.Contains("Doitpay:VirtualAccounts:BNI:PartnerServiceId is missing", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("Doitpay:VirtualAccounts:B-C: name the bank", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("Doitpay:VirtualAccounts:BCA:PartnerServiceId", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("Doitpay:VirtualAccounts:BCA:CustomerNoDigits", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("Doitpay:VirtualAccounts:BCA:ExpiryMin", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("Doitpay:VirtualAccounts:BCA:HowToPay:fr", StringComparison.Ordinal));
        Assert.Equal(6, problems.Count);
    }

    private static string Account(string number, string? more = null) =>
        $$$"""{"responseCode":"2002700","virtualAccountData":{"virtualAccountNo":"{{{number}}}"{{{(more is null ? "" : "," + more)}}}}}""";

    private async Task IssueAsync(TopupState state = TopupState.Issued)
    {
        await _bench.PressAsync("topup:50000:VA_BCA");
        await _bench.RunAsync();
        Assert.Equal(state, _bench.Last.State);
    }
}
