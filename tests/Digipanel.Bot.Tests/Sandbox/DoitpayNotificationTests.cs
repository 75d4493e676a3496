using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digipanel.Sandbox.Doitpay;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class DoitpayNotificationTests
{
    private const string QrPath = "/v1.0/qr/qr-mpm-notify";

    private static bool RsaVerifies(DoitpayFixture f, Received n, string text)
    {
        using var key = RSA.Create();
        key.ImportFromPem(f.Server.Keys.DoitpayPublicPem);
        return key.VerifyData(Encoding.UTF8.GetBytes(text), Convert.FromBase64String(n.Headers["X-SIGNATURE"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string Hmac(string key, string text) => Convert.ToBase64String(HMACSHA512.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));

    private static string Hash(Received n) => Convert.ToHexStringLower(SHA256.HashData(n.Body));

    [Fact]
    public async Task A_paid_qr_is_told_with_reference_status_and_amount()
    {
        await using var f = await DoitpayFixture.StartAsync();
        var qr = await f.MakeQrAsync();
        Assert.True(f.Server.Pay("TU-1"));
        await f.Server.SettleAsync();
        var n = Assert.Single(f.Shop.Received);
        Assert.Equal(QrPath, n.Path);
        using var json = JsonDocument.Parse(n.Body);
        Assert.Equal(("TU-1", DoitpayFixture.Code(qr, "referenceNo"), "00"), (DoitpayFixture.Code(json.RootElement, "originalPartnerReferenceNo"),
            DoitpayFixture.Code(json.RootElement, "originalReferenceNo"), DoitpayFixture.Code(json.RootElement, "latestTransactionStatus")));
        Assert.Equal("50000.00", DoitpayFixture.Code(json.RootElement.GetProperty("amount"), "value"));
        Assert.True(RsaVerifies(f, n, $"POST:{QrPath}:{Hash(n)}:{n.Headers["X-TIMESTAMP"]}"));
        Assert.Equal(f.Timestamp, n.Headers["X-TIMESTAMP"]);
        Assert.Equal(f.Server.Options.PartnerId, n.Headers["X-PARTNER-ID"]);
    }

    [Theory]
    [InlineData(NotificationForm.KeyAndTimeRsa, "|")]
    [InlineData(NotificationForm.KeyAndTimeRsaColon, ":")]
    public async Task Form_2_signs_key_and_time(NotificationForm form, string separator)
    {
        await using var f = await DoitpayFixture.StartAsync();
        f.Server.Options.Notifications.Form = form;
        await f.MakeQrAsync();
        f.Server.Pay("TU-1");
        await f.Server.SettleAsync();
        var n = Assert.Single(f.Shop.Received);
        Assert.True(RsaVerifies(f, n, f.Server.Options.ClientKey + separator + n.Headers["X-TIMESTAMP"]));
    }

    [Fact]
    public async Task Form_3_asks_the_shop_for_a_token_first()
    {
        await using var f = await DoitpayFixture.StartAsync();
        f.Server.Options.Notifications.Form = NotificationForm.BearerHmac;
        f.Shop.Answers = r => (200, r.Path.Contains("token", StringComparison.Ordinal) ? """{"responseCode":"2007300","accessToken":"from-the-shop","expiresIn":"900"}""" : "{}");
        await f.MakeQrAsync();
        f.Server.Pay("TU-1");
        await f.Server.SettleAsync();
        var (ask, n) = (f.Shop.Received[0], f.Shop.Received[1]);
        Assert.Equal("/v1.0/access-token/b2b", ask.Path);
        Assert.True(RsaVerifies(f, ask, $"{f.Server.Options.ClientKey}|{ask.Headers["X-TIMESTAMP"]}"));
        Assert.Equal("Bearer from-the-shop", n.Headers["Authorization"]);
        Assert.Equal(Hmac(f.Server.Options.ClientKey, $"POST:{QrPath}:from-the-shop:{Hash(n)}:{n.Headers["X-TIMESTAMP"]}"), n.Headers["X-SIGNATURE"]);

        f.Shop.Answers = _ => (401, "not json");
        Assert.Null(await f.Server.SendNotificationAsync("TU-1"));
    }

    [Fact]
    public async Task Form_4_signs_with_the_partner_id_that_stands_beside_it()
    {
        await using var f = await DoitpayFixture.StartAsync();
        f.Server.Options.Notifications.Form = NotificationForm.PartnerHmac;
        await f.MakeQrAsync();
        f.Server.Pay("TU-1");
        await f.Server.SettleAsync();
        var n = Assert.Single(f.Shop.Received);
        var partner = n.Headers["X-PARTNER-ID"];
        Assert.Equal(Hmac(partner, $"POST:{QrPath}:{partner}:{Hash(n)}:{n.Headers["X-TIMESTAMP"]}"), n.Headers["X-SIGNATURE"]);
        Assert.False(n.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Notifications_get_lost_delayed_duplicated_and_repeated_until_200()
    {
        await using var f = await DoitpayFixture.StartAsync();
        var switches = f.Server.Options.Notifications;
        switches.Lost.Next();
        await f.MakeQrAsync("TU-1");
        f.Server.Pay("TU-1");
        await f.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(f.Shop.Received);

        (switches.Delay, switches.Duplicates) = (TimeSpan.FromSeconds(10), 1);
        await f.MakeQrAsync("TU-2");
        f.Server.Pay("TU-2");
        await f.Server.SettleAsync();
        Assert.Empty(f.Shop.Received);
        await f.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, f.Shop.Received.Count);

        (switches.Delay, switches.Duplicates) = (TimeSpan.Zero, 0);
        f.Shop.Answers = _ => (f.Shop.Received.Count < 5 ? 500 : 200, "{}");
        await f.MakeQrAsync("TU-3");
        f.Server.Pay("TU-3");
        await f.Server.SettleAsync();
        await f.PassAsync(TimeSpan.FromSeconds(3));
        await f.PassAsync(TimeSpan.FromSeconds(6));
        await f.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal([500, 500, 200], f.Server.Deliveries.Where(d => d.About == "TU-3").Select(d => d.Status ?? 0));
        Assert.Equal(3, f.Shop.Received.TakeLast(3).Select(r => r.Headers["X-EXTERNAL-ID"]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task One_notification_can_keep_its_id_over_attempts_and_duplicates()
    {
        await using var f = await DoitpayFixture.StartAsync();
        (f.Server.Options.Notifications.KeepExternalId, f.Server.Options.Notifications.Duplicates) = (true, 1);
        f.Shop.Answers = _ => (f.Shop.Received.Count < 2 ? 500 : 200, "{}");
        await f.MakeQrAsync();
        f.Server.Pay("TU-1");
        await f.Server.SettleAsync();
        await f.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(3, f.Shop.Received.Count);
        Assert.Single(f.Shop.Received.Select(r => r.Headers["X-EXTERNAL-ID"]).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, f.Shop.Received.Select(r => r.Headers["X-TIMESTAMP"]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_refund_is_told_with_status_04_and_shows_in_the_status_call()
    {
        await using var f = await DoitpayFixture.StartAsync();
        await f.MakeQrAsync();
        Assert.False(f.Server.Refund("TU-1"));
        f.Server.Pay("TU-1");
        await f.Server.SettleAsync();
        Assert.True(f.Server.Refund("TU-1"));
        Assert.False(f.Server.Refund("TU-1"));
        await f.Server.SettleAsync();
        using var json = JsonDocument.Parse(f.Shop.Received[1].Body);
        Assert.Equal(("04", "Refunded"), (DoitpayFixture.Code(json.RootElement, "latestTransactionStatus"), DoitpayFixture.Code(json.RootElement, "transactionStatusDesc")));
        Assert.Equal("04", await f.StatusAsync());
        Assert.False(f.Server.Pay("TU-1", evenIfExpired: true));
    }

    [Fact]
    public async Task Status_calls_fail_while_they_are_down_and_the_clock_shows_what_it_is_set_to()
    {
        await using var f = await DoitpayFixture.StartAsync();
        await f.MakeQrAsync();
        f.Server.Options.StatusDown.Next();
        var (status, body) = await f.CallAsync("/qris/v1.0/qr/qr-mpm-query", """{"originalPartnerReferenceNo":"TU-1","serviceCode":"47"}""", await f.TokenAsync());
        Assert.Equal((504, "5045100"), (status, DoitpayFixture.Code(body)));
        Assert.Equal("01", await f.StatusAsync());

        f.Server.Options.ClockAhead = TimeSpan.FromMinutes(10);
        using var response = await f.Http.GetAsync(new Uri(f.Server.BaseUrl + "/checkout/TU-1"));
        Assert.Equal(f.Time.GetUtcNow() + TimeSpan.FromMinutes(10), response.Headers.Date);
        Assert.Equal("4007302", DoitpayFixture.Code((await f.AskTokenAsync()).Body));
    }

    [Fact]
    public async Task Forged_and_odd_notifications_can_be_made()
    {
        await using var f = await DoitpayFixture.StartAsync();
        await f.MakeQrAsync();
        var switches = f.Server.Options.Notifications;
        switches.Forged.Next();
        switches.WrongAmount.Next();
        switches.WrongReference.Next();
        switches.OldTimestamp.Next();
        (switches.Pretty, switches.UnknownFields) = (true, true);
        f.Server.Pay("TU-1");
        await f.Server.SettleAsync();
        var n = Assert.Single(f.Shop.Received);
        Assert.Contains("\"500000.00\"", n.Text, StringComparison.Ordinal);
        Assert.Contains("\"TU-UNKNOWN\"", n.Text, StringComparison.Ordinal);
        Assert.StartsWith("2026-11-22T13:00:00", n.Headers["X-TIMESTAMP"], StringComparison.Ordinal);
        var minified = Convert.ToHexStringLower(SHA256.HashData(SnapJson.Minify(n.Body)!));
        Assert.False(RsaVerifies(f, n, $"POST:{QrPath}:{minified}:{n.Headers["X-TIMESTAMP"]}"));

        await f.Server.SendNotificationAsync("TU-1");
        n = f.Shop.Received[1];
        Assert.True(RsaVerifies(f, n, $"POST:{QrPath}:{Convert.ToHexStringLower(SHA256.HashData(SnapJson.Minify(n.Body)!))}:{n.Headers["X-TIMESTAMP"]}"));
        await f.Server.SendNotificationAsync("never-made", new DoitpayForgery { Signature = "", RawBody = [0xff] });
        Assert.False(f.Shop.Received[2].Headers.ContainsKey("X-SIGNATURE"));
    }
}
