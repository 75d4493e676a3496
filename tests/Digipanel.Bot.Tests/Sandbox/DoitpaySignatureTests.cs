using System.Security.Cryptography;
using System.Text;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class DoitpaySignatureTests
{
    private const string QrPath = "/qris/v1.0/qr/qr-mpm-generate";
    private const string QrBody = """{"partnerReferenceNo":"INV-1","amount":{"value":"10000.00","currency":"IDR"}}""";

    // Computed with Doitpay's own code. The same from openssl:
    //   H=$(printf '%s' '{"partnerReferenceNo":"INV-1","amount":{"value":"10000.00","currency":"IDR"}}' | openssl dgst -sha256 -r | cut -d' ' -f1)
    //   printf '%s' "POST:/qris/v1.0/qr/qr-mpm-generate:TOK:$H:2026-11-22T09:00:00+07:00" | openssl dgst -sha512 -hmac SECRET -binary | base64 -w0
    [Fact]
    public void The_symmetric_signature_is_what_the_services_own_code_makes() => Assert.Equal(
        "60R1cGlG3/XtD7wxHkYMCeUczY5okY6juD9LbBu1Tzkxy0RimmjN26mug/MrUfF3SuJS2q4vv1zMAqjMIjGFqA==",
        SnapCrypto.Symmetric("SECRET", "POST", QrPath, "TOK", SnapCrypto.Hash(SnapJson.Minify(Encoding.UTF8.GetBytes(QrBody))), "2026-11-22T09:00:00+07:00"));

    [Theory]
    [InlineData("{ \"a\" : [ \"x y\\\" \\\\\" , true,null ] }\n", "{\"a\":[\"x y\\\" \\\\\",true,null]}")]
    [InlineData("{\"é\":\"\\u00e9/\"}", "{\"é\":\"\\u00e9/\"}")]
    public void Minifying_drops_white_space_and_touches_no_string(string body, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(SnapJson.Minify(Encoding.UTF8.GetBytes(body))!));

    [Fact]
    public void Bodies_that_are_no_objects_are_refused_and_numbers_are_rewritten()
    {
        foreach (var bad in new byte[][] { [], "[1]"u8.ToArray(), "{\"a\":1"u8.ToArray(), "{} {}"u8.ToArray(), [(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}'] })
        {
            Assert.Null(SnapJson.Minify(bad));
        }

        Assert.NotEqual("{\"a\":5}", Encoding.UTF8.GetString(SnapJson.Minify("{\"a\":5}"u8)!), StringComparer.Ordinal);
    }

    // The PEMs of DoitpayKeys.Create() are openssl's own forms: openssl rsa -in merchant.pem -pubout gives MerchantPublicPem.
    [Fact]
    public void Keys_are_two_pairs_of_2048_bits_in_the_usual_pem_forms()
    {
        var keys = DoitpayKeys.Shared;
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", keys.MerchantPrivatePem);
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", keys.MerchantPrivatePkcs1Pem);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", keys.DoitpayPublicPem);
        using var rsa = RSA.Create();
        rsa.ImportFromPem(keys.MerchantPrivatePkcs1Pem);
        Assert.Equal(2048, rsa.KeySize);
        Assert.Equal(keys.MerchantPublicPem, rsa.ExportSubjectPublicKeyInfoPem());
    }

    [Theory]
    [InlineData(TokenSeparator.Pipe, "|", true)]
    [InlineData(TokenSeparator.Pipe, ":", false)]
    [InlineData(TokenSeparator.Colon, ":", true)]
    [InlineData(TokenSeparator.Colon, "|", false)]
    [InlineData(TokenSeparator.Either, "|", true)]
    public async Task A_token_is_given_for_the_right_separator_only(TokenSeparator accepted, string used, bool right)
    {
        await using var f = await DoitpayFixture.StartAsync();
        f.Server.Options.Separator = accepted;
        var (status, body) = await f.AskTokenAsync(used);
        Assert.Equal(right ? (200, "2007300") : (401, "4017300"), (status, DoitpayFixture.Code(body)));
        if (right)
        {
            Assert.Equal("900", DoitpayFixture.Code(body, "expiresIn"));
            return;
        }

        Assert.Equal("Invalid Signature", DoitpayFixture.Code(body, "responseMessage"));
        f.Server.Options.WrongSignatureCode = "4007302";
        Assert.Equal("4007302", DoitpayFixture.Code((await f.AskTokenAsync(used)).Body));
    }

    [Fact]
    public async Task A_token_request_is_refused_with_the_pages_codes()
    {
        await using var f = await DoitpayFixture.StartAsync();
        Assert.Equal("4007302", DoitpayFixture.Code((await f.AskTokenAsync(body: "{}")).Body));
        Assert.Equal("4007301", DoitpayFixture.Code((await f.AskTokenAsync(body: """{"grantType":"password"}""")).Body));
        Assert.Equal("4017300", DoitpayFixture.Code((await f.AskTokenAsync(clientKey: "OTHER")).Body));
        Assert.Equal("4007302", DoitpayFixture.Code((await f.AskTokenAsync(timestamp: "2026-11-22 09:00")).Body));
        Assert.Equal("4007302", DoitpayFixture.Code((await f.AskTokenAsync(timestamp: "2026-11-22T13:54:59+07:00")).Body));
        Assert.Equal("2007300", DoitpayFixture.Code((await f.AskTokenAsync(timestamp: "2026-11-22T07:04:59Z")).Body));
    }

    [Theory]
    [InlineData("X-TIMESTAMP", "", 400, "4004702")]
    [InlineData("X-TIMESTAMP", "yesterday", 400, "4004701")]
    [InlineData("X-TIMESTAMP", "2026-11-22T06:54:59Z", 401, "4014700")]
    [InlineData("X-SIGNATURE", "AAAA", 401, "4014700")]
    [InlineData("X-PARTNER-ID", "OTHER", 401, "4014700")]
    [InlineData("X-CLIENT-KEY", "OTHER", 401, "4014700")]
    [InlineData("CHANNEL-ID", "", 400, "4004702")]
    [InlineData("X-EXTERNAL-ID", "0123456789012345678901234567890123456", 400, "4004701")]
    [InlineData("Authorization", "Bearer nothing", 401, "4014701")]
    public async Task A_wrong_header_is_refused(string name, string value, int status, string code)
    {
        await using var f = await DoitpayFixture.StartAsync();
        var (got, body) = await f.CallAsync(QrPath, QrBody, await f.TokenAsync(), (name, value));
        Assert.Equal((status, code), (got, DoitpayFixture.Code(body)));
        Assert.Empty(f.Server.Payments);
    }

    [Fact]
    public async Task A_signature_over_another_body_or_one_with_a_number_is_refused()
    {
        await using var f = await DoitpayFixture.StartAsync();
        var token = await f.TokenAsync();
        var (status, body) = await f.CallAsync(QrPath, """{"partnerReferenceNo":"INV-1","amount":{"value":10000,"currency":"IDR"}}""", token);
        Assert.Equal((401, "4014700"), (status, DoitpayFixture.Code(body)));
        Assert.Equal("4014700", DoitpayFixture.Code((await f.CallAsync(QrPath, QrBody.Replace(":", ": ", StringComparison.Ordinal), token)).Body));
    }

    [Fact]
    public async Task Tokens_end_and_external_ids_are_good_once_a_day()
    {
        await using var f = await DoitpayFixture.StartAsync();
        var token = await f.TokenAsync();
        Assert.Equal("2004700", DoitpayFixture.Code((await f.CallAsync(QrPath, QrBody, token, ("X-EXTERNAL-ID", "one"))).Body));
        Assert.Equal("4094700", DoitpayFixture.Code((await f.CallAsync(QrPath, QrBody, token, ("X-EXTERNAL-ID", "one"))).Body));
        Assert.Equal("4094701", DoitpayFixture.Code((await f.CallAsync(QrPath, QrBody, token, ("X-EXTERNAL-ID", "two"))).Body));
        f.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("4014701", DoitpayFixture.Code((await f.CallAsync(QrPath, QrBody, token)).Body));
        f.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("4094701", DoitpayFixture.Code((await f.CallAsync(QrPath, QrBody, await f.TokenAsync(), ("X-EXTERNAL-ID", "one"))).Body));
        f.Server.RevokeTokens();
        Assert.Equal("4014701", DoitpayFixture.Code((await f.CallAsync(QrPath, QrBody, token)).Body));
    }

    [Fact]
    public async Task Simulated_payments_and_unknown_paths_answer_in_snaps_form()
    {
        await using var f = await DoitpayFixture.StartAsync();
        var qr = await f.MakeQrAsync();
        Assert.Equal(404, (await f.PostAsync("/qris/v1.0/simulate-payment", """{"referenceNo":"nothing"}""")).Status);
        Assert.Equal(200, (await f.PostAsync("/qris/v1.0/simulate-payment", $$"""{"referenceNo":"{{DoitpayFixture.Code(qr, "referenceNo")}}"}""")).Status);
        Assert.Equal("00", await f.StatusAsync());
        Assert.Equal(404, (await f.PostAsync("/v2/none", "{}")).Status);
        Assert.Equal(1, f.Server.Calls.Of(DoitpayOperations.QrisCreate));
        f.Server.Faults.Next(1, Fault.Answers(503));
        Assert.Equal("5037300", DoitpayFixture.Code((await f.AskTokenAsync()).Body));
    }
}
