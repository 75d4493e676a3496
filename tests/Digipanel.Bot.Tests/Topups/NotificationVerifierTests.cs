using System.Text;
using Digipanel.Bot.Topups.Doitpay;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Digipanel.Bot.Tests.Topups;

public sealed class NotificationVerifierTests
{
    private const string Path = "/v1.0/qr/qr-mpm-notify";
    private const string Timestamp = "2026-11-22T09:00:00+07:00";
    private const string Body = """{"originalReferenceNo":"D-1","originalPartnerReferenceNo":"TU-1","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"IDR"}}""";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 30, TimeSpan.Zero);

    // H=$(printf '%s' "$BODY" | sha256sum | cut -d' ' -f1)
    // printf '%s' "POST:/v1.0/qr/qr-mpm-notify:$H:2026-11-22T09:00:00+07:00" | openssl dgst -sha256 -sign TEST-ONLY-merchant.pkcs8.pem | openssl base64 -A
    private const string ServiceSignature =
        "j0dh6+t+lDXLxGrVgQgmN6nWb0iXWmSBHWroeU3DVEQyPSHtvNmZso38vcFvItKMLYceqV+kYQsE2nOMYXsX3XLhtPkyVoH1/ioeofTaTxi0PlP9YchZtLHGHUdWmoh1ZcRfWo3jplR7LmypF6cSmEbCtbYgzTu0GXsra3rSYHQ9i2K8XilLaIoZ36/bnwTvTCwbezP1FVegQesN0Y1vjHd8AofV+ENOcy742FDbAGxo1MK9iJBpPegbGQ8WlCOLlX3WsAhH6ASHSrS4ZuBCGIWBkw+YZHNvCNe4RRNi5vubaE7CIGCZd3YKPpH48iClycvz27ZVwOYzIy2GWvY7Sw==";

    [Fact]
    public void The_service_form_proves_the_body() => Assert.IsType<NotificationProof.Body>(Verify(Body, ServiceSignature));

    [Fact]
    public void White_space_added_on_the_way_does_not_matter() =>
        Assert.IsType<NotificationProof.Body>(Verify(Body.Replace(",", ",\n  ", StringComparison.Ordinal), ServiceSignature));

    [Fact]
    public void A_sender_that_hashes_its_white_space_proves_its_body_too()
    {
        var spaced = Body.Replace(",", ", ", StringComparison.Ordinal);
        using var key = TestKeys.Private();
        var signature = SnapSigner.SignAsymmetric(key, SnapSigner.ServiceStringToSign("POST", Path, Encoding.UTF8.GetBytes(spaced), Timestamp));
        Assert.IsType<NotificationProof.Body>(Verify(spaced, signature));
    }

    [Fact]
    public void A_changed_amount_makes_it_a_forgery() =>
        Assert.IsType<NotificationProof.Forged>(Verify(Body.Replace("50000", "90000", StringComparison.Ordinal), ServiceSignature));

    [Theory]
    [InlineData('|')]
    [InlineData(':')]
    public void The_page_s_formula_proves_only_the_time(char separator)
    {
        using var key = TestKeys.Private();
        var signature = SnapSigner.SignAsymmetric(key, SnapSigner.AsymmetricStringToSign("DTEST", separator, Timestamp));
        Assert.IsType<NotificationProof.TimeOnly>(Verify(Body, signature));
    }

    [Fact]
    public void Another_client_s_formula_is_a_forgery()
    {
        using var key = TestKeys.Private();
        Assert.IsType<NotificationProof.Forged>(Verify(Body, SnapSigner.SignAsymmetric(key, SnapSigner.AsymmetricStringToSign("DOTHER", '|', Timestamp))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-11-22T09:00:00")]
    [InlineData("2026-11-22T08:55:29+07:00")]
    [InlineData("2026-11-22T02:05:31Z")]
    public void A_time_too_far_away_is_refused_whatever_the_signature(string? timestamp) =>
        Assert.IsType<NotificationProof.Stale>(Verify(Body, ServiceSignature, timestamp));

    [Theory]
    [InlineData("2026-11-22T02:00:00Z")]
    [InlineData("2026-11-22T09:00:00+07:00")]
    [InlineData("2026-11-22T09:00:00.123+07:00")]
    public void Times_with_Z_and_with_an_offset_are_the_same_time(string text)
    {
        Assert.True(SnapTimestamp.TryParse(text, out var time));
        Assert.Equal("2026-11-22T09:00:00+07:00", SnapTimestamp.Format(time));
    }

    // The SDK's validator takes it, the page knows nothing of it: it needs a token that we gave out.
    [Fact]
    public void The_form_with_a_token_is_a_shared_secret_s_where_the_token_lives_and_a_forgery_where_it_does_not()
    {
        var signature = Hmac("DTEST", $"POST:{Path}:TOK:{Hash(Body)}:{Timestamp}");
        Assert.IsType<NotificationProof.SharedSecret>(Verify(Body, signature, token: "TOK"));
        Assert.IsType<NotificationProof.Forged>(Verify(Body, signature));
        Assert.IsType<NotificationProof.Forged>(Verify(Body, signature, token: "TOK2"));
        Assert.IsType<NotificationProof.Forged>(Verify(Body, Hmac("DOTHER", $"POST:{Path}:TOK:{Hash(Body)}:{Timestamp}"), token: "TOK"));
        Assert.IsType<NotificationProof.Forged>(Verify(Body.Replace("50000", "90000", StringComparison.Ordinal), signature, token: "TOK"));
    }

    // The Laravel shop's form: its key is the partner id beside it.
    [Fact]
    public void The_form_whose_key_is_a_header_proves_nothing_and_only_our_partner_id_makes_it()
    {
        var signature = Hmac("P1", $"POST:{Path}:P1:{Hash(Body)}:{Timestamp}");
        Assert.IsType<NotificationProof.Unproven>(Verify(Body, signature, partner: "P1"));
        Assert.IsType<NotificationProof.Forged>(Verify(Body, signature));
        Assert.IsType<NotificationProof.Forged>(Verify(Body.Replace("50000", "90000", StringComparison.Ordinal), signature, partner: "P1"));
    }

    [Fact]
    public void White_space_hashed_by_the_sender_or_not_verifies_in_the_HMAC_forms_too()
    {
        var spaced = Body.Replace(",", ", ", StringComparison.Ordinal);
        Assert.IsType<NotificationProof.SharedSecret>(Verify(spaced, Hmac("DTEST", $"POST:{Path}:TOK:{Hash(Body)}:{Timestamp}"), token: "TOK"));
        Assert.IsType<NotificationProof.SharedSecret>(Verify(spaced, Hmac("DTEST", $"POST:{Path}:TOK:{Hash(spaced)}:{Timestamp}"), token: "TOK"));
    }

    [Fact]
    public void What_Doitpay_s_key_signed_is_believed_before_what_a_shared_secret_signed()
    {
        Assert.IsType<NotificationProof.Body>(Verify(Body, ServiceSignature, token: "TOK", partner: "P1"));
        using var key = TestKeys.Private();
        var timeOnly = SnapSigner.SignAsymmetric(key, SnapSigner.AsymmetricStringToSign("DTEST", '|', Timestamp));
        Assert.IsType<NotificationProof.TimeOnly>(Verify(Body, timeOnly, token: "TOK", partner: "P1"));
    }

    [Theory]
    [InlineData("service")]
    [InlineData("|")]
    [InlineData(":")]
    public void A_second_implementation_s_RSA_signatures_verify(string form)
    {
        using var key = TestKeys.Private();
        var signer = SignerUtilities.GetSigner("SHA256withRSA");
        signer.Init(true, DotNetUtilities.GetRsaKeyPair(key.ExportParameters(true)).Private);
        var text = Encoding.UTF8.GetBytes(form == "service" ? $"POST:{Path}:{Hash(Body)}:{Timestamp}" : $"DTEST{form}{Timestamp}");
        signer.BlockUpdate(text, 0, text.Length);
        var proof = Verify(Body, Convert.ToBase64String(signer.GenerateSignature()));
        Assert.Equal(form == "service" ? typeof(NotificationProof.Body) : typeof(NotificationProof.TimeOnly), proof.GetType());
    }

    // Both by BouncyCastle: a second opinion on what is hashed and how.
    private static string Hmac(string key, string text)
    {
        var mac = new HMac(new Sha512Digest());
        mac.Init(new KeyParameter(Encoding.UTF8.GetBytes(key)));
        var bytes = Encoding.UTF8.GetBytes(text);
        mac.BlockUpdate(bytes, 0, bytes.Length);
        var signature = new byte[mac.GetMacSize()];
        mac.DoFinal(signature, 0);
        return Convert.ToBase64String(signature);
    }

    private static string Hash(string body) => Convert.ToHexStringLower(DigestUtilities.CalculateDigest("SHA-256", Encoding.UTF8.GetBytes(body)));

    private static NotificationProof Verify(string body, string signature, string? timestamp = Timestamp, string? token = null, string? partner = null)
    {
        using var key = TestKeys.Public();
        var raw = Encoding.UTF8.GetBytes(body);
        Assert.True(SnapJson.TryMinify(raw, out var minified));
        return NotificationVerifier.Verify(
            new SignedNotification(Path, raw, minified, timestamp, signature) { LiveToken = token, PartnerId = partner }, "DTEST", key, Now);
    }
}
