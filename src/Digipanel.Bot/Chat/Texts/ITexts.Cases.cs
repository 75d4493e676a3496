using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Admins: money that does not match its top-up.</summary>
    Html AdminCaseMismatch(string reference, Rupiah amount, string name, string why);

    /// <summary>Admins: paid as billed, after an admin had credited something (why: how much) by hand.</summary>
    Html AdminCaseAgain(string reference, Rupiah amount, string name, string why);

    /// <summary>Admins: money that was credited was given back to the payer.</summary>
    Html AdminCaseRefund(string reference, Rupiah amount, string name, string why);

    /// <summary>Admins: a payment for a reference that is not ours; zero where the amount is not told.</summary>
    Html AdminCaseUnknown(string reference, Rupiah amount);

    /// <summary>Under a refund: the wallet has it.</summary>
    Html AdminCaseWallet(Rupiah balance);

    /// <summary>Under a refund: the wallet has less.</summary>
    Html AdminCaseWalletShort(Rupiah balance, Rupiah missing);

    /// <summary>Button: credits this much.</summary>
    string AdminCaseCreditButton(Rupiah amount);

    /// <summary>Button: nothing is credited.</summary>
    string AdminCaseIgnoreButton { get; }

    /// <summary>Button: takes this much out of the wallet.</summary>
    string AdminCaseTakeButton(Rupiah amount);

    /// <summary>Button: nothing is taken.</summary>
    string AdminCaseLeaveButton { get; }

    /// <summary>Button: look at the wallet again.</summary>
    string AdminCaseLookButton { get; }

    /// <summary>Button: somebody has looked into it.</summary>
    string AdminCaseSeenButton { get; }

    /// <summary>How it was decided: credited.</summary>
    Html AdminCaseCredited(Rupiah amount, string name, DateTimeOffset at);

    /// <summary>How it was decided: taken out of the wallet.</summary>
    Html AdminCaseDebited(Rupiah amount, string name, DateTimeOffset at);

    /// <summary>How it was decided: what was there was taken, the rest is the shop's loss.</summary>
    Html AdminCaseDebitedPartly(Rupiah amount, Rupiah missing, string name, DateTimeOffset at);

    /// <summary>How it was decided: nothing was moved.</summary>
    Html AdminCaseLeft(string name, DateTimeOffset at);

    /// <summary>It went away by itself.</summary>
    Html AdminCaseSettled { get; }

    /// <summary>Over the chat: done.</summary>
    Html ToastCaseDone { get; }

    /// <summary>Over the chat: decided before.</summary>
    Html ToastCaseOver { get; }

    /// <summary>Over the chat: the wallet has changed, look again.</summary>
    Html ToastCaseChanged { get; }

    /// <summary>The customer: an admin looked into the payment and credited it.</summary>
    Html TopupCaseCredited(Rupiah amount, string reference, Rupiah balance);

    /// <summary>The customer: an admin looked into the payment, and nothing was credited for it.</summary>
    Html TopupCaseLeft(string reference);

    /// <summary>In the invoice's place: its payment did not match, and an admin has credited it.</summary>
    Html TopupSettledByAdmin(Rupiah amount, string reference);

    /// <summary>The customer: a payment was given back, so it was taken out of the wallet.</summary>
    Html TopupRefundTaken(Rupiah amount, string reference, Rupiah balance);
}
