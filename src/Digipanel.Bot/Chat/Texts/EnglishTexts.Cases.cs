using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string AdminCaseIgnoreButton => "🚫 Ignore";

    /// <inheritdoc/>
    public string AdminCaseLeaveButton => "🤝 Leave it";

    /// <inheritdoc/>
    public string AdminCaseLookButton => "🔄 Look at the wallet again";

    /// <inheritdoc/>
    public string AdminCaseSeenButton => "✅ Looked into";

    /// <inheritdoc/>
    public Html AdminCaseSettled => Html.Of($"✅ It has settled itself, nothing is left to decide.");

    /// <inheritdoc/>
    public Html ToastCaseDone => Html.Of($"Noted 👍");

    /// <inheritdoc/>
    public Html ToastCaseOver => Html.Of($"This was decided before.");

    /// <inheritdoc/>
    public Html ToastCaseChanged => Html.Of($"The wallet has changed, so nothing was moved. Look at the new numbers and choose again.");

    /// <inheritdoc/>
    public Html AdminCaseMismatch(string reference, Rupiah amount, string name, string why) => Html.Of(
        $"⚠️ Top-up <code>{reference}</code> ({amount}) of {name}: Doitpay reports a payment that does not match: {why}.\nNothing was credited. Look the transaction up in Doitpay's dashboard, then choose:");

    /// <inheritdoc/>
    public Html AdminCaseAgain(string reference, Rupiah amount, string name, string why) => Html.Of(
        $"⚠️ Top-up <code>{reference}</code> of {name}: Doitpay now reports {amount} as paid, but an admin has credited {why} for it already.\nNothing more was credited. Look it up in Doitpay's dashboard, then choose:");

    /// <inheritdoc/>
    public Html AdminCaseRefund(string reference, Rupiah amount, string name, string why) => Html.Of(
        $"↩️ Top-up <code>{reference}</code> of {name} was credited with {amount}, but Doitpay reports that the money went back to the payer ({why}).\nThe wallet is unchanged. Look it up in Doitpay's dashboard, then choose:");

    /// <inheritdoc/>
    public Html AdminCaseUnknown(string reference, Rupiah amount) => amount.Value > 0
        ? Html.Of($"❓ Doitpay reports a payment of {amount} for <code>{reference}</code>, a reference that this shop does not have. No wallet was changed. Look it up in Doitpay's dashboard.")
        : Html.Of($"❓ Doitpay reports a payment for <code>{reference}</code>, a reference that this shop does not have. No wallet was changed. Look it up in Doitpay's dashboard.");

    /// <inheritdoc/>
    public Html AdminCaseWallet(Rupiah balance) => Html.Of($"In the customer's wallet now: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html AdminCaseWalletShort(Rupiah balance, Rupiah missing) => Html.Of(
        $"In the customer's wallet now: <b>{balance}</b>, <b>{missing}</b> short because it was spent. Only what is there can be taken; a wallet never goes below zero.");

    /// <inheritdoc/>
    public string AdminCaseCreditButton(Rupiah amount) => $"➕ Credit {amount} to the customer";

    /// <inheritdoc/>
    public string AdminCaseTakeButton(Rupiah amount) => $"➖ Take {amount} out of the wallet";

    /// <inheritdoc/>
    public Html AdminCaseCredited(Rupiah amount, string name, DateTimeOffset at) => Html.Of($"➕ {amount} credited by {name}, {Time(at)}");

    /// <inheritdoc/>
    public Html AdminCaseDebited(Rupiah amount, string name, DateTimeOffset at) => Html.Of($"➖ {amount} taken out of the wallet by {name}, {Time(at)}");

    /// <inheritdoc/>
    public Html AdminCaseDebitedPartly(Rupiah amount, Rupiah missing, string name, DateTimeOffset at) => Html.Of(
        $"➖ {amount} taken out of the wallet by {name}, {Time(at)}. The other {missing} could not be collected.");

    /// <inheritdoc/>
    public Html AdminCaseLeft(string name, DateTimeOffset at) => Html.Of($"🤝 Nothing was moved, as decided by {name}, {Time(at)}");

    /// <inheritdoc/>
    public Html TopupCaseCredited(Rupiah amount, string reference, Rupiah balance) => Html.Of(
        $"✅ An admin has looked into payment <code>{reference}</code>, and <b>{amount}</b> is in your wallet.\n\nBalance now: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html TopupCaseLeft(string reference) => Html.Of($"🔎 An admin has looked into payment <code>{reference}</code>, and nothing was added to your wallet.\n\nDoes that look wrong? Please contact the admin with your receipt.");

    /// <inheritdoc/>
    public Html TopupSettledByAdmin(Rupiah amount, string reference) => Html.Of(
        $"✅ <b>Top-up of {amount}: settled by an admin</b>\n\nThe payment is in your wallet. Ref: <code>{reference}</code>");

    /// <inheritdoc/>
    public Html TopupRefundTaken(Rupiah amount, string reference, Rupiah balance) => Html.Of(
        $"↩️ Payment <code>{reference}</code> was refunded to you through Doitpay, so <b>{amount}</b> was taken out of your wallet again.\n\nBalance now: <b>{balance}</b>\nDoes that look wrong? Please contact the admin.");
}
