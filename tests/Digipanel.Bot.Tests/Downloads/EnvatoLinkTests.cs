using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class EnvatoLinkTests
{
    private const string Canonical = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Theory]
    [InlineData("https://elements.envato.com/neon-city-opener-ABC1234")]
    [InlineData("http://elements.envato.com/neon-city-opener-ABC1234")]
    [InlineData("elements.envato.com/neon-city-opener-ABC1234")]
    [InlineData("HTTPS://Elements.Envato.COM/neon-city-opener-ABC1234")]
    [InlineData("https://elements.envato.com/neon-city-opener-ABC1234/")]
    [InlineData("https://elements.envato.com/es/neon-city-opener-ABC1234")]
    [InlineData("https://elements.envato.com/pt-br/neon-city-opener-ABC1234")]
    [InlineData("https://elements.envato.com/neon-city-opener-ABC1234?utm_source=wa&x=1#reviews")]
    [InlineData("  https://elements.envato.com/neon-city-opener-ABC1234  ")]
    public void Every_way_of_writing_an_item_has_one_canonical_link(string text)
    {
        var item = Assert.IsType<EnvatoLink.Item>(EnvatoLink.Parse(text));
        Assert.Equal(Canonical, item.Canonical);
        Assert.Equal("neon-city-opener", item.Slug);
        Assert.Equal("elements/ABC1234", item.Key);
        Assert.Equal("Neon city opener", item.ShortTitle);
    }

    [Theory]
    [InlineData("https://app.envato.com/video-templates/" + Uuid)]
    [InlineData("https://app.envato.com/video-templates/" + Uuid + "?from=search")]
    public void The_apps_links_are_passed_on(string text)
    {
        var item = Assert.IsType<EnvatoLink.Item>(EnvatoLink.Parse(text));
        Assert.Equal("https://app.envato.com/video-templates/" + Uuid, item.Canonical);
        Assert.Equal("app/" + Uuid, item.Key);
        Assert.Equal("Video templates 0f8fad5b", item.ShortTitle);
        Assert.Equal("", item.Slug);
    }

    [Fact]
    public void The_apps_search_link_of_an_item_is_the_same_item()
    {
        var item = Assert.IsType<EnvatoLink.Item>(EnvatoLink.Parse($"https://app.envato.com/search/photos/{Uuid.ToUpperInvariant()}?itemType=photos"));
        Assert.Equal("app/" + Uuid, item.Key);
        Assert.Equal("https://app.envato.com/search/photos/" + Uuid, item.Canonical);
    }

    [Theory]
    [InlineData("https://elements.envato.com/")]
    [InlineData("elements.envato.com")]
    [InlineData("https://elements.envato.com/video-templates")]
    [InlineData("https://elements.envato.com/video-templates/logo-stings")]
    [InlineData("https://elements.envato.com/learn/how-to-edit-ABC1234")]
    [InlineData("https://elements.envato.com/sign-in")]
    [InlineData("https://elements.envato.com/neon-city-opener-abc1234")]
    [InlineData("https://elements.envato.com/neon-city-opener-ABC123")]
    [InlineData("https://elements.envato.com/ABC1234")]
    [InlineData("https://app.envato.com/search?itemType=photos")]
    [InlineData("https://app.envato.com/search/photos?term=cat")]
    [InlineData("https://app.envato.com/photos/0f8fad5b-d9cb-469f-a165")]
    public void Pages_that_are_no_items_are_told_apart(string text) => Assert.IsType<EnvatoLink.NotAnItem>(EnvatoLink.Parse(text));

    [Theory]
    [InlineData("https://themeforest.net/item/avada/2833226", "themeforest.net")]
    [InlineData("https://www.videohive.net/item/x/1", "videohive.net")]
    [InlineData("graphicriver.net/item/x/1", "graphicriver.net")]
    [InlineData("https://audiojungle.net", "audiojungle.net")]
    [InlineData("https://codecanyon.net/item/x/1", "codecanyon.net")]
    [InlineData("https://photodune.net/item/x/1", "photodune.net")]
    [InlineData("https://3docean.net/item/x/1", "3docean.net")]
    [InlineData("https://labs.envato.com/x", "labs.envato.com")]
    public void Other_sites_of_envato_are_named(string text, string host) =>
        Assert.Equal(new EnvatoLink.OtherEnvatoSite(host), EnvatoLink.Parse(text));

    [Theory]
    [InlineData("https://user:pass@elements.envato.com/neon-city-opener-ABC1234")]
    [InlineData("https://evil.test@elements.envato.com/neon-city-opener-ABC1234")]
    [InlineData("https://elements.envato.com:8443/neon-city-opener-ABC1234")]
    [InlineData("https://elements.envato.com:443/neon-city-opener-ABC1234")]
    [InlineData(@"https:\\elements.envato.com\neon-city-opener-ABC1234")]
    public void User_info_ports_and_back_slashes_are_refused(string text) => Assert.IsType<EnvatoLink.Broken>(EnvatoLink.Parse(text));

    [Theory]
    [InlineData("https://elements.envato.com.evil.test/neon-city-opener-ABC1234")]
    [InlineData("https://evil-elements.envato.com.test/neon-city-opener-ABC1234")]
    [InlineData("https://elements.envato.com@evil.test/neon-city-opener-ABC1234")]
    [InlineData("https://notthemeforest.net/item/1")]
    [InlineData("https://example.com/?u=https://elements.envato.com")]
    [InlineData("ftp://example.com/neon-city-opener-ABC1234")]
    public void Other_hosts_are_no_envato_links(string text) => Assert.IsNotType<EnvatoLink.Item>(EnvatoLink.Parse(text));

    [Fact]
    public void Whatever_is_longer_than_any_link_is_not_looked_at() =>
        Assert.IsType<EnvatoLink.Broken>(EnvatoLink.Parse("https://elements.envato.com/" + new string('a', 100_000) + "-ABC1234"));
}
