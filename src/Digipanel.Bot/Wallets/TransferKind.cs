namespace Digipanel.Bot.Wallets;

/// <summary>
/// The only ways money moves. Each joins two declared types of account; the table <c>transfer_kinds</c> holds the same
/// list and the database refuses any other pair.
/// </summary>
public enum TransferKind
{
    /// <summary>gateway → customer: a payment arrived.</summary>
    TopUp,

    /// <summary>customer → held: an order was accepted.</summary>
    Hold,

    /// <summary>held → sales: the order was delivered.</summary>
    Capture,

    /// <summary>held → customer: the order failed or was cancelled.</summary>
    Release,

    /// <summary>adjustments → customer: by an admin, with a reason.</summary>
    Credit,

    /// <summary>customer → adjustments: by an admin, with a reason.</summary>
    Debit,

    /// <summary>promo → customer: a bonus or a voucher.</summary>
    Bonus,

    /// <summary>sales → customer: an admin gave a delivered order's price back.</summary>
    Refund,

    /// <summary>customer → customer: between the wallets of two joined accounts, see <see cref="Ledger.Empty"/>; nobody posts it.</summary>
    Join,
}
