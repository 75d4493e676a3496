using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>The price of a delivered order was given back by an admin. The reason is the admin's; may be empty.</summary>
    Html OrderRepaid(long number, string title, Rupiah price, string reason, Rupiah balance);
}
