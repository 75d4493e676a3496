using Digipanel.Bot.Downloads;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class LinkFinderTests
{
    private const string A = "https://elements.envato.com/neon-city-opener-ABC1234";
    private const string B = "https://elements.envato.com/soft-piano-XYZ98765";

    [Theory]
    [InlineData("kak tolong {A} sama {B} ya, makasih!")]
    [InlineData("{A}\n{B}")]
    [InlineData("1. {A}.\n2. {B}!")]
    [InlineData("\"{A}\" dan '{B}'")]
    [InlineData("({A}) [{B}]")]
    [InlineData("<{A}> «{B}»")]
    [InlineData("[Neon]({A}) **{B}**")]
    [InlineData("`{A}`;{B},")]
    [InlineData("_{A}_ ~{B}~")]
    [InlineData("{A}{B}")]
    [InlineData("{A},{B}")]
    [InlineData("link:{A} dan lagi:{B}?")]
    [InlineData("{A}?utm=1&y=2#z {B}/")]
    [InlineData("👉{A}👈 lalu {B}🙏")]
    [InlineData("“{A}”。{B}…")]
    [InlineData("{A}.Makasih kak, {B}/preview")]
    [InlineData("{A}\u200b {B}\u00a0ya")]
    [InlineData("Diteruskan dari Budi:\r\n> {A}\r\n> {B}\r\n")]
    [InlineData("\U0001F449{A} \u2764\ufe0f {B}\u212a")]
    [InlineData("Check out this item on Envato Elements: {A}?share=1\n\n{B}*")]
    public void Links_are_found_anywhere_in_a_text(string form)
    {
        var found = LinkFinder.Find(form.Replace("{A}", A, StringComparison.Ordinal).Replace("{B}", B, StringComparison.Ordinal));
        Assert.Equal<string>([A, B], [.. found.Items.Select(i => i.Canonical)]);
        Assert.Empty(found.Refused);
    }

    [Theory]
    [InlineData("elements.envato.com/neon-city-opener-ABC1234")]
    [InlineData("mau elements.envato.com/neon-city-opener-ABC1234.")]
    [InlineData("(elements.envato.com/es/neon-city-opener-ABC1234)")]
    [InlineData("ini ya kak:\nelements.envato.com/neon-city-opener-ABC1234")]
    public void Bare_links_are_found(string text) => Assert.Equal(A, Assert.Single(LinkFinder.Find(text).Items).Canonical);

    [Theory]
    [InlineData("https://1.envato.market/c/1234/4415/4662?u=https%3A%2F%2Felements.envato.com%2Fneon-city-opener-ABC1234%3Futm%3D1")]
    [InlineData("https://www.google.com/url?sa=t&q=https%3A%2F%2Felements.envato.com%2Fneon-city-opener-ABC1234&usg=AOvVaw0")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Felements.envato.com%2Fes%2Fneon-city-opener-ABC1234&h=AT0x")]
    [InlineData("https://l.facebook.com/l.php?u=https://elements.envato.com/neon-city-opener-ABC1234&h=AT0x")]
    public void A_link_inside_a_redirector_is_read_without_the_network(string text)
    {
        var found = LinkFinder.Find(text);
        Assert.Equal((A, 0), (Assert.Single(found.Items).Canonical, found.Refused.Count));
    }

    [Theory]
    [InlineData("https://1.envato.market/Abc12")]
    [InlineData("https://share.envato.com/x1Y2z3")]
    [InlineData("bagus nih https://bit.ly/3AbCdEf!")]
    [InlineData("https://s.id/paket-logo")]
    public void A_shortened_link_is_told_apart_so_that_the_answer_can_help(string text) =>
        Assert.IsType<EnvatoLink.Shortened>(Assert.Single(LinkFinder.Find(text).Refused));

    [Theory]
    [InlineData("https://evil.test/?u=https%3A%2F%2Felements.envato.com%2Fneon-city-opener-ABC1234")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Felements.envato.com.evil.test%2Fneon-city-opener-ABC1234")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Fx%40elements.envato.com%2Fneon-city-opener-ABC1234")]
    [InlineData("user@elements.envato.com/neon-city-opener-ABC1234")]
    [InlineData("elements.envato.com.evil.test/neon-city-opener-ABC1234")]
    [InlineData("https://elements.envato.com.evil.test/neon-city-opener-ABC1234")]
    [InlineData("xelements.envato.comx/neon-city-opener-ABC1234")]
    [InlineData("https://a:b@elements.envato.com/neon-city-opener-ABC1234")]
    [InlineData("elements.envato.com:8080/neon-city-opener-ABC1234")]
    public void Look_alikes_are_not_bought(string text) => Assert.Empty(LinkFinder.Find(text).Items);

    [Fact]
    public void Links_hidden_behind_words_count_and_duplicates_count_once()
    {
        var found = LinkFinder.Find($"ini {A} dan ini {A}?x=1", [A + "#top", B, "https://elements.envato.com/de/soft-piano-XYZ98765"]);
        Assert.Equal<string>([A, B], [.. found.Items.Select(i => i.Canonical)]);
    }

    [Fact]
    public void What_cannot_be_bought_is_kept_for_the_answer()
    {
        var found = LinkFinder.Find("https://themeforest.net/item/avada/2833226 https://elements.envato.com/fonts https://example.com/x");
        Assert.Empty(found.Items);
        Assert.Collection(
            found.Refused,
            link => Assert.IsType<EnvatoLink.OtherEnvatoSite>(link),
            link => Assert.IsType<EnvatoLink.NotAnItem>(link),
            link => Assert.IsType<EnvatoLink.NotEnvato>(link));
    }

    [Fact]
    public void A_message_buys_a_hundred_items_at_most_and_says_how_many_were_left_out()
    {
        var found = LinkFinder.Find(null, [.. Enumerable.Range(0, 130).Select(i => $"https://elements.envato.com/item-{i:D7}")]);
        Assert.Equal(LinkFinder.ItemsAMessageMax, found.Items.Count);
        Assert.Equal(30, found.LeftOut);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("halo kak, apa kabar? envato itu apa")]
    public void Words_alone_are_no_links(string? text) => Assert.False(LinkFinder.Find(text).Any);

    [Fact]
    public void Any_links_with_any_words_between_are_found_in_order_once()
    {
        var words = Gen.Elements(" kak ", "\n", " dan ", ", ", " - ", " (", ") ", "\" ", "; ", " 👉 ", ". ", " *minta* ");
        var links = Gen.Elements("AAAA111", "BBBB222", "CCCC333", "DDDD4444", "EEEE55555").Select(id => $"https://elements.envato.com/some-item-{id}");
        var messages = Gen.Zip(words, links).ListOf().ToArbitrary();
        Prop.ForAll(messages, parts =>
        {
            var text = string.Concat(parts.Select(p => p.Item1 + p.Item2)) + " ya";
            return LinkFinder.Find(text).Items.Select(i => i.Canonical)
                .SequenceEqual(parts.Select(p => p.Item2).Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_link_is_found_whatever_stands_around_it()
    {
        // What may not touch it: a letter or digit would be part of it, and before it also what makes another address of it.
        var before = Gen.Elements("", " ", "\n", "(", "[", "\"", "'", "“", "«", "👉", "→", "*", "~", ", ", "; ", "= ", "link nya ", "1) ", "kak.", "…", "\u200b", "https://x.y/ ");
        var after = Gen.Elements("", " ", "\n", ")", "]", "\"", "'", "”", "»", "👈", "*", "~", ",", ";", ".", "!", "?", "…", "。", "\u200b", "/", "?a=b", "#x", " ya", ".ya kak", "&x=1");
        Prop.ForAll(Gen.Zip(before, after).ToArbitrary(), around =>
            LinkFinder.Find(around.Item1 + A + around.Item2).Items is [{ Canonical: A }]).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_text_breaks_the_search() =>
        Prop.ForAll<string>(text => LinkFinder.Find(text + " elements.envato.com/" + text, text is null ? [] : [text]).LeftOut == 0).QuickCheckThrowOnFailure();
}
