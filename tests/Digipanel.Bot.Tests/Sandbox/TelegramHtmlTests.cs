using Digipanel.Sandbox.Telegram;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Sandbox;

/// <summary>The refusals' words and offsets are those of Telegram's own parser (tdlib, test/message_entities.cpp).</summary>
public sealed class TelegramHtmlTests
{
    [Theory]
    [InlineData("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13")]
    [InlineData("🏟 🏟&lt;<abac aba>", "Unsupported start tag \"abac\" at byte offset 13")]
    [InlineData("🏟 🏟&lt;<abac>", "Unsupported start tag \"abac\" at byte offset 13")]
    [InlineData("🏟 🏟&lt;<i   =aba>", "Empty attribute name in the tag \"i\" at byte offset 13")]
    [InlineData("🏟 🏟&lt;<i    aba>", "Can't find end tag corresponding to start tag \"i\"")]
    [InlineData("🏟 🏟&lt;<i    aba  =  ", "Unclosed start tag \"i\" at byte offset 13")]
    [InlineData("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27")]
    [InlineData("🏟 🏟&lt;<i    aba  =  \"&lt;&gt;&quot;>", "Unclosed start tag at byte offset 13")]
    [InlineData("🏟 🏟&lt;<i    aba  =  '&lt;&gt;&quot;>", "Unclosed start tag at byte offset 13")]
    [InlineData("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13")]
    [InlineData("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20")]
    [InlineData("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17")]
    [InlineData("🏟 🏟&lt;<i>a</em   >", "Unmatched end tag at byte offset 17, expected \"</i>\", found \"</em>\"")]
    [InlineData("<b><i>a</b></i>", "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"")]
    [InlineData("<b>a", "Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("1 < 2", "Unsupported start tag \"\" at byte offset 2")]
    [InlineData("I <3 you>", "Unsupported start tag \"3\" at byte offset 2")]
    [InlineData("a<br>b", "Unsupported start tag \"br\" at byte offset 1")]
    [InlineData("<span class=\"x\">a</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0")]
    [InlineData("&#xDFDF;", "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")]
    public void Broken_html_is_refused_where_it_breaks(string html, string reason)
    {
        var refusal = Assert.Throws<TelegramRefusal>(() => HtmlEntities.Parse(html));
        Assert.Equal((400, "Bad Request: can't parse entities: " + reason), (refusal.Code, refusal.Message));
    }

    [Theory]
    [InlineData("&ge;&lt;&gt;&amp;&quot;&laquo;&raquo;&#12345678;", "&ge;<>&\"&laquo;&raquo;&#12345678;", "")]
    [InlineData("&#65;&#x41;&#x1F600; &amp &", "AA😀 & &", "")]
    [InlineData("➡️ ➡️<EM>➡️ ➡️</eM>", "➡️ ➡️➡️ ➡️", "italic 5+5")]
    [InlineData("<b>1</b><strong>2</strong><i>3</i><u>4</u><ins>5</ins><s>6</s><strike>7</strike><del>8</del>", "12345678",
        "bold 0+1, bold 1+1, italic 2+1, underline 3+1, underline 4+1, strikethrough 5+1, strikethrough 6+1, strikethrough 7+1")]
    [InlineData("<b>a<i>b<u>c</u></i></b>", "abc", "bold 0+3, italic 1+2, underline 2+1")]
    [InlineData("<i><b>ab</b></i>", "ab", "bold 0+2, italic 0+2")]
    [InlineData("<tg-spoiler>a</tg-spoiler><span class=\"tg-spoiler\">b</span>", "ab", "spoiler 0+1, spoiler 1+1")]
    [InlineData("<code>a</code><pre>b</pre><pre><code class=\"language-sql\">c</code></pre>", "abc", "code 0+1, pre 1+1, pre 2+1 sql")]
    [InlineData("<blockquote>a</blockquote><blockquote expandable>b</blockquote>", "ab", "blockquote 0+1, expandable_blockquote 1+1")]
    [InlineData("<a href=\"https://x.id/?a=1&amp;b=2\">a</a>", "a", "text_link 0+1 https://x.id/?a=1&b=2")]
    [InlineData("<a href='tg://user?id=1'>a</a><a href=\"nowhere\">b</a><a>x.id</a>", "abx.id", "text_link 0+1 tg://user?id=1, text_link 2+4 http://x.id/")]
    [InlineData("<b></b>a<i>b</>", "ab", "italic 1+1")]
    public void Html_becomes_text_and_entities(string html, string text, string entities)
    {
        var parsed = HtmlEntities.Parse(html);
        Assert.Equal(text, parsed.Text);
        Assert.Equal(entities, string.Join(", ", parsed.Entities.Select(e => $"{e.Type} {e.Offset}+{e.Length} {e.Url}{e.Language}".TrimEnd())));
    }

    [Fact]
    public void Every_text_survives_escaping_and_parsing() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(s => s is not null && s.All(c => !char.IsSurrogate(c))),
        text => HtmlEntities.Parse(HtmlRendering.Escape(text)).Text == text));

    [Fact]
    public void Every_formatted_text_survives_rendering_and_parsing()
    {
        string[] types = ["bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "code"];
        var words = Gen.Elements("a", "<b>", "&amp;", "😀", "Rp 5", "\"", " ", "é").ListOf().Select(w => string.Concat(w));

        // Entities of one text nest or lie apart: built from the inside out, each around a part of what is there.
        var formatted = Gen.Elements(types).ListOf().SelectMany(
            chosen => Gen.Zip(words, Gen.Zip(words, words)).Select(parts => Build(chosen.Distinct(StringComparer.Ordinal).ToList(), parts.Item1, parts.Item2.Item1, parts.Item2.Item2)));
        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(formatted), message =>
            HtmlEntities.Parse(HtmlRendering.Render(message.Text, message.Entities)).SameAs(message)));

        static FormattedText Build(List<string> types, string before, string inside, string after)
        {
            var text = inside + "x";
            var entities = new List<TelegramEntity>();
            foreach (var type in types)
            {
                entities = [.. entities.Select(e => e with { Offset = e.Offset + before.Length }), new TelegramEntity(type, 0, before.Length + text.Length)];
                text = before + text;
            }

            return new FormattedText(text + after, FormattedText.Sorted(entities));
        }
    }

    [Fact]
    public void No_text_breaks_the_parser_in_another_way_than_a_refusal() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(Gen.Elements("<", ">", "/", "b", "a", " ", "=", "\"", "'", "href", "&", "#", "x", "1", ";", "lt", "😀", "span", "class").ListOf().Select(p => string.Concat(p))),
        html =>
        {
            try
            {
                var parsed = HtmlEntities.Parse(html);
                return parsed.Entities.All(e => e.Offset >= 0 && e.Length > 0 && e.Offset + e.Length <= parsed.Text.Length);
            }
            catch (TelegramRefusal refusal)
            {
                return refusal.Code == 400;
            }
        }));
}
