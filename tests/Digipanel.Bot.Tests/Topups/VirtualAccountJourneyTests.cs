using System.Text;
using Dapper;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>Top-ups by virtual account over real HTTP, both ways.</summary>
public sealed class VirtualAccountJourneyTests : IAsyncLifetime, IDisposable
{
    private const string Notify = "/v1.0/transfer-va/payment";
    private readonly TempFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly HttpClient _http = new();
    private DoitpayServer _doitpay = null!;
    private TopupHost _bot = null!;
    private int _posts;

    public async Task InitializeAsync()
    {
        _doitpay = await DoitpayServer.StartAsync(new DoitpayServerOptions { Notifications = { AttemptsMax = 1 } }, _time);
        await StartAsync(confirm: true);
    }

    public async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _doitpay.DisposeAsync();
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(NotificationForm.ServiceRsa)]
    [InlineData(NotificationForm.KeyAndTimeRsa)]
    public async Task A_paid_account_is_credited_when_the_notification_comes(NotificationForm form)
    {
        (_doitpay.Options.Notifications.Form, _doitpay.Options.Notifications.UnknownFields, _doitpay.Options.UnknownFields) = (form, true, true);
        await IssueAsync();
        await PayAsync();
        Assert.Equal(200, Assert.Single(_doitpay.Deliveries).Status);
        AssertCreditedOnce();
    }

    [Fact]
    public async Task The_invoice_has_the_number_to_copy_and_tells_how_to_pay_it_at_the_bank()
    {
        await IssueAsync();
        var bill = _bot.Messages[^1];
        var number = Payment.VirtualAccountNo!.Trim();
        Assert.Equal("   70012", Payment.VirtualAccountNo[..8]);
        Assert.Equal(17, number.Length);
        Assert.Equal(number, Assert.Single(bill.Buttons.SelectMany(r => r), b => b.Copy is not null).Copy);
        Assert.Contains($"<code>{number}</code>", bill.Text.Markup, StringComparison.Ordinal);
        Assert.Contains("BCA Virtual Account", bill.Text.Markup, StringComparison.Ordinal);
        Assert.Null(bill.QrContent);
        Assert.Equal(_bot.Only.Expiry, Payment.ExpiresAt, TimeSpan.FromSeconds(1));
        var page = await _http.GetStringAsync($"{_bot.BaseUrl}/pay/{_bot.Only.Page}");
        Assert.Contains($"data-copy=\"{number}\"", page, StringComparison.Ordinal);
        Assert.Contains("BCA Virtual Account", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fee_on_top_is_in_the_bill_the_invoice_and_the_page()
    {
        await RestartAsync(confirm: true, fee: "4000");
        await IssueAsync();
        Assert.Equal(54_000, Payment.Amount);
        Assert.Contains("Bayar tepat: <b>Rp 54.000</b>", _bot.Messages[^1].Text.Markup, StringComparison.Ordinal);
        var page = await _http.GetStringAsync($"{_bot.BaseUrl}/pay/{_bot.Only.Page}");
        Assert.Contains("<b>Rp 54.000</b></p>", page, StringComparison.Ordinal);
        await PayAsync();
        AssertCreditedOnce();
    }

    [Fact]
    public async Task Without_a_notification_asking_finds_the_money()
    {
        _doitpay.Options.Notifications.Lost.Always = true;
        await IssueAsync();
        await PayAsync();
        Assert.Equal(0, _bot.Balance);
        _time.Advance(TimeSpan.FromMinutes(1));
        await _bot.RunAsync();
        AssertCreditedOnce();
    }

    [Fact]
    public async Task Another_amount_than_asked_for_is_nobody_s_credit()
    {
        await IssueAsync();
        await PayAsync(amount: 51_000);
        Assert.Equal(0, _bot.Balance);
        Assert.True(_bot.Only.ToldMismatch);
    }

    [Fact]
    public async Task Money_that_comes_after_the_end_is_credited()
    {
        await IssueAsync();
        _time.Advance(TimeSpan.FromHours(2));
        await _bot.RunAsync();
        Assert.Equal(TopupState.Expired, _bot.Only.State);
        Assert.True(_doitpay.Pay(_bot.Only.Reference, evenIfExpired: true));
        await _doitpay.SettleAsync();
        await _bot.RunAsync();
        Assert.Equal(50_000, _bot.Balance);
    }

    [Fact]
    public async Task A_lost_answer_costs_no_second_account()
    {
        _doitpay.Faults.Next(1, Fault.ResetsAfterActing, DoitpayOperations.AccountCreate);
        await IssueAsync();
        Assert.Equal(TopupState.Requested, _bot.Only.State);
        _time.Advance(TimeSpan.FromSeconds(10));
        await _bot.RunAsync();
        Assert.Equal(TopupState.Issued, _bot.Only.State);
        Assert.Equal(Payment.VirtualAccountNo!.Trim(), _bot.Only.Content);
        Assert.Equal(_bot.Only.Expiry, Payment.ExpiresAt, TimeSpan.FromSeconds(1));
        await PayAsync();
        Assert.Equal(50_000, _bot.Balance);
    }

    [Fact]
    public async Task A_number_that_is_not_ours_is_never_shown()
    {
        _doitpay.Options.WrongVirtualAccount.Next();
        await IssueAsync();
        Assert.Equal([TopupState.Cancelled, TopupState.Issued], _bot.Topups.Select(t => t.State));
        Assert.Equal(2, _doitpay.Payments.Select(p => p.VirtualAccountNo).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(_doitpay.Payments[1].VirtualAccountNo!.Trim(), _bot.Topups[1].Content);
        Assert.DoesNotContain(_bot.Messages, m => m.Text.Markup.Contains(_doitpay.Payments[0].VirtualAccountNo!.Trim()[..^1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_top_up_has_a_number_of_its_own_and_the_row_keeps_it()
    {
        for (var i = 1; i <= 3; i++)
        {
            await _bot.PressAsync($"topup:{i * 20_000}:VA_BCA");
        }

        await _bot.RunAsync();
        Assert.Equal(3, _bot.Topups.Select(t => t.VirtualAccount).Distinct(StringComparer.Ordinal).Count());
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => _bot.Service<Store>().InTransaction(tx =>
            tx.Execute("UPDATE topups SET virtual_account = '   7001299999999'")));
    }

    [Fact]
    public async Task With_confirmation_off_a_proven_body_is_credited_without_asking()
    {
        await RestartAsync(confirm: false);
        await IssueAsync();
        var before = _doitpay.Calls.Of(DoitpayOperations.AccountStatus);
        Assert.True(_doitpay.Pay(_bot.Only.Reference));
        await _doitpay.SettleAsync();
        Assert.Equal(50_000, _bot.Balance);
        Assert.Equal(before, _doitpay.Calls.Of(DoitpayOperations.AccountStatus));
    }

    [Fact]
    public async Task The_answer_repeats_the_account_and_a_refusal_carries_the_service_s_code()
    {
        await IssueAsync();
        var number = Payment.VirtualAccountNo!;
        var notice = $$$"""{"partnerServiceId":"{{{number[..8]}}}","customerNo":"{{{number[8..]}}}","virtualAccountNo":"{{{number}}}","trxId":"{{{Payment.PartnerReference}}}","paymentRequestId":"P-1","paidAmount":{"value":"50000.00","currency":"IDR"},"trxDateTime":"2026-11-22T09:00:00+07:00"}""";
        Assert.Equal(
            $$$"""{"responseCode":"2002500","responseMessage":"Successful","virtualAccountData":{"partnerServiceId":"{{{number[..8]}}}","customerNo":"{{{number[8..]}}}","virtualAccountNo":"{{{number}}}","trxId":"{{{Payment.PartnerReference}}}","paymentRequestId":"P-1","paidAmount":{"value":"50000.00","currency":"IDR"},"paymentFlagStatus":"00","trxDateTime":"2026-11-22T09:00:00+07:00"}}""",
            (await PostAsync(notice)).Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Contains("2002500", await PostAsync($$"""{"virtualAccountNo":"{{number}}"}"""), StringComparison.Ordinal);
        Assert.Contains("2002500", await PostAsync(notice.Replace(Payment.PartnerReference, "TU-NOBODY", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("4042501", await PostAsync("""{"virtualAccountNo":"999"}"""), StringComparison.Ordinal);
        Assert.Contains("4042501", await PostAsync("""{"virtualAccountNo":"999","trxId":"TU-NOBODY"}"""), StringComparison.Ordinal);
        Assert.Contains("4002501", await PostAsync("""{"virtualAccountNo":"\u0000x"}"""), StringComparison.Ordinal);
        Assert.Contains("4002501", await PostAsync("""{"virtualAccountNo":"999","trxId":"\u0000x"}"""), StringComparison.Ordinal);
        Assert.Contains("4002502", await PostAsync("{}"), StringComparison.Ordinal);
        Assert.Contains("4002501", await PostAsync("""{"virtualAccountNo":12345}"""), StringComparison.Ordinal);
        Assert.Contains("4002501", await PostAsync($$"""{"virtualAccountNo":"{{new string('1', 300)}}"}"""), StringComparison.Ordinal);
        Assert.Contains("4002501", await PostAsync("""{"virtualAccountNo":"1","paidAmount":"50000"}"""), StringComparison.Ordinal);
        Assert.Contains("4012500", await PostAsync(notice, sign: false), StringComparison.Ordinal);
        Assert.Equal(0, _bot.Balance);
    }

    [Fact]
    public async Task An_account_of_ours_under_a_trxId_that_is_not_is_asked_about_and_never_credited_by_itself()
    {
        _doitpay.Options.Notifications.Lost.Always = true;
        await RestartAsync(confirm: false);
        await IssueAsync();
        Assert.True(_doitpay.Pay(_bot.Only.Reference));
        await _doitpay.SettleAsync();
        var notice = $$$"""{"virtualAccountNo":"{{{Payment.VirtualAccountNo}}}","trxId":"BANK-1","paidAmount":{"value":"50000.00","currency":"IDR"}}""";
        Assert.Contains("2002500", await PostAsync(notice), StringComparison.Ordinal);
        Assert.Equal((0L, 1, false), (_bot.Balance, _bot.Only.Hints, _bot.Only.ToldMismatch));
        await _bot.RunAsync();
        AssertCreditedOnce();
    }

    [Fact]
    public async Task A_notification_about_another_account_than_the_top_up_s_credits_nothing()
    {
        await RestartAsync(confirm: false);
        await IssueAsync();
        var notice = $$$"""{"virtualAccountNo":"7001212345","trxId":"{{{Payment.PartnerReference}}}","paidAmount":{"value":"50000.00","currency":"IDR"}}""";
        Assert.Contains("2002500", await PostAsync(notice), StringComparison.Ordinal);
        Assert.Equal(0, _bot.Balance);
        Assert.True(_bot.Only.ToldMismatch);
    }

    private DoitpayPayment Payment => Assert.Single(_doitpay.Payments);

    private void AssertCreditedOnce()
    {
        Assert.Equal(50_000, _bot.Balance);
        Assert.Equal(TopupState.Paid, _bot.Only.State);
        Assert.Single(_bot.Messages, m => m.Text.Markup.Contains("Topup berhasil", StringComparison.Ordinal));
    }

    private async Task IssueAsync()
    {
        await _bot.PressAsync("topup:50000:VA_BCA");
        await _bot.RunAsync();
    }

    private async Task PayAsync(long? amount = null)
    {
        Assert.True(_doitpay.Pay(_bot.Only.Reference, amount: amount));
        await _doitpay.SettleAsync();
        await _bot.RunAsync();
    }

    private async Task<string> PostAsync(string body, bool sign = true)
    {
        var timestamp = SnapTimestamp.Format(_time.GetUtcNow());
        using var key = System.Security.Cryptography.RSA.Create();
        key.ImportFromPem(_doitpay.Keys.DoitpayPrivatePem);
        using var request = new HttpRequestMessage(HttpMethod.Post, _bot.BaseUrl + Notify) { Content = new StringContent(body) };
        request.Headers.Add("X-TIMESTAMP", timestamp);
        request.Headers.Add("X-EXTERNAL-ID", $"{++_posts}");
        request.Headers.Add("X-SIGNATURE", sign ? SnapSigner.SignAsymmetric(key, SnapSigner.ServiceStringToSign("POST", Notify, Encoding.UTF8.GetBytes(body), timestamp)) : "AAAA");
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task RestartAsync(bool confirm, string fee = "0")
    {
        await _bot.DisposeAsync();
        await StartAsync(confirm, fee);
    }

    private async Task StartAsync(bool confirm, string fee = "0")
    {
        _bot = await TopupHost.StartAsync(_folder, null, _time, new(StringComparer.Ordinal)
        {
            ["Doitpay:BaseUrl"] = _doitpay.BaseUrl,
            ["Doitpay:ClientKey"] = _doitpay.Options.ClientKey,
            ["Doitpay:PartnerId"] = _doitpay.Options.PartnerId,
            ["Doitpay:PrivateKeyPem"] = _doitpay.Keys.MerchantPrivatePkcs1Pem,
            ["Doitpay:PublicKeyPem"] = _doitpay.Keys.DoitpayPublicPem,
            ["Doitpay:Methods:0"] = "QRIS",
            ["Doitpay:Methods:1"] = "VA_BCA",
            ["Doitpay:VirtualAccounts:BCA:PartnerServiceId"] = "70012",
            ["Doitpay:Fees:VA_BCA:Flat"] = fee,
            ["Doitpay:Fees:VA_BCA:PaidBy"] = "Customer",
            ["Doitpay:ConfirmNotifications"] = confirm ? "true" : "false",
        });
        _doitpay.Options.NotifyBaseUrl = _bot.BaseUrl;
    }
}
