using System.Text;
using Digipanel.Bot.Chat.WhatsApp;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

public sealed class WhatsAppSignatureTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    // As Meta sends it: nothing above ASCII, slashes escaped.
    private const string Body =
        """{"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"text":{"body":"Halo \ud83d\ude42 caf\u00e9 https:\/\/x.id"}}}]}]}""";

    // printf '%s' "$BODY" | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    private const string Signature = "sha256=d92e8b9b16b557d4dc6d197865de4399473bef5bc57228f7bba01446b71671cc";

    [Fact]
    public void Metas_escaped_bytes_are_what_is_signed() => Assert.True(IsValid(Body, Signature));

    [Fact]
    public void The_same_json_written_otherwise_has_another_signature()
    {
        Assert.False(IsValid(Body.Replace(@"\ud83d\ude42", "🙂", StringComparison.Ordinal), Signature));
        Assert.False(IsValid(Body.Replace(@"\/", "/", StringComparison.Ordinal), Signature));
        Assert.False(IsValid(Body + "\n", Signature));
    }

    [Fact]
    public void Upper_case_hex_is_hex_too() => Assert.True(IsValid(Body, "sha256=" + Signature[7..].ToUpperInvariant()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("SHA256=d92e8b9b16b557d4dc6d197865de4399473bef5bc57228f7bba01446b71671cc")]
    [InlineData("d92e8b9b16b557d4dc6d197865de4399473bef5bc57228f7bba01446b71671cc")]
    [InlineData("sha256=d92e8b9b16b557d4dc6d197865de4399473bef5bc57228f7bba01446b71671cc0")]
    [InlineData("sha256=d92e8b9b16b557d4dc6d197865de4399473bef5bc57228f7bba01446b71671cc,sha256=d92e8b9b16b557d4dc6d197865de4399473bef5bc57228f7bba01446b71671cc")]
    [InlineData(" sha256=d92e8b9b16b557d4dc6d197865de4399473bef5bc57228f7bba01446b71671cc")]
    [InlineData("sha256=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public void Any_other_header_is_none(string? header) => Assert.False(IsValid(Body, header));

    [Fact]
    public void Another_secret_or_none_signs_nothing()
    {
        Assert.False(WhatsAppSignature.IsValid(Encoding.UTF8.GetBytes(Body), Signature, "another"u8));
        Assert.False(WhatsAppSignature.IsValid(Encoding.UTF8.GetBytes(Body), Signature, []));
    }

    [Fact]
    public void A_body_changed_in_any_one_byte_is_forged()
    {
        var bytes = Encoding.UTF8.GetBytes(Body);
        Prop.ForAll(Gen.Choose(0, bytes.Length - 1).Zip(Gen.Choose(1, 255)).ToArbitrary(), change =>
        {
            var changed = bytes.ToArray();
            changed[change.Item1] ^= (byte)change.Item2;
            return !WhatsAppSignature.IsValid(changed, Signature, Encoding.UTF8.GetBytes(Secret));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("word", "word", true)]
    [InlineData("Word", "word", false)]
    [InlineData("word", "", false)]
    [InlineData("", "", false)]
    [InlineData("wörd", "wörd", true)]
    public void Secrets_are_compared_as_they_are(string shown, string secret, bool areEqual) => Assert.Equal(areEqual, WhatsAppSignature.AreEqual(shown, secret));

    private static bool IsValid(string body, string? header) => WhatsAppSignature.IsValid(Encoding.UTF8.GetBytes(body), header, Encoding.UTF8.GetBytes(Secret));
}
