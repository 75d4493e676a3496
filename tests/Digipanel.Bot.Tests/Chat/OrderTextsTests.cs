using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Tests.Chat;

public sealed class OrderTextsTests
{
    private static readonly ITexts English = TextsOf.Language("en");

    [Theory]
    [InlineData(1, "Your order keeps its place and goes on by itself.")]
    [InlineData(2, "Your 2 orders keep their place and go on by themselves.")]
    public void Delayed_orders_are_counted_in_good_english(long orders, string words) =>
        Assert.Contains(words, English.OrdersDelayed(orders).Markup, StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "1 download.")]
    [InlineData(2, "2 downloads.")]
    public void Downloads_left_are_counted_in_good_english(long downloads, string words) =>
        Assert.Contains(words, English.AlertLowBalance("main", new Rupiah(200), downloads).Markup, StringComparison.Ordinal);
}
