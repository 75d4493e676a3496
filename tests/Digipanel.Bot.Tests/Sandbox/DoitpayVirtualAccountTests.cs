using System.Text.Json;
using Digipanel.Sandbox.Doitpay;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class DoitpayVirtualAccountTests : IAsyncLifetime
{
    private const string Number = "\"partnerServiceId\":\"   70012\",\"customerNo\":\"123456789012\",\"virtualAccountNo\":\"   70012123456789012\"";
    private const string Good = "{" + Number + ",\"virtualAccountName\":\"Budi\",\"trxId\":\"TU-1\",\"totalAmount\":{\"value\":\"50000.00\",\"currency\":\"IDR\"},\"virtualAccountTrxType\":\"C\"}";
    private DoitpayFixture _f = null!;

    public async Task InitializeAsync() => _f = await DoitpayFixture.StartAsync();

    public async Task DisposeAsync() => await _f.DisposeAsync();

    [Theory]
    [InlineData("   70012", "70012", "4002701")] // not padded to eight, and then not the account's beginning
    [InlineData("123456789012\"", "12345678901a\"", "4002701")]
    [InlineData("\"virtualAccountNo\":\"   70012123456789012\"", "\"virtualAccountNo\":\"   70012123456789013\"", "4002701")]
    [InlineData("50000.00", "50000", "4002701")]
    [InlineData("50000.00", "50000.50", "4002701")]
    [InlineData("\"C\"", "\"O\"", "4002701")]
    [InlineData("\"trxId\":\"TU-1\",", "", "4002702")]
    [InlineData("\"virtualAccountName\":\"Budi\",", "", "4002702")]
    [InlineData("\"C\"}", "\"C\",\"colour\":\"blue\"}", "4002701")]
    [InlineData("\"C\"}", "\"C\",\"expiredDate\":\"2020-01-01T00:00:00+07:00\"}", "4002701")]
    [InlineData("\"50000.00\"", "50000", "4012700")] // a number in the body never matches its signature
    public async Task An_order_is_checked_field_by_field(string part, string other, string code) =>
        Assert.Equal(code, DoitpayFixture.Code((await CallAsync("create-va", Good.Replace(part, other, StringComparison.Ordinal))).Body));

    [Fact]
    public async Task An_account_is_made_once_paid_and_told_of()
    {
        var made = (await CallAsync("create-va", Good)).Body;
        Assert.Equal("2002700", DoitpayFixture.Code(made));
        Assert.Equal("   70012123456789012", made.GetProperty("virtualAccountData").GetProperty("virtualAccountNo").GetString());
        Assert.Equal("4092701", DoitpayFixture.Code((await CallAsync("create-va", Good)).Body));
        Assert.Equal("4042718", DoitpayFixture.Code((await CallAsync("create-va", Good.Replace("TU-1", "TU-2", StringComparison.Ordinal))).Body));
        Assert.Equal("01", await FlagAsync());
        Assert.True(_f.Server.Pay("TU-1"));
        await _f.Server.SettleAsync();
        Assert.Equal("00", await FlagAsync());
        Assert.Equal("/v1.0/transfer-va/payment", Assert.Single(_f.Shop.Received).Path);
    }

    [Fact]
    public async Task A_deleted_account_can_only_be_paid_by_a_bank_that_is_late()
    {
        await CallAsync("create-va", Good);
        Assert.Equal("4043101", DoitpayFixture.Code((await DeleteAsync("TU-OTHER")).Body));
        Assert.Equal("2003100", DoitpayFixture.Code((await DeleteAsync("TU-1")).Body));
        Assert.False(_f.Server.Pay("TU-1"));
        Assert.True(_f.Server.Pay("TU-1", evenIfExpired: true));
        Assert.Equal("4043100", DoitpayFixture.Code((await DeleteAsync("TU-1")).Body));
    }

    [Fact]
    public async Task The_payer_s_page_pays_exactly_another_amount_or_late()
    {
        await CallAsync("create-va", Good);
        var payment = _f.Server.FindByAccount("70012123456789012")!;
        var page = await _f.Http.GetStringAsync(payment.CheckoutUrl);
        Assert.Contains("70012123456789012", page, StringComparison.Ordinal);
        Assert.Contains("pay-other", page, StringComparison.Ordinal);
        await _f.PassAsync(TimeSpan.FromHours(25));
        Assert.Contains("pay-late", await _f.Http.GetStringAsync(payment.CheckoutUrl), StringComparison.Ordinal);
        using var answer = await _f.Http.PostAsync(payment.CheckoutUrl + "/pay-late", null);
        Assert.Equal(50_000, _f.Server.Find("TU-1")!.PaidAmount);
    }

    [Fact]
    public async Task Another_amount_comes_by_the_page_s_button_or_by_the_switch()
    {
        await CallAsync("create-va", Good);
        using var answer = await _f.Http.PostAsync(_f.Server.Find("TU-1")!.CheckoutUrl + "/pay-other", null);
        Assert.Equal(51_000, _f.Server.Find("TU-1")!.PaidAmount);
        await _f.MakeQrAsync("TU-9");
        _f.Server.Options.OtherAmount.Next();
        Assert.True(_f.Server.Pay("TU-9"));
        Assert.Equal(51_000, _f.Server.Find("TU-9")!.PaidAmount);
    }

    private async Task<string> FlagAsync() =>
        (await CallAsync("status", "{" + Number + ",\"inquiryRequestId\":\"1\"}")).Body.GetProperty("virtualAccountData").GetProperty("paymentFlagStatus").GetString()!;

    private async Task<(int Status, JsonElement Body)> CallAsync(string call, string body) => await _f.CallAsync("/va/v1.0/transfer-va/" + call, body, await _f.TokenAsync());

    private async Task<(int Status, JsonElement Body)> DeleteAsync(string trxId) =>
        await _f.CallAsync(HttpMethod.Delete, "/va/v1.0/transfer-va/delete-va", "{" + Number + ",\"trxId\":\"" + trxId + "\"}", await _f.TokenAsync());
}
