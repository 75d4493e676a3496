using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string ButtonDrive => "📥 Google Drive";

    /// <inheritdoc/>
    public string ButtonLicence => "📄 Licence";

    /// <inheritdoc/>
    public string ButtonTopupOf(Rupiah amount) => $"💳 Top up {amount}";

    Html ITexts.Bought(Purchase purchase)
    {
        var lines = new List<Html>();
        if (purchase.Bought.Count > 0)
        {
            lines.Add(Html.Of($"✅ <b>{Orders(purchase.Bought.Count)} placed</b>, working on it:"));
            lines.AddRange(PurchaseLines.Bought(purchase.Bought, More));
            lines.Add(Html.Of($"Price: {purchase.Price} × {purchase.Bought.Count} = <b>{purchase.Price * purchase.Bought.Count}</b>"));
            lines.Add(Html.Of($"Balance left: <b>{purchase.Balance}</b>"));
        }

        if (purchase.Delayed)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"⏳ The download server has a problem, so this takes longer. Your order keeps its place; if it cannot be done, your money comes back by itself."));
        }

        if (purchase.InProgress.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"🔁 Already in progress, not charged again:"));
            lines.AddRange(PurchaseLines.Others(purchase.InProgress, More));
        }

        if (purchase.Unpaid.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"💰 Your balance does not cover {(purchase.Unpaid.Count == 1 ? "this link" : $"these {purchase.Unpaid.Count} links")}, so not ordered yet:"));
            lines.AddRange(PurchaseLines.Others(purchase.Unpaid.Select(PurchaseLines.Short), More));
            lines.Add(Html.Of($"You have {purchase.Balance}, <b>{purchase.Missing}</b> short. Top up first, then send them again."));
        }

        if (purchase.Links.LeftOut > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"✋ {LinkFinder.ItemsAMessageMax} links a message at most: the last {(purchase.Links.LeftOut == 1 ? "one was" : $"{purchase.Links.LeftOut} were")} not ordered. Send the rest in another message."));
        }

        if (purchase.Links.Refused.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"⚠️ These links cannot be downloaded (not charged):"));
            lines.AddRange(PurchaseLines.Others(purchase.Links.Refused.Select(Why), More));
            lines.Add(Html.Of($"What works: item links of Envato Elements, such as <code>https://elements.envato.com/item-name-ABC1234</code>"));
        }

        return Html.Lines(lines);
    }

    /// <inheritdoc/>
    public Html Delivered(long number, string title, string driveLink, string? licenceLink) =>
        Html.Of($"🎉 <b>Order #{number} is ready!</b>\n{title}\n\n📥 Google Drive:\n{driveLink}") + LicenceLine(licenceLink);

    /// <inheritdoc/>
    public Html Gift(long number, string title, string driveLink, string? licenceLink) =>
        Html.Of($"🎁 <b>Order #{number} finished after all.</b>\n{title}\n\nYour money is back already, so this one is free.\n\n📥 Google Drive:\n{driveLink}")
        + LicenceLine(licenceLink);

    /// <inheritdoc/>
    public Html Refunded(long number, string title, string reason, Rupiah price, Rupiah balance)
    {
        var words = reason switch
        {
            FailureReason.Refused => "The server cannot download this link. Please check it on Envato Elements.",
            FailureReason.Upstream => "The download failed on the server. You can try again by sending the link once more.",
            FailureReason.Lost => "The server gave no clear answer, so we stopped the order. You can try again by sending the link once more.",
            FailureReason.Cancelled => "You cancelled it.",
            FailureReason.Waited => "The queue took too long because of a problem on the server. Sorry – please try again later.",
            _ => "The server never finished this download. You can try again by sending the link once more.",
        };
        return Html.Of($"😔 <b>Order #{number} failed</b>\n{title}\n\n{words}\n\n↩️ {price} is back in your wallet. Your balance: <b>{balance}</b>");
    }

    /// <inheritdoc/>
    public Html OrdersDelayed(long orders) => Html.Of(
        $"⏳ Sorry, the download server has a problem. {(orders == 1 ? "Your order keeps its place and goes on by itself" : $"Your {orders} orders keep their place and go on by themselves")}. If it takes too long, your money comes back.");

    /// <inheritdoc/>
    public Html AlertUnauthorized(string account) => Html.Of(
        $"🚨 Digipanel account <b>{account}</b> refuses the API key (401). Its lane has stopped and orders wait.\nCheck the key in Digipanel's dashboard, change it in the configuration and restart the bot.");

    /// <inheritdoc/>
    public Html AlertNoBalance(string account) => Html.Of(
        $"🚨 The balance of Digipanel account <b>{account}</b> is used up (402). Its lane has stopped and orders wait.\nTop it up in Digipanel's dashboard (at least Rp 50.000); the bot goes on by itself within a minute.");

    /// <inheritdoc/>
    public Html AlertLaneOpen(string account) => Html.Of($"✅ Digipanel account <b>{account}</b> works again.");

    /// <inheritdoc/>
    public Html AlertLowBalance(string account, Rupiah balance, long downloads) => Html.Of(
        $"⚠️ Digipanel account <b>{account}</b> has {balance} left, enough for {downloads} {(downloads == 1 ? "download" : "downloads")}. Please top it up in time.");

    /// <inheritdoc/>
    public Html AlertLowBalanceOver(string account, Rupiah balance) => Html.Of($"✅ Digipanel account <b>{account}</b> is well filled again: {balance}.");

    /// <inheritdoc/>
    public Html AlertLostOrder(long number, string title, string account) => Html.Of(
        $"⚠️ Order <b>#{number}</b> ({title}): the answer of Digipanel account <b>{account}</b> was lost and its result never came. The customer was refunded; please look at Digipanel's history.");

    /// <inheritdoc/>
    public Html AlertNeverFinished(long number, string title, string account) => Html.Of(
        $"⚠️ Order <b>#{number}</b> ({title}): Digipanel account <b>{account}</b> did not finish it within 24 hours. The customer was refunded.");

    private static string More(int count) => $"… and {count} more";

    private static string Orders(int count) => count == 1 ? "1 order" : $"{count} orders";

    private static Html LicenceLine(string? licenceLink) => licenceLink is null ? Html.Empty : Html.Of($"\n\n📄 Licence:\n{licenceLink}");

    private static string Why(EnvatoLink link) => link switch
    {
        EnvatoLink.OtherEnvatoSite site => $"{site.Host}: not supported",
        EnvatoLink.NotAnItem page => $"{PurchaseLines.Short(page.Text)} (not an item's page)",
        EnvatoLink.Broken broken => $"{PurchaseLines.Short(broken.Text)} (broken link)",
        EnvatoLink.Shortened shortened => $"{PurchaseLines.Short(shortened.Text)} (short link, it must be opened in a browser first)",
        EnvatoLink.NotEnvato other => $"{PurchaseLines.Short(other.Text)} (not Envato Elements)",
        _ => "?",
    };
}
