using System.Globalization;
using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Pictures;
using Digipanel.Bot.Chat.Telegram;

namespace Digipanel.Bot.Tests.Chat;

public sealed class MessageRendererTests
{
    [Fact]
    public void Our_markup_is_telegrams_already()
    {
        var name = "Budi <b>& \"Co\"";

        var message = MessageRenderer.Render(new Reply(Html.Of($"Halo <b>{name}</b>,\n<i>saldo</i>: <code>Rp 500</code> <a href=\"https://x.id/?a=1&amp;b=2\">buka</a>")));

        Assert.Equal(
            "Halo <b>Budi &lt;b&gt;&amp; &quot;Co&quot;</b>,\n<i>saldo</i>: <code>Rp 500</code> <a href=\"https://x.id/?a=1&amp;b=2\">buka</a>", message.Text);
        Assert.Equal(("HTML", null, null), (message.ParseMode, message.Photo, message.ReplyMarkup));
    }

    [Theory]
    [InlineData("<b>open", "<b>open</b>")]
    [InlineData("<b><i>crossed</b></i>", "<b><i>crossed</i></b>")]
    [InlineData("closed</b>", "closed")]
    [InlineData("a < b & c > d", "a &lt; b &amp; c &gt; d")]
    [InlineData("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;")]
    [InlineData("&nbsp;&copy;&#65;&#x42;&#xD800;&#99999999999;&", "&amp;nbsp;&amp;copy;AB&amp;#xD800;&amp;#99999999999;&amp;")]
    [InlineData("<a href=\"x\" onclick=\"y\">z</a>", "&lt;a href=&quot;x&quot; onclick=&quot;y&quot;&gt;z")]
    [InlineData("<a href=x>z</a>", "&lt;a href=x&gt;z")]
    [InlineData("nul\0 bell\a\r\nline", "nul  bell \nline")]
    [InlineData("<a href=\">z", "&lt;a href=&quot;&gt;z")]
    [InlineData("<a href=\"\">z", "<a href=\"\">z</a>")]
    [InlineData("<", "&lt;")]
    public void What_is_no_tag_of_ours_is_text(string markup, string expected) => Assert.Equal(expected, MessageRenderer.Render(new Reply(Raw(markup))).Text);

