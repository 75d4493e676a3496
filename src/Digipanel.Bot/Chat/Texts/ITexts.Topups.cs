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

    /// <summary>Stands before one that is sent again.</summary>
    Html TopupStillOpen { get; }

    /// <summary>Too many are open.</summary>
    Html TopupTooManyOpen(int max);

    /// <summary>The caption of the QRIS picture.</summary>
    Html TopupQrisReady(Rupiah amount, string reference, DateTimeOffset expiry);

    /// <summary>The text above the payment page's button.</summary>
    Html TopupLinkReady(Rupiah amount, string method, string reference, DateTimeOffset expiry);

    /// <summary>Button: opens the payment page.</summary>
    string TopupPayButton(string method);

    /// <summary>The first try failed; said once.</summary>
    Html TopupTakesLonger(Rupiah amount);

    /// <summary>It could not be made.</summary>
    Html TopupGivenUp(Rupiah amount);

    /// <summary>Its time is over.</summary>
    Html TopupExpired(Rupiah amount, string reference);

    /// <summary>Credited.</summary>
    Html TopupReceipt(Rupiah amount, string reference, Rupiah balance, DateTimeOffset at);

    /// <summary>Credited after its end.</summary>
    Html TopupLateReceipt(Rupiah amount, string reference, Rupiah balance, DateTimeOffset at);

    /// <summary>A payment was reported that does not match.</summary>
    Html TopupMismatch(string reference);

    /// <summary>Admins: money that does not match its top-up.</summary>
    Html AdminTopupMismatch(string reference, Rupiah amount, string why);

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
