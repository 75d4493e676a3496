using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string PayPageButton => "🌐 Payment page";

    /// <inheritdoc/>
    public string PayPageHeading => "Wallet top-up";

    /// <inheritdoc/>
    public string PayPageNotFound => "Page not found";

    /// <inheritdoc/>
    public string PayPageNotFoundText => "There is no such address, or it was cut off when it was copied. Please open it again with the button in the chat.";

    /// <inheritdoc/>
    public string PayPageTooOften => "Opened too often";

    /// <inheritdoc/>
    public string PayPageTooOftenText => "Please wait a few seconds, then load this page again.";

    /// <inheritdoc/>
    public string PayPageOtherLanguage => "Bahasa Indonesia";

    /// <inheritdoc/>
    public string PayPagePreparing => "Being made";

    /// <inheritdoc/>
    public string PayPagePreparingText => "One moment please, your invoice is being made. It usually takes a few seconds.";

    /// <inheritdoc/>
    public string PayPageDelayedText => "The payment system is rather slow right now. We keep trying, so there is no need to make another invoice.";

    /// <inheritdoc/>
    public string PayPageOpen => "Waiting for payment";

    /// <inheritdoc/>
    public Html PayPageDue(DateTimeOffset expiry) => Html.Of($"Pay before <b>{Time(expiry)}</b>");

    /// <inheritdoc/>
    public string PayPageTimeLeft => "Time left";

    /// <inheritdoc/>
    public string PayPageTimeOver => "The time to pay is over";

    /// <inheritdoc/>
    public string PayPageTimeOverText => "Please do not pay it any more. Paid already? No worries, we are still checking, and your balance updates by itself.";

    /// <inheritdoc/>
    public string PayPagePaid => "Payment received";

    /// <inheritdoc/>
    public string PayPagePaidText => "Thank you! Your balance has been topped up and is ready to use.";

    /// <inheritdoc/>
    public string PayPageExpired => "Invoice expired";

    /// <inheritdoc/>
    public string PayPageExpiredText => "Please do not pay it any more. Paid already? No worries, the money reaches your balance as soon as the payment shows up.";

    /// <inheritdoc/>
    public string PayPageCancelled => "Invoice cancelled";

    /// <inheritdoc/>
    public string PayPageCancelledText => "This invoice is closed, please do not pay it. Paid already? The money reaches your balance as soon as the payment shows up.";

    /// <inheritdoc/>
    public string PayPageReplaced => "You chose another way to pay";

    /// <inheritdoc/>
    public string PayPageReplacedText => "This invoice is no longer in use. Please go on with the new one.";

    /// <inheritdoc/>
    public string PayPageSuccessorButton => "Open the new invoice";

    /// <inheritdoc/>
    public string PayPageGivenUp => "The invoice could not be made";

    /// <inheritdoc/>
    public string PayPageGivenUpText => "Sorry, the payment system has a problem right now. You have not been charged. Please try again in the chat in a few minutes.";

    /// <inheritdoc/>
    public string PayPageLookedInto => "An admin is checking";

    /// <inheritdoc/>
    public string PayPageLookedIntoText => "A payment was reported that does not match this invoice. Please do not pay again and keep your receipt: an admin will contact you.";

    /// <inheritdoc/>
    public string PayPageSettled => "Settled by an admin";

    /// <inheritdoc/>
    public string PayPageSettledText => "An admin has looked into your payment and put it into your wallet. Nothing is left to pay.";

    /// <inheritdoc/>
    public string PayPageQrName(Rupiah amount) => $"QRIS code for {amount}";

    /// <inheritdoc/>
    public string PayPageQrSave => "Save the QR picture";

    /// <inheritdoc/>
    public string PayPageQrStepOpen => "Open any Indonesian bank or e-wallet app and choose Scan or QRIS.";

    /// <inheritdoc/>
    public string PayPageQrStepScan => "Scan this code. On the same phone? Save the picture, then pick it from the gallery.";

    /// <inheritdoc/>
    public string PayPageQrStepCheck(Rupiah amount) => $"Make sure the amount is {amount}, then pay.";

    /// <inheritdoc/>
    public string PayPageLeavesFor(string host) => $"This button opens the payment page at {host}.";

    /// <inheritdoc/>
    public string PayPageMethod => "Pay by";

    /// <inheritdoc/>
    public string PayPageMethodName(string method) => method == "CC" ? "Credit card" : NameOf(method);

    /// <inheritdoc/>
    public string PayPageRecipient => "Payee name";

    /// <inheritdoc/>
    public string PayPageReference => "Ref";

    /// <inheritdoc/>
    public string PayPagePaidAt => "Paid";

    /// <inheritdoc/>
    public string PayPageCopy => "Copy";

    /// <inheritdoc/>
    public string PayPageCopied => "Copied";

    /// <inheritdoc/>
    public string PayPageRefresh => "Refresh";

    /// <inheritdoc/>
    public string PayPageFollows => "Paid already? This page changes by itself as soon as the payment arrives.";

    /// <inheritdoc/>
    public string PayPageToChat => "Back to the chat";

    /// <inheritdoc/>
    public string PayPageAgain => "Top up again in the chat";

    /// <inheritdoc/>
    public string PayPageGoToChat => "Please go back to the chat to continue.";

    /// <inheritdoc/>
    public string PayPageSafety => "This page is for your invoice alone. We never ask for your PIN, OTP or password.";

    /// <inheritdoc/>
    public string PayPageAccountNumber => "Virtual account number";

    /// <inheritdoc/>
    public string PayPageCopyAccount => "Copy the number";

    /// <inheritdoc/>
    public string PayPageExactly => "Pay exactly";

    /// <inheritdoc/>
    public string PayPageHowTo => "At the bank";
}