    [Fact]
    public void Half_a_character_is_made_whole() => Assert.Equal("half \ufffd", MessageRenderer.Render(new Reply(Html.Plain("half \ud83c"))).Text);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData("<b> </b>")]
    [InlineData("\u200b\u200f")]
    public void A_text_with_nothing_to_see_is_still_a_message(string markup) => Assert.Equal("…", MessageRenderer.Render(new Reply(Raw(markup))).Text);

    [Fact]
    public void A_text_of_exactly_the_limit_is_whole()
    {
        var text = new string('&', 4096);

        Assert.Equal(string.Concat(Enumerable.Repeat("&amp;", 4096)), MessageRenderer.Render(new Reply(Html.Plain(text))).Text);
    }

    [Fact]
    public void A_long_text_ends_at_a_line_with_its_tags_closed()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 400).Select(i => "<b>#" + i.ToString("000", CultureInfo.InvariantCulture) + "</b> item &amp; more"));

        var text = MessageRenderer.Render(new Reply(Raw("<i>" + lines + "</i>"))).Text;

        Assert.EndsWith("</b> item &amp; more</i>\n…", text, StringComparison.Ordinal);
        Assert.InRange(MarkedText.Parse(text).Visible.Length, 4070, 4096);
    }

    [Fact]
    public void A_long_text_without_lines_or_words_is_cut_between_characters()
    {
        var text = MessageRenderer.Render(new Reply(Raw("x" + string.Concat(Enumerable.Repeat("🎁", 3000))))).Text;

        Assert.EndsWith("🎁\n…", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', text);
        Assert.Equal(4095, text.Length);
    }

    [Fact]
    public void A_caption_is_shorter()
    {
        var message = MessageRenderer.Render(new Reply(Html.Plain(new string('x', 2000))) { QrContent = "00020101" });

        Assert.Equal(1024, message.Text.Length);
        Assert.NotNull(message.Photo);
    }

    [Fact]
    public void A_qr_code_is_a_png_of_a_size_that_scans()
    {
        var png = MessageRenderer.Render(new Reply(Html.Empty) { QrContent = "00020101021226670016ID.CO.EXAMPLE" + new string('9', 250) }).Photo!;

        Assert.Equal(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, png[..4]);
        var side = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        Assert.InRange(side, 500, 1000);
        Assert.InRange(png.Length, 100, 100_000);
    }

    [Fact]
    public void What_is_too_long_for_a_picture_can_be_copied()
    {
        var content = new string('9', QrPicture.ContentBytesMax + 1);

        var message = MessageRenderer.Render(new Reply(Html.Of($"Bayar")) { QrContent = content });

        Assert.Null(message.Photo);
        Assert.Equal($"Bayar\n<code>{content}</code>", message.Text);
    }

    [Fact]
    public void Buttons_keep_their_rows_and_do_one_thing_each()
    {
        var message = MessageRenderer.Render(new Reply(Html.Of($"x"))
        {
            Buttons =
            [
                [new Button("Saldo") { Action = "saldo" }, new Button("Drive") { Url = "https://drive.google.com/x" }],
                [],
                [new Button("Salin") { Copy = "https://drive.google.com/x" }],
            ],
        });

        Assert.Equal(
            """{"inline_keyboard":[[{"text":"Saldo","callback_data":"saldo"},{"text":"Drive","url":"https://drive.google.com/x"}],[{"text":"Salin","copy_text":{"text":"https://drive.google.com/x"}}]]}""",
            JsonSerializer.Serialize(message.ReplyMarkup!, BotApiJson.Default.InlineKeyboardMarkup));
    }

    [Theory]
    [InlineData("http://localhost:8080/pay/TU-1?a=1&b=2")]
    [InlineData("https://kedai/pay")]
    [InlineData("https://shop.example./pay")]
    [InlineData("https://1.2.3.999/pay")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://shop.example/x")]
    [InlineData("not a url")]
    public void A_link_that_telegram_takes_in_no_button_stands_in_the_text(string url)
    {
        var message = MessageRenderer.Render(new Reply(Html.Of($"Bayar di sini")) { Buttons = [[new Button("Bayar") { Url = url }]] });

        Assert.Null(message.ReplyMarkup);
        Assert.Equal("Bayar di sini\nBayar: " + url.Replace("&", "&amp;", StringComparison.Ordinal), message.Text);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/pay/x")]
    [InlineData("http://[::1]:5000/pay/x")]
    [InlineData("https://shop.example:8443/pay/x?y=z#w")]
    public void A_link_with_a_proper_host_or_an_address_is_a_button(string url) =>
        Assert.Equal(url, Assert.Single(Assert.Single(Keyboard(new Button("x") { Url = url })!.InlineKeyboard)).Url);

    [Fact]
    public void Data_and_texts_over_the_limits_do_not_reach_telegram()
    {
        Assert.NotNull(Keyboard(new Button("x") { Action = new string('é', 32) }));
        Assert.Null(Keyboard(new Button("x") { Action = new string('é', 33) }));
        Assert.NotNull(Keyboard(new Button("x") { Copy = new string('c', 256) }));
        Assert.Null(Keyboard(new Button("x") { Copy = new string('c', 257) }));
        Assert.Null(Keyboard(new Button("x")));
        Assert.Equal("•", Keyboard(new Button(" \n") { Action = "x" })!.InlineKeyboard[0][0].Text);
        Assert.Equal(64, Keyboard(new Button(new string('L', 300)) { Action = "x" })!.InlineKeyboard[0][0].Text.Length);
    }

    [Fact]
    public void A_hundred_buttons_are_the_most_and_rows_stay_readable()
    {
        var row = Enumerable.Range(0, 150).Select(i => new Button("b") { Action = "a:" + i.ToString(CultureInfo.InvariantCulture) }).ToList();

        var keyboard = MessageRenderer.Render(new Reply(Html.Of($"x")) { Buttons = [row] }).ReplyMarkup!.InlineKeyboard;

        Assert.Equal(100, keyboard.Sum(r => r.Count));
        Assert.True(keyboard.All(r => r.Count <= 8));
    }

    [Fact]
    public void Lines_of_unusable_buttons_survive_the_cut()
    {
        var message = MessageRenderer.Render(new Reply(Html.Plain(new string('x', 5000))) { Buttons = [[new Button("Bayar") { Url = "http://localhost/pay" }]] });

        Assert.EndsWith("x\n…\nBayar: http://localhost/pay", message.Text, StringComparison.Ordinal);
        Assert.Equal(4096, message.Text.Length);
    }

    [Fact]
    public void Plain_text_writes_every_link_out()
    {
        var message = MessageRenderer.RenderPlain(new Reply(Html.Of($"<b>Siap</b> & <a href=\"https://x.id\">buka</a>"))
        {
            Buttons = [[new Button("Drive") { Url = "https://drive.google.com/x" }, new Button("Saldo") { Action = "saldo" }, new Button("Salin") { Copy = "ABC" }]],
        });

        Assert.Equal(("Siap & buka\nDrive: https://drive.google.com/x\nSalin: ABC", null, null), (message.Text, message.ParseMode, message.ReplyMarkup));
    }

    [Fact]
    public void An_answer_to_a_press_is_plain_and_short()
    {
        Assert.Null(MessageRenderer.RenderAnswer(new Reply(Html.Empty) { AnswersCallback = "1" }));
        Assert.Equal("Saldo & topup", MessageRenderer.RenderAnswer(new Reply(Html.Of($"<b>Saldo</b> & topup")) { AnswersCallback = "1" }));
        Assert.Equal(200, MessageRenderer.RenderAnswer(new Reply(Html.Plain(new string('x', 500))) { AnswersCallback = "1" })!.Length);
    }

    private static InlineKeyboardMarkup? Keyboard(Button button) => MessageRenderer.Render(new Reply(Html.Of($"x")) { Buttons = [[button]] }).ReplyMarkup;

    /// <summary>Html that no code of ours would make, as an outbox row could hold it.</summary>
    private static Html Raw(string markup) => JsonSerializer.Deserialize<Html>(JsonSerializer.SerializeToUtf8Bytes(markup));
}
