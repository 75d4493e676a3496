using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>In a choice: what this way to pay costs.</summary>
    Html TopupMethodFee(string method, Rupiah fee, Rupiah toPay);

    /// <summary>In a choice: this way to pay costs nothing, and another one does.</summary>
    Html TopupMethodFree(string method);

    /// <summary>In the invoice: what is to be paid, with the fee.</summary>
    Html TopupToPay(Rupiah amount, Rupiah fee, Rupiah toPay);

    /// <summary>In the paid invoice and the receipt: the fee that was paid.</summary>
    Html TopupFeePaid(Rupiah fee, Rupiah paid);

    /// <summary>Under the question for an amount: a step of the bonuses.</summary>
    Html TopupBonusStep(Rupiah from, decimal percent);

    /// <summary>In the invoice: the bonus that comes with the payment.</summary>
    Html TopupBonusToCome(Rupiah bonus);

    /// <summary>In the paid invoice and the receipt: the bonus.</summary>
    Html TopupBonus(Rupiah bonus);
}
