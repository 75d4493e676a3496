using Digipanel.Bot.Storefront;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

/// <summary>The form of a history line, the same in both languages; only its words differ.</summary>
internal static class HistoryLines
{
    private const int TitleCharsMax = 60;

    public static Html Movement(WalletMovement movement, string what, Func<DateTimeOffset, string> time)
    {
        var amount = new Rupiah(movement.Amount);
        var signed = amount > Rupiah.Zero ? $"+{amount}" : amount.ToString();
        var about = movement.About.Length > 0 ? " " + movement.About : "";
        return Html.Of($"{what}{about} <b>{signed}</b> → {new Rupiah(movement.BalanceAfter)}\n<i>{time(DateTimeOffset.FromUnixTimeMilliseconds(movement.At))}</i>");
    }

    public static Html Order(OrderSummary order, string state, Func<DateTimeOffset, string> time, string driveLabel)
    {
        var title = order.Title.Length > TitleCharsMax ? order.Title[..(TitleCharsMax - 1)] + "…" : order.Title;
        var drive = order.DriveLink is { } link ? Html.Of($" · <a href=\"{link}\">{driveLabel}</a>") : Html.Empty;
        return Html.Of($"<b>#{order.Number}</b> {title}\n{state} · {new Rupiah(order.Price)}{drive} · <i>{time(DateTimeOffset.FromUnixTimeMilliseconds(order.At))}</i>");
    }
}
