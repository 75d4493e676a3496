using System.Text.Json;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class DoitpayPaymentTests
{
    private static Dictionary<string, string> Tags(string content)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < content.Length;)
        {
            var length = int.Parse(content.AsSpan(i + 2, 2));
            tags.Add(content.Substring(i, 2), content.Substring(i + 4, length));
            i += 4 + length;
        }

        return tags;
    }

    [Fact]
    public async Task A_qr_names_shop_and_amount_and_its_checksum_is_right()
    {
        Assert.Equal(0x29B1, QrisContent.Checksum("123456789"));
        await using var f = await DoitpayFixture.StartAsync();
        var qr = await f.MakeQrAsync(amount: 49_500);
        Assert.Equal("2004700", DoitpayFixture.Code(qr));
        var content = DoitpayFixture.Code(qr, "qrContent");
        var tags = Tags(content);
        Assert.Equal(("49500", "360", "TOKO DIGIPANEL", "ID"), (tags["54"], tags["53"], tags["59"], tags["58"]));
        Assert.Equal(QrisContent.Checksum(content[..^4]), Convert.ToInt32(tags["63"], 16));
        Assert.Equal([0x89, 0x50, 0x4e, 0x47], Convert.FromBase64String(DoitpayFixture.Code(qr, "qrImage"))[..4]);
        Assert.Equal("TU-1", f.Server.FindByQr(content)!.PartnerReference);

        f.Server.Options.WrongQrChecksum.Next();
        var spoilt = DoitpayFixture.Code(await f.MakeQrAsync("TU-2"), "qrContent");
        Assert.NotEqual(QrisContent.Checksum(spoilt[..^4]), Convert.ToInt32(spoilt[^4..], 16));
        f.Server.Options.WrongQrAmount.Next();
        f.Server.Options.QrAmountWithCents = true;
        Assert.Equal("50001.00", Tags(DoitpayFixture.Code(await f.MakeQrAsync("TU-3"), "qrContent"))["54"]);
    }

    [Theory]
    [InlineData(10_000_001, null, "4034702")]
    [InlineData(10_000_000, null, "2004700")]
    [InlineData(50_000, "2026-11-22T14:29:58+07:00", "4004701")]
    [InlineData(50_000, "2026-11-22T14:30:00+07:00", "2004700")]
    [InlineData(50_000, "soon", "4004701")]
    [InlineData(0, null, "4004701")]
    public async Task A_qr_has_a_highest_amount_and_a_shortest_life(long amount, string? validity, string code)
    {
        await using var f = await DoitpayFixture.StartAsync();
        Assert.Equal(code, DoitpayFixture.Code(await f.MakeQrAsync(amount: amount, more: validity is null ? null : $",\"validityPeriod\":\"{validity}\"")));
    }

    [Fact]
    public async Task A_link_leads_to_the_checkout_page_and_is_paid_there()
    {
        await using var f = await DoitpayFixture.StartAsync();
        var link = await f.MakeLinkAsync(more: ""","urlParam":[{"url":"https://shop.example/done?a=1&b=2","type":"PAY_RETURN","isDeeplink":"N"}],"validUpTo":"2026-11-22T15:00:00+07:00","additionalInfo":{"channel":"OVO"}""");
        Assert.Equal("2005400", DoitpayFixture.Code(link));
        Assert.Equal(("OVO", "2026-11-22T15:00:00+07:00"), (DoitpayFixture.Code(link.GetProperty("additionalInfo"), "channelCode"), DoitpayFixture.Code(link.GetProperty("additionalInfo"), "expiredTime")));
        Assert.Equal("01", await f.StatusAsync(link: true));

        var url = DoitpayFixture.Code(link, "webRedirectUrl");
        var page = await f.Http.GetStringAsync(url);
        Assert.Contains("Rp 50.000", page, StringComparison.Ordinal);
        Assert.Contains("TOKO DIGIPANEL", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Replace(f.Server.BaseUrl, "", StringComparison.Ordinal), StringComparison.Ordinal);
        using (var paid = await f.Http.PostAsync(url + "/pay", null))
        {
            Assert.Equal(303, (int)paid.StatusCode);
        }

        page = await f.Http.GetStringAsync(url);
        Assert.Contains("Pembayaran berhasil", page, StringComparison.Ordinal);
        Assert.Contains("https://shop.example/done?a=1&amp;b=2", page, StringComparison.Ordinal);
        Assert.Equal("00", await f.StatusAsync(link: true));
        await f.Server.SettleAsync();
        Assert.Equal("/v1.0/debit/notify", Assert.Single(f.Shop.Received).Path);
    }

    [Fact]
    public async Task A_cancelled_link_can_no_longer_be_paid_and_a_paid_one_not_cancelled()
    {
        await using var f = await DoitpayFixture.StartAsync();
        await f.MakeLinkAsync();
        var token = await f.TokenAsync();
        Assert.Equal("2005700", DoitpayFixture.Code((await f.CallAsync("/api/v1.0/debit/cancel", """{"originalPartnerReferenceNo":"TU-1","reason":"x"}""", token)).Body));
        Assert.Equal("05", await f.StatusAsync(link: true));
        Assert.False(f.Server.Pay("TU-1"));
        await f.MakeLinkAsync("TU-2");
        Assert.True(f.Server.Pay("TU-2"));
        Assert.Equal("4045700", DoitpayFixture.Code((await f.CallAsync("/api/v1.0/debit/cancel", """{"originalPartnerReferenceNo":"TU-2","reason":"x"}""", token)).Body));
        Assert.Equal("4045701", DoitpayFixture.Code((await f.CallAsync("/api/v1.0/debit/cancel", """{"originalPartnerReferenceNo":"TU-3","reason":"x"}""", token)).Body));
    }

    [Fact]
    public async Task A_payment_expires_and_may_still_be_paid_late()
    {
        await using var f = await DoitpayFixture.StartAsync();
        await f.MakeQrAsync();
        f.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("01", await f.StatusAsync());
        f.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("06", await f.StatusAsync());
        Assert.Contains("kedaluwarsa", await f.Http.GetStringAsync(f.Server.Find("TU-1")!.CheckoutUrl), StringComparison.Ordinal);
        Assert.False(f.Server.Pay("TU-1"));
        Assert.True(f.Server.Pay("TU-1", evenIfExpired: true, amount: 49_999));
        Assert.False(f.Server.Pay("TU-1", evenIfExpired: true));
        var (_, body) = await f.CallAsync("/qris/v1.0/qr/qr-mpm-query", """{"originalPartnerReferenceNo":"TU-1","serviceCode":"47"}""", await f.TokenAsync());
        Assert.Equal(("00", "49999.00"), (DoitpayFixture.Code(body, "latestTransactionStatus"), DoitpayFixture.Code(body.GetProperty("amount"), "value")));
        Assert.Equal("2026-11-22T14:30:01+07:00", DoitpayFixture.Code(body, "paidTime"));
    }

    [Fact]
    public async Task Statuses_can_be_the_laravel_shops_or_any_that_a_test_wants()
    {
        await using var f = await DoitpayFixture.StartAsync();
        f.Server.Options.UseLaravelStatuses();
        await f.MakeQrAsync();
        Assert.Equal("03", await f.StatusAsync());
        Assert.True(f.Server.SetStatus("TU-1", "02"));
        Assert.Equal("02", await f.StatusAsync());
        f.Server.SetStatus("TU-1", null);
        f.Server.Cancel("TU-1");
        Assert.Equal("02", await f.StatusAsync());
        Assert.Equal("4045101", DoitpayFixture.Code((await f.CallAsync("/qris/v1.0/qr/qr-mpm-query", """{"originalPartnerReferenceNo":"NO","serviceCode":"47"}""", await f.TokenAsync())).Body));
        f.Server.Options.UnknownIsStatus07 = true;
        Assert.Equal("07", await f.StatusAsync("NO"));
        Assert.Equal("07", await f.StatusAsync("NO", link: true));
    }

    [Fact]
    public async Task A_create_call_that_was_lost_is_known_when_it_is_repeated()
    {
        await using var f = await DoitpayFixture.StartAsync();
        f.Server.Faults.Next(1, Fault.ResetsAfterActing, DoitpayOperations.QrisCreate);
        await Assert.ThrowsAsync<HttpRequestException>(() => f.MakeQrAsync());
        Assert.Equal("4094701", DoitpayFixture.Code(await f.MakeQrAsync()));
        Assert.Equal("01", await f.StatusAsync());
        f.Server.Faults.Next(1, Fault.Answers(500), DoitpayOperations.QrisStatus);
        var (status, body) = await f.CallAsync("/qris/v1.0/qr/qr-mpm-query", "{}", await f.TokenAsync());
        Assert.Equal((500, "5005100"), (status, DoitpayFixture.Code(body)));
    }

    [Theory]
    [InlineData("""{"partnerReferenceNo":"A"}""")]
    [InlineData("""{"amount":{"value":"10000.00","currency":"IDR"}}""")]
    [InlineData("""{"partnerReferenceNo":"A","amount":{"value":"10000","currency":"IDR"}}""")]
    [InlineData("""{"partnerReferenceNo":"A","amount":{"value":"10000.50","currency":"IDR"}}""")]
    [InlineData("""{"partnerReferenceNo":"A","amount":{"value":"10000.00","currency":"USD"}}""")]
    [InlineData("""{"partnerReferenceNo":["A"],"amount":"10000.00"}""")]
    [InlineData("""{"partnerReferenceNo":"A","amount":{"value":"10000.00","currency":"IDR"},"urlParam":[{"url":"nowhere"}]}""")]
    [InlineData("""{"partnerReferenceNo":"A","amount":{"value":"10000.00","currency":"IDR"},"validUpTo":"2026-11-22T13:59:59+07:00"}""")]
    [InlineData("""{"partnerReferenceNo":"A","amount":{"value":"10000.00","currency":"IDR"},"additionalInfo":{"channel":"GOPAY"}}""")]
    public async Task A_field_that_is_missing_or_malformed_is_400(string body)
    {
        await using var f = await DoitpayFixture.StartAsync();
        var (status, answer) = await f.CallAsync("/api/v1.0/debit/payment-host-to-host", body, await f.TokenAsync());
        Assert.Equal(400, status);
        Assert.StartsWith("40054", DoitpayFixture.Code(answer), StringComparison.Ordinal);
        Assert.Empty(f.Server.Payments);
    }

    [Fact]
    public async Task The_page_of_an_unknown_reference_says_so()
    {
        await using var f = await DoitpayFixture.StartAsync();
        using var response = await f.Http.GetAsync(f.Server.BaseUrl + "/checkout/%3Cscript%3E");
        Assert.Equal(404, (int)response.StatusCode);
        Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, (await f.MakeQrAsync()).GetProperty("qrUrl").ValueKind);
    }
}
