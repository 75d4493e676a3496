using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html StatusTitle => Html.Of($"📋 <b>Under way</b>");

    /// <inheritdoc/>
    public Html StatusNothing => Html.Of($"📋 Nothing is under way. Send an Envato Elements link to download it.");

    /// <inheritdoc/>
    public Html StatusUnreadable => Html.Of($"Please write the order's number, for example <code>/status 12</code>. Or just /status for all that is under way.");

    /// <inheritdoc/>
    public string WordPlaced => "placed";

    /// <inheritdoc/>
    public string WordBegun => "started";

    /// <inheritdoc/>
    public string ButtonRefresh => "🔄 Refresh";

    /// <inheritdoc/>
    public string ButtonSendAgain => "📤 Send again";

    /// <inheritdoc/>
    public Html ToastLatest => Html.Of($"This is the latest 👌");

    /// <inheritdoc/>
    public Html NoOrdersHere => Html.Of($"No orders in this list.");

    /// <inheritdoc/>
    public string ButtonAsFile => "📄 As a file";

    /// <inheritdoc/>
    public Html ToastFile => Html.Of($"The file follows below 👇");

    /// <inheritdoc/>
    public Html OrderNotFound(long number) => Html.Of($"I could not find order #{number}. Its number is in /history");

    /// <inheritdoc/>
    public Html StatusKept(long links, Rupiah total, Rupiah balance) => Html.Of($"💰 I am keeping {Links(links)} for you, {total} in total. Your balance is {balance}.");

    /// <inheritdoc/>
    public Html StatusTopup(Rupiah amount, string method, string reference, DateTimeOffset? expiry) => expiry is { } until
        ? Html.Of($"💳 Top-up of {amount} by {NameOf(method)} waits to be paid until {Time(until)}. Ref <code>{reference}</code>")
        : Html.Of($"💳 Top-up of {amount} by {NameOf(method)} is being made. Ref <code>{reference}</code>");

    /// <inheritdoc/>
    public string ReasonWords(string reason) => reason switch
    {
        FailureReason.Refused => "The server cannot download this link. Please check it on Envato Elements.",
        FailureReason.Upstream => "The download failed on the server. You can try again by sending the link once more.",
        FailureReason.Lost => "The server gave no clear answer, so we stopped the order. You can try again by sending the link once more.",
        FailureReason.Cancelled => "You cancelled it.",
        FailureReason.ByShop => "The shop has cancelled this order. You are welcome to send the link again later.",
        FailureReason.Waited => "The queue took too long because of a problem on the server. Sorry – please try again later.",
        _ => "The server never finished this download. You can try again by sending the link once more.",
    };

    /// <inheritdoc/>
    public string HistoryFilter(string kind) => kind switch
    {
        HistoryPage.Open => "⚙️ Open",
        HistoryPage.Done => "✅ Done",
        HistoryPage.Returned => "↩️ Refunded",
        _ => "All",
    };

    /// <inheritdoc/>
    public Html HistoryFile(int orders) => Html.Of($"📄 Your last {(orders == 1 ? "order, with its links" : $"{Orders(orders)}, with their links")}.");
}
