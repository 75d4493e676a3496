using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class TelegramDetectionTests
{
    [Theory]
    [InlineData("/start abc", "bot_command /start")]
    [InlineData("/saldo@digipanel_bot", "bot_command /saldo@digipanel_bot")]
    [InlineData("a/b 1/2 http://x.id/start", "url http://x.id/start")]
    [InlineData("lihat (https://elements.envato.com/x-ABC123), ya.", "url https://elements.envato.com/x-ABC123")]
    [InlineData("elements.envato.com/x dan envato.com.", "url elements.envato.com/x, url envato.com")]
    [InlineData("https://a.id/1\nhttps://a.id/2?x=1#y", "url https://a.id/1, url https://a.id/2?x=1#y")]
    [InlineData("tulis ke ayu@toko.co.id atau @ayu_toko", "email ayu@toko.co.id, mention @ayu_toko")]
    [InlineData("Rp 49.500 versi 1.2.3 jam 10:30", "")]
    [InlineData("HTTPS://Elements.Envato.COM/X", "url HTTPS://Elements.Envato.COM/X")]
    public void Telegram_recognises_commands_addresses_mentions_and_mail(string text, string expected)
    {
        var found = EntityDetection.Detect(text, []).Entities.Select(e => $"{e.Type} {text.Substring(e.Offset, e.Length)}");
        Assert.Equal(expected, string.Join(", ", found));
    }

    [Fact]
    public void Nothing_is_recognised_in_code_or_behind_a_link()
    {
        var parsed = HtmlEntities.Parse("<code>/start</code> <a href=\"https://a.id/1\">https://b.id</a>");
        Assert.Equal("code text_link", string.Join(" ", EntityDetection.Detect(parsed.Text, parsed.Entities).Entities.Select(e => e.Type)));
    }

    [Fact]
    public void Bold_that_reaches_half_into_an_address_is_cut_at_its_edge()
    {
        var parsed = HtmlEntities.Parse("<b>lihat https</b>://x.id/a <i>b</i>");
        var found = EntityDetection.Detect(parsed.Text, parsed.Entities);
        Assert.Equal("bold 0+6, url 6+14, bold 6+5, italic 21+1", string.Join(", ", found.Entities.Select(e => $"{e.Type} {e.Offset}+{e.Length}")));
        Assert.Equal("<b>lihat </b><a href=\"https://x.id/a\"><b>https</b>://x.id/a</a> <i>b</i>", HtmlRendering.Render(found.Text, found.Entities));
    }

    [Theory]
    [InlineData("https://x.id", "https://x.id/")]
    [InlineData("http://127.0.0.1:5001/pay/1", "http://127.0.0.1:5001/pay/1")]
    [InlineData("x.id/a", "http://x.id/a")]
    [InlineData("tg://resolve?domain=x", "tg://resolve?domain=x")]
    [InlineData("http://localhost:5001/pay", "Wrong HTTP URL")]
    [InlineData("ftp://x.id/", "Unsupported URL protocol")]
    [InlineData("javascript:alert(1)", "Wrong HTTP URL")]
    [InlineData("https://a b.id/", "Wrong HTTP URL")]
    [InlineData("", "URL host is empty")]
    public void A_link_needs_a_host_that_Telegram_takes(string url, string expected) => Assert.Equal(expected, LinkRules.Check(url) switch
    {
        LinkRules.Good good => good.Url,
        LinkRules.Bad bad => bad.Reason,
        _ => "?",
    });
}
