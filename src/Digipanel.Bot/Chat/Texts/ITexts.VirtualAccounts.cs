using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>The invoice of a virtual account.</summary>
    Html TopupAccountReady(Rupiah amount, Rupiah toPay, string method, string number, Html howToPay, string reference, DateTimeOffset expiry);

    /// <summary>How to pay a virtual account at its bank, where the shop has no words of its own.</summary>
    /// <param name="bank">Its code, as <c>VirtualAccounts</c> has it.</param>
    Html TopupHowToPay(string bank);

    /// <summary>Button: copies the virtual account's number.</summary>
    string TopupCopyAccountButton { get; }
}
