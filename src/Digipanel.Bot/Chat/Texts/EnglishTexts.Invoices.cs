using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string TopupCheckButton => "🔎 Check payment";

    /// <inheritdoc/>
    public string TopupChangeButton => "🔁 Pay another way";

    /// <inheritdoc/>
    public string TopupCancelButton => "❌ Cancel";

    /// <inheritdoc/>
    public Html TopupChooseMethod => Html.Of($"👇 <b>How would you like to pay instead?</b>");

    /// <inheritdoc/>
    public Html TopupToastChecking => Html.Of($"🔎 Checking now. The result will show in this invoice.");

    /// <inheritdoc/>
    public Html TopupToastJustChecked => Html.Of($"Checked a moment ago 🙂 Please try again in 10 seconds.");

    /// <inheritdoc/>
    public Html TopupToastNotReady => Html.Of($"⏳ The invoice is still being made, one moment please.");

    /// <inheritdoc/>
    public Html TopupToastPaid => Html.Of($"✅ This invoice is paid.");

    /// <inheritdoc/>
    public Html TopupToastCancelled => Html.Of($"OK, the invoice is cancelled.");

    /// <inheritdoc/>
    public Html TopupToastClosed => Html.Of($"This invoice is closed. To top up again: /topup");

    /// <inheritdoc/>
    public Html TopupToastMethodOff => Html.Of($"This way to pay is not available right now. Please pick another one.");

    /// <inheritdoc/>
    public Html TopupTooManyMade => Html.Of($"You have made a lot of invoices within the last hour 🙏 Please try again later.");

    /// <inheritdoc/>
    public Html TopupToastChanged(string method) => Html.Of($"OK, switching to {NameOf(method)}. One moment please.");

    /// <inheritdoc/>
    public Html TopupTooManyOpen(int max) => Html.Of(
        $"{max} invoices are still waiting for your payment. Please pay or cancel one of them first. Pick one to see it again:");

    /// <inheritdoc/>
    public string TopupOpenButton(Rupiah amount, string method) => $"{amount} · {NameOf(method)}";

    /// <inheritdoc/>
    public Html TopupQrisReady(Rupiah amount, string reference, DateTimeOffset expiry) => Html.Of(
        $"💳 <b>Top-up of {amount}</b> by QRIS\nScan the code with any Indonesian bank or e-wallet app.\n\nValid until: <b>{Time(expiry)}</b>\nRef: <code>{reference}</code>\n\nYour balance updates by itself once it is paid.");

    /// <inheritdoc/>
    public Html TopupLinkReady(Rupiah amount, string method, string reference, DateTimeOffset expiry) => Html.Of(
        $"💳 <b>Top-up of {amount}</b> by {NameOf(method)}\nPay by the button or link below.\n\nValid until: <b>{Time(expiry)}</b>\nRef: <code>{reference}</code>\n\nYour balance updates by itself once it is paid.");

    /// <inheritdoc/>
    public string TopupPayButton(string method) => $"💳 Pay with {NameOf(method)}";

    /// <inheritdoc/>
    public Html TopupCheckedUnpaid(DateTimeOffset at) => Html.Of($"🔎 Checked {Time(at)}: no payment has arrived yet. Paid just now? Wait a moment, then check again.");

    /// <inheritdoc/>
    public Html TopupCheckedUnanswered(DateTimeOffset at) => Html.Of($"🔎 Checked {Time(at)}: the payment system has not answered yet. I keep checking by myself.");

    /// <inheritdoc/>
    public Html TopupPaid(Rupiah amount, string method, string reference, DateTimeOffset at) => Html.Of(
        $"✅ <b>Top-up of {amount} paid</b>\n\nMethod: {NameOf(method)}\nRef: <code>{reference}</code>\nTime: {Time(at)}");

    /// <inheritdoc/>
    public Html TopupCancelled(Rupiah amount, string reference) => Html.Of(
        $"❌ <b>Top-up of {amount} cancelled</b>\nRef: <code>{reference}</code>\n\nPlease do not pay it any more. Already paid? Don't worry: it is credited as soon as the payment shows up.");

    /// <inheritdoc/>
    public Html TopupExpired(Rupiah amount, string reference) => Html.Of(
        $"⌛ <b>Top-up of {amount} expired</b>\nRef: <code>{reference}</code>\n\nPlease do not pay it any more. Already paid? Don't worry: it is credited as soon as the payment shows up.");

    /// <inheritdoc/>
    public Html TopupTimeOver(Rupiah amount, string reference) => Html.Of(
        $"⌛ <b>The time to pay this top-up of {amount} is over</b>\nRef: <code>{reference}</code>\n\nPlease do not pay it any more. Already paid? Don't worry: I am still checking, and your balance updates by itself.");

    /// <inheritdoc/>
    public Html TopupLookedInto(Rupiah amount, string reference) => Html.Of(
        $"🙏 <b>Top-up of {amount}</b>\nRef: <code>{reference}</code>\n\nAn admin is looking into its payment, so please do not pay it again.");

    /// <inheritdoc/>
    public Html TopupMoved(Rupiah amount) => Html.Of($"↪️ This invoice of <b>{amount}</b> has moved to a newer message below.");

    /// <inheritdoc/>
    public Html TopupReceipt(Rupiah amount, string method, string reference, Rupiah balance, DateTimeOffset at) =>
        Html.Of($"✅ <b>Top-up received!</b>\n\n") + ReceiptLines(amount, method, reference, balance, at);

    /// <inheritdoc/>
    public Html TopupLateReceipt(Rupiah amount, string method, string reference, Rupiah balance, DateTimeOffset at) =>
        Html.Of($"✅ <b>Your payment has arrived after all!</b>\nThe invoice was closed already, but the money is in your balance.\n\n")
        + ReceiptLines(amount, method, reference, balance, at);

    private Html ReceiptLines(Rupiah amount, string method, string reference, Rupiah balance, DateTimeOffset at) => Html.Of(
        $"Amount: <b>{amount}</b>\nMethod: {NameOf(method)}\nRef: <code>{reference}</code>\nTime: {Time(at)}\n\nNew balance: <b>{balance}</b>");

    private static string NameOf(string method) => method == "CC" ? "credit card" : PaymentNames.Of(method);
}
