using System.Text;
using Digipanel.Bot.Topups.Doitpay;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;

namespace Digipanel.Bot.Tests.Topups;

public sealed class SnapSignerTests
{
    private const string Timestamp = "2026-11-22T09:00:00+07:00";
    private const string Body = """{"partnerReferenceNo":"INV-1","amount":{"value":"10000.00","currency":"IDR"}}""";

    // printf '%s' 'DTEST|2026-11-22T09:00:00+07:00' | openssl dgst -sha256 -sign TEST-ONLY-merchant.pkcs8.pem | openssl base64 -A
    [Theory]
    [InlineData('|', "LXw8d9lPwOw34viLlTtTic/e4k9i7L3F3Yc0JY5CWWxcRf2PU4F+4n8SU208TlLGPZJUENzZHPWlC3RjOA2x4jCqCLlMEWfc11wJjfv1E19hMaVXLDjeRRfQstXWIgOHBZTx53jfiqbyXMVHCOWpec/9MCfpXuSpPmAtVDNJjGCTvUSzUIu7+9cM0oSplELGCKEFTSfCWCnTfn+ipRc/jH7AdURXvedZSsmV5pxBa6t3n/w9AUvvtbLwDAeYg1PcSOCtsakehihFrJvoMr9IPqzC72iUY4iHtXCP2GXISwDdU56HV9xpXBvUVEyiGl10+w9WbR1odbGXnMuVhim65Q==")]
    [InlineData(':', "YcVk6S9LnasEc2NSno5Tdj+EOziWb2EYyCsm/W+ZHynjIUQF1pD2btBXDXauRc+vKM9E+lqB3YQ5OhPUy8nSM+3eJwRdrs2luZU3S7Fyk2mQbPEsmdzLAUJaHStOxwb9nHyY1cRimL0nuFPacHXuf/rrwhdypcRZt3xzoVOZydjhpw/igZ/un3tw7j4wPERCNfehqQkx3QgftG8HTQ7Ap3tO4fuFqkkO7xoMD/j9PyeR+2Yf6SQ9MdQlPXKdGeNO1rGwCEvxAfVXx4ynAj9bRkUxHGPo/gJTrobpbdfHgL1Gqm9d0IAgc3pJqJ6bEUlDAprQvoQaFhOHU4XsB9zfMQ==")]
    public void The_token_signature_is_openssl_s_with_either_separator(char separator, string expected)
    {
        using var key = TestKeys.Private();
        var stringToSign = SnapSigner.AsymmetricStringToSign("DTEST", separator, Timestamp);
        Assert.Equal(expected, SnapSigner.SignAsymmetric(key, stringToSign));
        Assert.Equal(expected, BouncyCastleSign(stringToSign));
    }

    // facts/doitpay.md, computed with Doitpay's own code; and openssl agrees:
    // H=$(printf '%s' "$BODY" | sha256sum | cut -d' ' -f1)
    // printf '%s' "POST:/qris/v1.0/qr/qr-mpm-generate:TOK:$H:2026-11-22T09:00:00+07:00" | openssl dgst -sha512 -hmac SECRET -binary | openssl base64 -A
    [Fact]
    public void The_symmetric_signature_is_Doitpay_s_own()
    {
        const string expected = "60R1cGlG3/XtD7wxHkYMCeUczY5okY6juD9LbBu1Tzkxy0RimmjN26mug/MrUfF3SuJS2q4vv1zMAqjMIjGFqA==";
        Assert.True(SnapJson.TryMinify(Encoding.UTF8.GetBytes(Body), out var minified));
        var stringToSign = SnapSigner.SymmetricStringToSign("POST", "/qris/v1.0/qr/qr-mpm-generate", "TOK", minified, Timestamp);
        Assert.Equal(expected, SnapSigner.SignSymmetric("SECRET", stringToSign));
        Assert.Equal(expected, BouncyCastleHmac("SECRET", stringToSign));
        Assert.True(SnapSigner.VerifySymmetric("SECRET", stringToSign, expected));
        Assert.False(SnapSigner.VerifySymmetric("SECRET2", stringToSign, expected));
        Assert.False(SnapSigner.VerifySymmetric("SECRET", stringToSign, expected[..^4]));
    }

    [Fact]
    public void White_space_in_a_body_does_not_change_its_signature()
    {
        Assert.True(SnapJson.TryMinify(Encoding.UTF8.GetBytes(Body), out var a));
        Assert.True(SnapJson.TryMinify(Encoding.UTF8.GetBytes(Body.Replace(":", " : ", StringComparison.Ordinal).Replace(",", "\n, ", StringComparison.Ordinal)), out var b));
        Assert.Equal(SnapSigner.BodyHash(a), SnapSigner.BodyHash(b));
    }

    [Fact]
    public void A_call_without_a_body_signs_an_empty_string_in_the_hash_s_place() =>
        Assert.Equal("GET:/x?y=1:TOK::T", SnapSigner.SymmetricStringToSign("GET", "/x?y=1", "TOK", [], "T"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void Garbage_is_just_a_wrong_signature(string? signature)
    {
        using var key = TestKeys.Public();
        Assert.False(SnapSigner.VerifyAsymmetric(key, "x", signature));
        Assert.False(SnapSigner.VerifySymmetric("secret", "x", signature));
        Assert.False(SnapSigner.VerifySymmetric("secret", "x", new string('A', 100_000)));
    }

    private static string BouncyCastleSign(string text)
    {
        var pair = (AsymmetricCipherKeyPair)new PemReader(new StringReader(TestKeys.Pkcs1Pem)).ReadObject();
        var signer = SignerUtilities.GetSigner("SHA256withRSA");
        signer.Init(true, pair.Private);
        var bytes = Encoding.UTF8.GetBytes(text);
        signer.BlockUpdate(bytes, 0, bytes.Length);
        return Convert.ToBase64String(signer.GenerateSignature());
    }

    private static string BouncyCastleHmac(string secret, string text)
    {
        var mac = new HMac(new Sha512Digest());
        mac.Init(new KeyParameter(Encoding.UTF8.GetBytes(secret)));
        var bytes = Encoding.UTF8.GetBytes(text);
        mac.BlockUpdate(bytes, 0, bytes.Length);
        var result = new byte[mac.GetMacSize()];
        mac.DoFinal(result, 0);
        return Convert.ToBase64String(result);
    }
}
