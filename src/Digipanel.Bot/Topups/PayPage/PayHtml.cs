using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Topups.PayPage;

/// <summary>The frame of every page beneath /pay: what is inside comes from <see cref="PayMain"/>.</summary>
internal static class PayHtml
{
    /// <summary>A whole document.</summary>
    /// <param name="texts">Its language.</param>
    /// <param name="title">For the tab.</param>
    /// <param name="shop">The shop's name, where it is known.</param>
    /// <param name="main">The element main.</param>
    /// <param name="hasScript">Is a top-up's: the script follows the payment and copies what is to be copied, which a final state has too.</param>
    public static string Document(ITexts texts, string title, string? shop, Html main, bool hasScript) => Html.Of(
        $"""
        <!doctype html>
        <html lang="{texts.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <meta name="referrer" content="no-referrer">
        <title>{title}</title>
        <link rel="icon" href="data:,">
        <style>
        """).Markup + PayAssets.Style + Html.Of(
        $"""
        </style>
        </head>
        <body>
        <header><span class="shop">{shop ?? texts.PayPageHeading}</span><a href="?lang={Other(texts)}" hreflang="{Other(texts)}" lang="{Other(texts)}">{texts.PayPageOtherLanguage}</a></header>
        {main}
        <footer><p class="safe">{texts.PayPageSafety}</p></footer>
        <div id="live" class="unseen" role="status"></div>

        """).Markup + (hasScript ? "<script>" + PayAssets.Script + "</script>\n" : "") + "</body>\n</html>\n";

    /// <summary>A page that has nothing but something to say, in one language: not found, asked for too often.</summary>
    public static string Notice(ITexts texts, string title, string text) => Document(texts, title, shop: null, hasScript: false, main: Html.Of(
        $"""
        <main>
        <article class="card over"><p class="state">{title}</p><div class="body"><p>{text}</p></div></article>
        </main>
        """));

    private static string Other(ITexts texts) => texts.Language == "en" ? "id" : "en";
}
