using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Button of the invoice: opens its page.</summary>
    string PayPageButton { get; }

    /// <summary>The page's heading, above the amount.</summary>
    string PayPageHeading { get; }

    /// <summary>Under no such address is there a page.</summary>
    string PayPageNotFound { get; }

    /// <summary>What to do about that.</summary>
    string PayPageNotFoundText { get; }

    /// <summary>The page is asked for too often.</summary>
    string PayPageTooOften { get; }

    /// <summary>What to do about that.</summary>
    string PayPageTooOftenText { get; }

    /// <summary>Link to the page in the other language, named in that language.</summary>
    string PayPageOtherLanguage { get; }

    /// <summary>State: the QR or link is not there yet.</summary>
    string PayPagePreparing { get; }

    /// <summary>What that means.</summary>
    string PayPagePreparingText { get; }

    /// <summary>The same, and it takes long.</summary>
    string PayPageDelayedText { get; }

    /// <summary>State: it can be paid.</summary>
    string PayPageOpen { get; }

    /// <summary>Until when.</summary>
    Html PayPageDue(DateTimeOffset expiry);

    /// <summary>Before the countdown.</summary>
    string PayPageTimeLeft { get; }

    /// <summary>State: the time is over and a last look is due.</summary>
    string PayPageTimeOver { get; }

    /// <summary>What that means.</summary>
    string PayPageTimeOverText { get; }

    /// <summary>State: paid.</summary>
    string PayPagePaid { get; }

    /// <summary>What that means.</summary>
    string PayPagePaidText { get; }

    /// <summary>State: nobody paid in time.</summary>
    string PayPageExpired { get; }

    /// <summary>What that means.</summary>
    string PayPageExpiredText { get; }

    /// <summary>State: cancelled by the customer.</summary>
    string PayPageCancelled { get; }

    /// <summary>What that means.</summary>
    string PayPageCancelledText { get; }

    /// <summary>State: another way to pay was chosen.</summary>
    string PayPageReplaced { get; }

    /// <summary>What that means.</summary>
    string PayPageReplacedText { get; }

    /// <summary>Button: to the page of the bill that took its place.</summary>
    string PayPageSuccessorButton { get; }

    /// <summary>State: it could not be made.</summary>
    string PayPageGivenUp { get; }

    /// <summary>What that means.</summary>
    string PayPageGivenUpText { get; }

    /// <summary>State: an admin looks into a payment that does not match.</summary>
    string PayPageLookedInto { get; }

    /// <summary>What that means.</summary>
    string PayPageLookedIntoText { get; }

    /// <summary>An admin has credited what was paid.</summary>
    string PayPageSettled { get; }

    /// <summary>That, in a sentence.</summary>
    string PayPageSettledText { get; }

    /// <summary>What the QR picture is, for who cannot see it.</summary>
    string PayPageQrName(Rupiah amount);

    /// <summary>Button: saves the QR as a picture.</summary>
    string PayPageQrSave { get; }

    /// <summary>How to pay a QR: first.</summary>
    string PayPageQrStepOpen { get; }

    /// <summary>How to pay a QR: second.</summary>
    string PayPageQrStepScan { get; }

    /// <summary>How to pay a QR: third.</summary>
    string PayPageQrStepCheck(Rupiah amount);

    /// <summary>Under the button that leads to a payment page elsewhere.</summary>
    string PayPageLeavesFor(string host);

    /// <summary>Row: the way to pay.</summary>
    string PayPageMethod { get; }

    /// <summary>The way to pay, by name.</summary>
    string PayPageMethodName(string method);

    /// <summary>Row: what the bank's app will show as the payee.</summary>
    string PayPageRecipient { get; }

    /// <summary>Row: the reference.</summary>
    string PayPageReference { get; }

    /// <summary>Row: when it was paid.</summary>
    string PayPagePaidAt { get; }

    /// <summary>Button: copies what stands beside it.</summary>
    string PayPageCopy { get; }

    /// <summary>Said once it is copied.</summary>
    string PayPageCopied { get; }

    /// <summary>Link: loads the page anew.</summary>
    string PayPageRefresh { get; }

    /// <summary>The page follows the payment by itself.</summary>
    string PayPageFollows { get; }

    /// <summary>Link: back to the chat.</summary>
    string PayPageToChat { get; }

    /// <summary>Link: another top-up, in the chat.</summary>
    string PayPageAgain { get; }

    /// <summary>Where no link to the chat is known.</summary>
    string PayPageGoToChat { get; }

    /// <summary>What the shop never asks for.</summary>
    string PayPageSafety { get; }

    /// <summary>Above a virtual account's number.</summary>
    string PayPageAccountNumber { get; }

    /// <summary>Button: copies that number.</summary>
    string PayPageCopyAccount { get; }

    /// <summary>Before the one amount that the bank takes.</summary>
    string PayPageExactly { get; }

    /// <summary>Above the way through the bank's menus.</summary>
    string PayPageHowTo { get; }
}
