using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;

namespace Digipanel.Bot.Tests.Broadcasts;

public sealed class BroadcastWordsTests
{
    [Theory]
    [InlineData("2026-12-01 09:00 Halo kak", "2026-12-01T02:00", "Halo kak")]
    [InlineData("2026-12-01 9.30\nHalo", "2026-12-01T02:30", "Halo")]
    [InlineData("2026-12-01 00:15 WIB", "2026-11-30T17:15", "")]
    [InlineData("Halo 2026-12-01 09:00", null, "Halo 2026-12-01 09:00")]
    [InlineData("2026-13-01 09:00 Halo", null, "2026-13-01 09:00 Halo")]
    [InlineData("2026-12-01 09:000 Halo", null, "2026-12-01 09:000 Halo")]
    public void A_time_of_jakarta_stands_before_the_text(string arguments, string? due, string text)
    {
        var words = BroadcastWords.Parse(arguments);
        Assert.Equal(due, words.Due?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(text, words.Text);
    }

    [Fact]
    public void What_telegram_formats_stays_so_behind_the_command()
    {
        const string whole = "/broadcast Diskon <50%> di sini ya";
        var message = new WrittenMessage("1", whole) { Marks = [new(11, 12, "b"), new(18, 5, "i"), new(24, 7, "a", "https://x.example/?a=1&b=2"), new(30, 100, "b"), new(0, 10, "code")] };
        Assert.Equal(
            "<b>Diskon <i>&lt;50%&gt;</i></b> <a href=\"https://x.example/?a=1&amp;b=2\">di sini</a> ya",
            BroadcastWords.Parse(whole["/broadcast".Length..]).FormattedIn(message).Markup);
    }

    [Theory]
    [InlineData("Promo *akhir _tahun_* ya", "Promo <b>akhir <i>tahun</i></b> ya")]
    [InlineData("2*3*4 dan snake_case_name", "2*3*4 dan snake_case_name")]
    [InlineData("```a * b *```", "<code>a * b *</code>")]
    [InlineData("* satu\n* dua", "* satu\n* dua")]
    [InlineData("<b>*x*", "&lt;b&gt;<b>x</b>")]
    public void What_people_mark_on_whatsapp_is_marked(string text, string markup) => Assert.Equal(markup, WhatsAppMarks.Parse(text).Markup);
}
