using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>The file is there.</summary>
    Html Delivered(long number, string title, string driveLink, string? licenceLink);

    /// <summary>The file came after the money had gone back.</summary>
    Html Gift(long number, string title, string driveLink, string? licenceLink);

    /// <summary>No file; the money is back.</summary>
    Html Refunded(long number, string title, string reason, Rupiah price, Rupiah balance);

    /// <summary>No lane works: orders wait.</summary>
    Html OrdersDelayed(long orders);

    /// <summary>Button: the file.</summary>
    string ButtonDrive { get; }

    /// <summary>Button: the licence.</summary>
    string ButtonLicence { get; }

    /// <summary>Button: top up by this much.</summary>
    string ButtonTopupOf(Rupiah amount);

    /// <summary>To admins: 401.</summary>
    Html AlertUnauthorized(string account);

    /// <summary>To admins: 402.</summary>
    Html AlertNoBalance(string account);

    /// <summary>To admins: a stopped lane works again.</summary>
    Html AlertLaneOpen(string account);

    /// <summary>To admins: the account's balance runs out.</summary>
    Html AlertLowBalance(string account, Rupiah balance, long downloads);

    /// <summary>To admins: it was topped up.</summary>
    Html AlertLowBalanceOver(string account, Rupiah balance);

    /// <summary>To admins: nobody can tell what became of a submission; the customer was refunded.</summary>
    Html AlertLostOrder(long number, string title, string account);

    /// <summary>To admins: a download never ended; the customer was refunded.</summary>
    Html AlertNeverFinished(long number, string title, string account);
}
