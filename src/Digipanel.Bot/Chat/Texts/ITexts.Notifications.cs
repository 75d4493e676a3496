using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Admins: a signed notification tells of a payment that does not fit its top-up; the status call decides.</summary>
    Html AdminNotificationOdd(string reference, Rupiah amount, string why);

    /// <summary>Admins: our clock and Doitpay's are apart.</summary>
    Html AdminDoitpayClockOff(TimeSpan apart, bool isAhead);

    /// <summary>Admins: they are so far apart that Doitpay refuses calls.</summary>
    Html AdminDoitpayClockRefused(TimeSpan apart, bool isAhead);

    /// <summary>Admins: the clocks agree again.</summary>
    Html AdminDoitpayClockFine { get; }
}
