using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Button: the same amount once more.</summary>
    string TopupAgainButton { get; }

    /// <summary>/topup without an amount.</summary>
    Html TopupAskAmount(Rupiah min, Rupiah max);

    /// <summary>What followed /topup is no amount.</summary>
    Html TopupAmountUnreadable { get; }

    /// <summary>Under Shop:MinTopup.</summary>
    Html TopupTooSmall(Rupiah min);

    /// <summary>Over Shop:MaxTopup, or over what the methods take.</summary>
    Html TopupTooLarge(Rupiah max);

    /// <summary>QRIS was chosen for more than it carries.</summary>
    Html TopupQrisTooLarge(Rupiah max);

    /// <summary>Several methods are on.</summary>
    Html TopupAskMethod(Rupiah amount);

    /// <summary>A method's name on a button.</summary>
    string TopupMethod(string method);

    /// <summary>The wish is written down; the QR or link follows.</summary>
    Html TopupBeingMade(Rupiah amount, string method);

    /// <summary>A bare amount: did they mean to top up?</summary>
    Html TopupOffer(Rupiah amount);

    /// <summary>Too small an amount that would do in thousands.</summary>
    Html TopupDidYouMean(Rupiah written, Rupiah meant);

    /// <summary>Button: top up this much.</summary>
    string TopupOfferButton(Rupiah amount);

    /// <summary>Too many are open; each is a button below.</summary>
    Html TopupTooManyOpen(int max);

    /// <summary>Too many were made within an hour.</summary>
    Html TopupTooManyMade { get; }

    /// <summary>Button: an open invoice.</summary>
    string TopupOpenButton(Rupiah amount, string method);

    /// <summary>The caption of the QRIS picture.</summary>
    Html TopupQrisReady(Rupiah amount, string reference, DateTimeOffset expiry);

    /// <summary>The text above the payment page's button.</summary>
    Html TopupLinkReady(Rupiah amount, string method, string reference, DateTimeOffset expiry);

    /// <summary>Button: opens the payment page.</summary>
    string TopupPayButton(string method);

    /// <summary>Button: has the payment arrived?</summary>
    string TopupCheckButton { get; }

    /// <summary>Button: the other ways to pay.</summary>
    string TopupChangeButton { get; }

    /// <summary>Button: cancel the invoice.</summary>
    string TopupCancelButton { get; }

    /// <summary>Under the invoice while it offers the other ways to pay.</summary>
    Html TopupChooseMethod { get; }

    /// <summary>In the invoice: asked at this time, nothing paid yet.</summary>
    Html TopupCheckedUnpaid(DateTimeOffset at);

    /// <summary>In the invoice: asked at this time, without an answer.</summary>
    Html TopupCheckedUnanswered(DateTimeOffset at);

    /// <summary>The invoice, paid.</summary>
    Html TopupPaid(Rupiah amount, string method, string reference, DateTimeOffset at);

    /// <summary>The invoice, cancelled by the customer.</summary>
    Html TopupCancelled(Rupiah amount, string reference);

    /// <summary>The invoice past its time, while a last answer about its payment is awaited.</summary>
    Html TopupTimeOver(Rupiah amount, string reference);

    /// <summary>The invoice, closed, of which a payment was reported that does not match.</summary>
    Html TopupLookedInto(Rupiah amount, string reference);

    /// <summary>In the place of an invoice that is shown again further down.</summary>
    Html TopupMoved(Rupiah amount);

    /// <summary>Over the chat: asking now.</summary>
    Html TopupToastChecking { get; }

    /// <summary>Over the chat: asked a moment ago.</summary>
    Html TopupToastJustChecked { get; }

    /// <summary>Over the chat: there is nothing to ask after yet.</summary>
    Html TopupToastNotReady { get; }

    /// <summary>Over the chat: it is paid.</summary>
    Html TopupToastPaid { get; }

    /// <summary>Over the chat: cancelled now.</summary>
    Html TopupToastCancelled { get; }

    /// <summary>Over the chat: it was closed before.</summary>
    Html TopupToastClosed { get; }

    /// <summary>Over the chat: the other way to pay is being made.</summary>
    Html TopupToastChanged(string method);

    /// <summary>Over the chat: that way to pay is not on any more.</summary>
    Html TopupToastMethodOff { get; }

    /// <summary>The first try failed; said once.</summary>
    Html TopupTakesLonger(Rupiah amount);

    /// <summary>It could not be made.</summary>
    Html TopupGivenUp(Rupiah amount);

    /// <summary>Its time is over.</summary>
    Html TopupExpired(Rupiah amount, string reference);

    /// <summary>Credited.</summary>
    Html TopupReceipt(Rupiah amount, string method, string reference, Rupiah balance, DateTimeOffset at);

    /// <summary>Credited after its end.</summary>
    Html TopupLateReceipt(Rupiah amount, string method, string reference, Rupiah balance, DateTimeOffset at);

    /// <summary>A payment was reported that does not match.</summary>
    Html TopupMismatch(string reference);

    /// <summary>Admins: Doitpay does not take our credentials.</summary>
    Html AdminDoitpayUnauthorised(string code, string message);

    /// <summary>Admins: Doitpay does not answer.</summary>
    Html AdminDoitpayUnreachable(string why);

    /// <summary>Admins: Doitpay sent a QR or link that can't be shown.</summary>
    Html AdminDoitpayUnusable(string reference, string why);

    /// <summary>Admins: Doitpay refuses a method.</summary>
    Html AdminDoitpayRefused(string method, string code, string message);

    /// <summary>Admins: all is well again.</summary>
    Html AdminDoitpayAnswersAgain { get; }
}
