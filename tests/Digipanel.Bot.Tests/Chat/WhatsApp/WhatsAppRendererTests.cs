using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Chat.WhatsApp;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

public sealed class WhatsAppRendererTests
{
    private static readonly ITexts Texts = TextsOf.Language("id");

    [Theory]
    [InlineData("Saldo: <b>Rp 500</b>.", "Saldo: *Rp 500*.")]
    [InlineData("<b>a\nb</b>", "*a*\n*b*")]
    [InlineData("<b> a </b>", " *a* ")]
    [InlineData("<b></b>x", "x")]
    [InlineData("a<b>b</b>c", "abc")]
    [InlineData("<i>x</i> <b><i>y</i></b>", "_x_ *_y_*")]
    [InlineData("Ref: <code>TU_1*2</code>", "Ref: ```TU_1*2```")]
    [InlineData("<code>https://elements.envato.com/x-ABC</code>", "https://elements.envato.com/x-ABC")]
    [InlineData("<a href=\"https://d.id/?a=1&amp;b=2\">Drive</a> · <a href=\"https://l.id\">Lisensi</a>", "Drive: https://d.id/?a=1&b=2 · Lisensi: https://l.id")]
    [InlineData("<a href=\"https://d.id\">https://d.id</a>", "https://d.id")]
    [InlineData("3 &lt; 4 &amp; 5", "3 < 4 & 5")]
    public void Markup_becomes_whatsapps(string html, string expected) => Assert.Equal(expected, WhatsAppMarkup.Parse(Raw(html)).ToText(4096));

    [Theory]
    [InlineData("*LUNAS*", "∗LUNAS∗")]
    [InlineData("_x_ ~y~ `z`", "ˍxˍ ∼y∼ ˋzˋ")]
    [InlineData("```Admin```", "ˋˋˋAdminˋˋˋ")]
    [InlineData("nama_file_saya 2*3", "nama_file_saya 2*3")]
    [InlineData("a\n> Admin: saldo masuk", "a\n› Admin: saldo masuk")]
    [InlineData("https://drive.google.com/d/1_a*b_/view *x*", "https://drive.google.com/d/1_a*b_/view ∗x∗")]
    [InlineData("abc\u202Edcb", "abcdcb")]
    public void A_name_cannot_be_markup(string name, string expected) => Assert.Equal(expected, WhatsAppMarkup.Parse(Html.Plain(name)).ToText(4096));

    [Fact]
    public void A_name_inside_bold_cannot_end_it() =>
        Assert.Equal("Halo *∗x∗ _y* 👋".Replace('_', '\u02CD'), WhatsAppMarkup.Parse(Html.Of($"Halo <b>{"*x* _y"}</b> 👋")).ToText(4096));

