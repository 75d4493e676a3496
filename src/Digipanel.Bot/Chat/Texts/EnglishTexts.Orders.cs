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

    /// <inheritdoc/>
    public Html Delivered(long number, string title, string driveLink, string? licenceLink) =>
        Html.Of($"🎉 <b>Order #{number} is ready!</b>\n{title}\n\n📥 Google Drive:\n{driveLink}") + LicenceLine(licenceLink);

    /// <inheritdoc/>
    public Html Gift(long number, string title, string driveLink, string? licenceLink) =>
        Html.Of($"🎁 <b>Order #{number} finished after all.</b>\n{title}\n\nYour money is back already, so this one is free.\n\n📥 Google Drive:\n{driveLink}")
        + LicenceLine(licenceLink);

    /// <inheritdoc/>
    public Html Refunded(long number, string title, string reason, Rupiah price, Rupiah balance) =>
        Html.Of($"😔 <b>Order #{number} failed</b>\n{title}\n\n{ReasonWords(reason)}\n\n↩️ {price} is back in your wallet. Your balance: <b>{balance}</b>");

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
        $"⚠️ Digipanel account <b>{account}</b> has {balance} left, enough for {Downloads(downloads)}. Please top it up in time.");

    /// <inheritdoc/>
    public Html AlertLowBalanceOver(string account, Rupiah balance) => Html.Of($"✅ Digipanel account <b>{account}</b> is well filled again: {balance}.");

    /// <inheritdoc/>
    public Html AlertLostOrder(long number, string title, string account) => Html.Of(
        $"⚠️ Order <b>#{number}</b> ({title}): the answer of Digipanel account <b>{account}</b> was lost and its result never came. The customer was refunded; please look at Digipanel's history.");

    /// <inheritdoc/>
    public Html AlertNeverFinished(long number, string title, string account) => Html.Of(
        $"⚠️ Order <b>#{number}</b> ({title}): Digipanel account <b>{account}</b> did not finish it within 24 hours. The customer was refunded.");

    private static Html LicenceLine(string? licenceLink) => licenceLink is null ? Html.Empty : Html.Of($"\n\n📄 Licence:\n{licenceLink}");
}
