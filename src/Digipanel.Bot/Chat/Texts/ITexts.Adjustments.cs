using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Button: gives an order's price back.</summary>
    string RefundButton { get; }

    /// <summary>Button: the money of an account that nobody reaches goes to somebody.</summary>
    string MoveButton(Rupiah balance);

    /// <summary>How /kredit or /debit is written.</summary>
    Html AdjustUsage(string command);

    /// <summary>The amount is nothing, or too much.</summary>
    Html AdjustAmountBounds(Rupiah max);

    /// <summary>Several may be meant; the press does it.</summary>
    Html AdjustWhom(string kind, Rupiah amount, string reason);

    /// <summary>A debit over the balance.</summary>
    Html AdjustTooMuch(string name, Rupiah amount, Rupiah balance);

    /// <summary>The question before money is moved.</summary>
    Html AdjustConfirm(string kind, string name, Rupiah amount, string reason, Rupiah balance, bool isRepeat);

    /// <summary>What was asked about is not possible any more; nothing was moved.</summary>
    Html AdjustNotNow { get; }

    /// <summary>It is done.</summary>
    Html AdjustDone(string kind, string name, Rupiah amount, long? order, string reason, Rupiah before, Rupiah balance);

    /// <summary>Button: yes, with what it does.</summary>
    string AdjustYesButton(string kind, Rupiah amount, string name);

    /// <summary>Button: no.</summary>
    string AdjustNoButton { get; }

    /// <summary>The question waited too long.</summary>
    Html AdjustTooLate { get; }

    /// <summary>No.</summary>
    Html AdjustDropped { get; }

    /// <summary>A second yes.</summary>
    Html ToastAdjustedBefore { get; }

    /// <summary>Asks for amount and reason.</summary>
    Html AdjustAsk(string kind, string name);

    /// <summary>Asks for the reason.</summary>
    Html AdjustAskReason(string kind, string name, Rupiah amount);

    /// <summary>What was written does not begin with an amount.</summary>
    Html AdjustUnreadable { get; }

    /// <summary>How /refund is written.</summary>
    Html RefundUsage { get; }

    /// <summary>No such order.</summary>
    Html RefundUnknown(long number);

    /// <summary>Why an order is not refunded.</summary>
    internal Html RefundNot(long number, RefundRefusal why);

    /// <summary>The question before a refund.</summary>
    Html RefundConfirm(long number, string title, string name, Rupiah price, string reason);

    /// <summary>No order can be refunded.</summary>
    Html RefundNothing(string name);

    /// <summary>Which order is to be refunded.</summary>
    Html RefundWhich(string name);

    /// <summary>To whom the money of an unreachable account goes.</summary>
    Html MoveAsk(string name, Rupiah balance);

    /// <summary>Several may be meant: one line each.</summary>
    Html MoveSeveral(Html customers);

    /// <summary>Nothing can be moved.</summary>
    Html MoveNot { get; }

    /// <summary>Why, as the ledger and the customer have it.</summary>
    string MoveReason { get; }

    /// <summary>The question before a move.</summary>
    Html MoveConfirm(string source, string target, Rupiah amount);

    /// <summary>To the customer.</summary>
    Html CreditedByShop(Rupiah amount, string reason, Rupiah balance);

    /// <summary>To the customer.</summary>
    Html DebitedByShop(Rupiah amount, string reason, Rupiah balance);
}