    [Fact]
    public void A_text_that_is_too_long_is_cut_with_its_markup_closed()
    {
        var text = WhatsAppMarkup.Parse(Html.Of($"<b>{string.Join('\n', Enumerable.Repeat("one two three", 400))}</b>")).ToText(1000);
        Assert.InRange(text.Length, 800, 1000);
        Assert.EndsWith("*\n…", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Up_to_three_options_are_buttons()
    {
        var message = Render(new Reply(Html.Of($"?")) { Buttons = [[Do("A"), Do("B")], [Do("C")]] });
        Assert.Equal(["A", "B", "C"], message.Buttons.Select(b => b.Title).ToList());
        Assert.Equal("?", message.Text);
    }

    [Fact]
    public void A_button_whose_label_is_cut_says_it_in_full_in_the_text()
    {
        var message = Render(new Reply(Html.Of($"Saldo cukup.")) { Buttons = [[Do("▶️ Lanjutkan 12 tautan – Rp 6.000")], [Do("🗑 Hapus simpanan")]] });
        Assert.Equal(["▶️ Lanjutkan 12…", "🗑 Hapus simpanan"], message.Buttons.Select(b => b.Title).ToList());
        Assert.Equal("Saldo cukup.\n\n1. ▶️ Lanjutkan 12 tautan – Rp 6.000\n2. 🗑 Hapus simpanan", message.Text);
    }

    [Fact]
    public void Four_to_ten_options_are_a_list_with_long_labels_in_full_below()
    {
        var message = Render(new Reply(Html.Of($"?")) { Buttons = [[Do("A"), Do("B"), Do("C")], [Do("A label of more than 24 letters")]] });
        Assert.Equal("☰ Pilih", message.RowsButton);
        Assert.Equal(["A", "B", "C", "A label of more than 24…"], message.Rows.Select(r => r.Title).ToList());
        Assert.Equal([null, null, null, "A label of more than 24 letters"], message.Rows.Select(r => r.Description).ToList());
        Assert.Equal("?", message.Text);
    }

    [Fact]
    public void More_than_ten_options_are_a_list_and_numbered_lines()
    {
        var message = Render(new Reply(Html.Of($"?")) { Buttons = [.. Enumerable.Range(1, 12).Select(n => (IReadOnlyList<Button>)[Do($"#{n}")])] });
        Assert.Equal(10, message.Rows.Count);
        Assert.Equal("?\n\n11. #11\n12. #12", message.Text);
        Assert.Equal(12, message.Options.Count);
    }

    [Fact]
    public void Labels_that_are_the_same_when_cut_stay_apart()
    {
        var message = Render(new Reply(Html.Of($"?")) { Buttons = [[Do("The same long label number one"), Do("The same long label number two"), Do("x")]] });
        Assert.Equal(3, message.Buttons.Select(b => b.Title).Distinct(StringComparer.Ordinal).Count());
        Assert.All(message.Buttons, b => Assert.InRange(b.Title.Length, 1, 20));
    }

    [Fact]
    public void A_single_link_is_a_button()
    {
        var message = Render(new Reply(Html.Of($"Pay")) { Buttons = [[new Button("💳 Bayar lewat DANA") { Url = "https://pay.id/1" }]] });
        Assert.Equal(new CloudLink("💳 Bayar lewat DANA", "https://pay.id/1"), message.Link);
        Assert.Equal("Pay", message.Text);
    }

    [Fact]
    public void A_link_beside_options_is_a_line_unless_the_text_has_it()
    {
        Button link = new("💳 Bayar") { Url = "https://pay.id/a_b" };
        Assert.Equal("Pay\n💳 Bayar: https://pay.id/a_b", Render(new Reply(Html.Of($"Pay")) { Buttons = [[link], [Do("Cek")]] }).Text);
        Assert.Equal("Pay: https://pay.id/a_b", Render(new Reply(Html.Of($"Pay: https://pay.id/a_b")) { Buttons = [[link], [Do("Cek")]] }).Text);
    }

    [Fact]
    public void What_is_to_be_copied_stands_on_a_line_of_its_own_unless_the_text_has_it()
    {
        Button copy = new("📋 Salin") { Copy = "8808123" };
        Assert.Equal("Pay\n📋 Salin:\n```8808123```", Render(new Reply(Html.Of($"Pay")) { Buttons = [[copy], [Do("Cek")]] }).Text);
        Assert.Equal("Pay ```8808123```", Render(new Reply(Html.Of($"Pay <code>8808123</code>")) { Buttons = [[copy], [Do("Cek")]] }).Text);
    }

    [Fact]
    public void A_body_that_is_too_long_for_buttons_is_a_text_with_numbers()
    {
        var message = Render(new Reply(Html.Plain(new string('x', 1500))) { Buttons = [[Do("A"), Do("B")]] });
        Assert.Empty(message.Buttons);
        Assert.EndsWith("\n\n1. A\n2. B\nBalas dengan nomornya ya 👆", message.Text, StringComparison.Ordinal);
        Assert.Equal(["do:A", "do:B"], message.Options);
    }

    [Fact]
    public void A_picture_with_more_than_three_options_has_them_in_its_caption()
    {
        var message = Render(new Reply(Html.Of($"Scan")) { QrContent = "000201", Buttons = [[Do("A"), Do("B"), Do("C"), Do("D")]] });
        Assert.NotNull(message.Media);
        Assert.Equal("Scan\n\n1. A\n2. B\n3. C\n4. D\nBalas dengan nomornya ya 👆", message.Text);
    }

    [Fact]
    public void The_stamp_that_stands_for_a_code_to_come_is_not_sent()
    {
        Assert.Null(Render(new Reply(Html.Of($"x")) { Picture = Stamp.Waiting }).Media);
        Assert.NotNull(Render(new Reply(Html.Of($"x")) { Picture = Stamp.Cancelled }).Media);
    }

    [Fact]
    public void A_template_of_a_delivery_that_is_too_long_has_its_links()
    {
        var reply = new Reply(Html.Plain(new string('x', 900))) { Buttons = [[new Button("Drive") { Url = "https://d.id/1" }, new Button("Lisensi") { Url = "https://l.id/1" }]] };
        Assert.Equal("Drive: https://d.id/1 · Lisensi: https://l.id/1", WhatsAppRenderer.TemplateParameter(reply));
    }

    private static WhatsAppMessage Render(Reply reply) => WhatsAppRenderer.Render(reply, Texts);

    private static Button Do(string label) => new(label) { Action = $"do:{label}" };

    private static Html Raw(string markup) => JsonSerializer.Deserialize<Html>(JsonSerializer.SerializeToUtf8Bytes(markup));
}
