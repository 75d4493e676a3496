using System.Text;
using Digipanel.Bot.Downloads;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class DigipanelWebhookSignatureTests
{
    // printf '%s' "$BODY" | openssl dgst -sha256 -hmac whsec_test
    private const string Body =
        """{"event":"download.completed","download_id":"5b0c6a1e-0000-7000-8000-000000000001","title":"Neon City Opener","status":"berhasil","gdrive_link":"https://drive.google.com/file/d/abc","license_link":"https://server.digipanel.id/api/v1/license/abc"}""";

    private const string Signature = "04f870ec166143ae781af781f609c10ed136670d129cca129b452ab99c03600d";

    // The same command over escapes, an odd number and a quote inside a string.
    private const string OddBody = """{"title":"Caf\u00e9 \/ 10 \"x\" \\","n":1.50,"status":"berhasil"}""";
    private const string OddSignature = "cfe7b0da59a7e8c36007335ceb4a73952dd3113d1ff39c1f653be2495bf6791b";

    // printf '' | openssl dgst -sha256 -hmac whsec_test
    private const string EmptySignature = "43c0f4d23c8e8841358fad4624b1a592799222b29f25bb59baea43cdcb522ed1";

    private static readonly byte[] Secret = "whsec_test"u8.ToArray();

    [Theory]
    [InlineData(Body, Signature)]
    [InlineData(OddBody, OddSignature)]
    [InlineData("", EmptySignature)]
    public void A_signature_made_by_openssl_is_accepted(string body, string signature) => Assert.True(IsValid(body, signature));

    [Fact]
    public void Upper_case_and_the_sha256_prefix_are_accepted()
    {
        Assert.True(IsValid(Body, Signature.ToUpperInvariant()));
        Assert.True(IsValid(Body, "sha256=" + Signature));
        Assert.True(IsValid(Body, "sha256=" + Signature.ToUpperInvariant()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("SHA256=" + Signature)]
    [InlineData("sha1=" + Signature)]
    [InlineData("sha256=sha256=" + Signature)]
    [InlineData(" " + Signature)]
    [InlineData(Signature + " ")]
    [InlineData(Signature + "00")]
    [InlineData("04f870ec166143ae781af781f609c10ed136670d129cca129b452ab99c03600")]
    [InlineData("04f870ec166143ae781af781f609c10ed136670d129cca129b452ab99c03600e")]
    [InlineData("zzf870ec166143ae781af781f609c10ed136670d129cca129b452ab99c03600d")]
    public void Nothing_else_is(string? header) => Assert.False(IsValid(Body, header));

    [Fact]
    public void White_space_added_on_the_way_does_not_matter()
    {
        Assert.True(IsValid(Body.Replace("\",\"", "\",\r\n\t \"").Replace("\":\"", "\" : \""), Signature));
        Assert.True(IsValid(" " + OddBody.Replace(",\"", " ,\n  \"") + "\n", OddSignature));
    }

    [Theory]
    [InlineData("Neon City Opener", "Neon  City Opener")]
    [InlineData("berhasil", "gagal")]
    [InlineData("\"event\"", "\"Event\"")]
    public void Anything_that_changes_the_meaning_does(string from, string to) => Assert.False(IsValid(Body.Replace(from, to), Signature));

    [Fact]
    public void An_empty_secret_signs_nothing()
    {
        // printf '%s' "$BODY" | openssl dgst -sha256 -hmac '' would be anybody's to make.
        Assert.False(DigipanelWebhookSignature.IsValid("{}"u8, Convert.ToHexString(System.Security.Cryptography.HMACSHA256.HashData([], "{}"u8)), []));
    }

    [Fact]
    public void Minifying_drops_white_space_outside_strings_only() =>
        Prop.ForAll<string>(text =>
        {
            var quoted = System.Text.Json.JsonSerializer.Serialize(text);
            var spread = Encoding.UTF8.GetBytes($" {{\n\t\"a\" : {quoted} ,\r\n \"b\" : [ 1 , 2.50 ] }} ");
            return Encoding.UTF8.GetString(DigipanelWebhookSignature.Minify(spread)) == $"{{\"a\":{quoted},\"b\":[1,2.50]}}";
        }).QuickCheckThrowOnFailure();

    private static bool IsValid(string body, string? header) => DigipanelWebhookSignature.IsValid(Encoding.UTF8.GetBytes(body), header, Secret);
}
