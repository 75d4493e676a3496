using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Admins: a signed notification tells of a payment that does not fit its top-up; the status call decides.</summary>
    Html AdminNotificationOdd(string reference, Rupiah amount, string why);
}
