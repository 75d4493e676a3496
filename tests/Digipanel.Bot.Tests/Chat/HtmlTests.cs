using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Tests.Chat;

public sealed class HtmlTests
{
    [Fact]
    public void An_argument_never_becomes_markup()
    {
        var name = "<b>Budi</b> & \"co\"";
        Assert.Equal("Halo <b>&lt;b&gt;Budi&lt;/b&gt; &amp; &quot;co&quot;</b>", Html.Of($"Halo <b>{name}</b>").Markup);
    }

    [Fact]
    public void Markup_made_by_us_is_not_escaped_again() =>
        Assert.Equal("a <i>x</i>", Html.Of($"a {Html.Of($"<i>{'x'}</i>")}").Markup);
}
