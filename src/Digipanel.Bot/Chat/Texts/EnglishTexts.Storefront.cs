using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string ButtonTopup => "💳 Top up";

    /// <inheritdoc/>
    public string ButtonBalance => "💰 Balance";

    /// <inheritdoc/>
    public string ButtonHistory => "🧾 History";

    /// <inheritdoc/>
    public string ButtonHelp => "❓ Help";

    /// <inheritdoc/>
    public string ButtonNewer => "‹ Newer";

    /// <inheritdoc/>
    public string ButtonOlder => "Older ›";

    /// <inheritdoc/>
    public string ButtonOrders => "📦 Orders";

    /// <inheritdoc/>
    public string ButtonMovements => "💰 Wallet";

    /// <inheritdoc/>
    public Html NotUnderstood => Html.Of(
        $"Hmm, I did not get that 🙂\nSend an Envato Elements link to download it, for example:\nhttps://elements.envato.com/item-name-ABC1234\nOr pick something below.");

    /// <inheritdoc/>
    public string ButtonBack => "‹ Back";

    /// <inheritdoc/>
    public Html ToastOldButton => Html.Of($"This button no longer works 🙂 Send /start for the menu.");

    /// <inheritdoc/>
    public Html ChooseLanguage => Html.Of($"Which language would you like?");

    /// <inheritdoc/>
    public Html LanguageChosen => Html.Of($"Done, English it is 🇬🇧");

    /// <inheritdoc/>
    public Html NoOrders => Html.Of($"No orders here yet. Send your first Envato link!");

    /// <inheritdoc/>
    public Html NoMovements => Html.Of($"Nothing has moved in your wallet yet.");

    /// <inheritdoc/>
    public Html Welcome(string name, Rupiah price, Rupiah balance) => Html.Of(
        $"Hi{Named(name)} 👋\nSend an Envato Elements link and I will answer with its Google Drive and licence links.\n\nPrice: <b>{price}</b> per download\nYour balance: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html Balance(Rupiah balance, long downloads) => downloads > 0
        ? Html.Of($"Your balance: <b>{balance}</b>\nEnough for {Downloads(downloads)}.")
        : Html.Of($"Your balance: <b>{balance}</b>\nNot enough for a download yet. Top up first!");

    /// <inheritdoc/>
    public Html Price(Rupiah price) => Html.Of($"Price: <b>{price}</b> per download, licence link included.\nIf a download fails, your money comes back at once.");

    /// <inheritdoc/>
    public Html Help(Rupiah price, Rupiah minTopup) => Html.Of(
        $"<b>How it works</b>\n1. Fill your wallet: /topup (from {minTopup})\n2. Paste Envato Elements links here, as many as you like. {price} per link.\n3. Wait a moment: I send the Google Drive and licence links.\n\nIf one fails, your money comes back at once.\n\n/balance – your wallet\n/history – orders and wallet movements\n/status – what is under way\n/cancel – cancel orders that have not started\n/price – what a download costs\n/voucher – use a voucher's code\n/language – change the language");

    /// <inheritdoc/>
    public Html OrdersTitle(int page) => Html.Of($"<b>Your orders</b> – page {page}");

    /// <inheritdoc/>
    public Html MovementsTitle(int page) => Html.Of($"<b>Wallet movements</b> – page {page}");

    Html ITexts.Movement(WalletMovement movement)
    {
        var what = movement.TransferKind switch
        {
            TransferKind.TopUp => "Top-up",
            TransferKind.Hold => "Download",
            TransferKind.Release => "Refund",
            TransferKind.Credit => "Credited by the shop",
            TransferKind.Debit => "Debited by the shop",
            TransferKind.Bonus when movement.Key.StartsWith("voucher:", StringComparison.Ordinal) => "Voucher",
            TransferKind.Bonus => "Bonus",
            TransferKind.Refund => "Refund by the shop",
            TransferKind.Join => movement.Amount > 0 ? "Balance of the linked account" : "Balance moved to the linked account",
            _ => movement.Kind,
        };
        return HistoryLines.Movement(movement, what, Time);
    }

    Html ITexts.OrderLine(OrderSummary order) => HistoryLines.Order(order, $"{order.Step.Mark()} {((ITexts)this).StepWord(order.Step)}", Time, "Drive");

    private static string Named(string name) => string.IsNullOrWhiteSpace(name) ? "" : " " + name.Trim();
}
