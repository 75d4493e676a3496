using Digipanel.Bot.Vouchers;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>/voucher without a code: asks for it.</summary>
    Html VoucherHow { get; }

    /// <summary>What was written can be no code.</summary>
    Html VoucherUnreadable { get; }

    /// <summary>No voucher is called so.</summary>
    Html VoucherWrong { get; }

    /// <summary>Too many wrong codes.</summary>
    Html VoucherTooManyGuesses { get; }

    /// <summary>The money is there.</summary>
    Html VoucherCredited(string code, Rupiah amount, Rupiah balance);

    /// <summary>This customer has used it before.</summary>
    Html VoucherUsedBefore(string code);

    /// <summary>Others were faster.</summary>
    Html VoucherUsedUp(string code);

    /// <summary>Its time is over.</summary>
    Html VoucherOver(string code);

    /// <summary>To admins: why what was written makes no voucher.</summary>
    internal Html VoucherProblem(VoucherProblem problem, string word);

    /// <summary>To admins: asks whether to make it.</summary>
    internal Html VoucherAsk(Voucher voucher);

    /// <summary>Button: make it.</summary>
    string ButtonVoucherYes { get; }

    /// <summary>Button: no.</summary>
    string ButtonVoucherNo { get; }

    /// <summary>The no.</summary>
    Html VoucherNot { get; }

    /// <summary>It can be used.</summary>
    /// <param name="voucher">The new one.</param>
    /// <param name="link">Opens the chat and enters the code; null: there is none.</param>
    internal Html VoucherMade(Voucher voucher, string? link);

    /// <summary>Button: copies the command that customers send.</summary>
    string ButtonVoucherCopy { get; }

    /// <summary>Over the chat: it is made already.</summary>
    Html ToastVoucherMade(string code);

    /// <summary>The open vouchers, and how to make one.</summary>
    internal Html VoucherList(IReadOnlyList<Voucher> vouchers, DateTimeOffset now, int page);

    /// <summary>Button: ends a voucher.</summary>
    string ButtonVoucherEnd(string code);

    /// <summary>Asks whether to end it.</summary>
    internal Html VoucherAskEnd(Voucher voucher);

    /// <summary>Button: end it.</summary>
    string ButtonVoucherEndYes { get; }

    /// <summary>It cannot be used any more.</summary>
    internal Html VoucherEnded(Voucher voucher);

    /// <summary>Over the chat: it is ended already.</summary>
    Html ToastVoucherEnded(string code);

    /// <summary>To admins: no open voucher is called so.</summary>
    Html VoucherNone { get; }
}
