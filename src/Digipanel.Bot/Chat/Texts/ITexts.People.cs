using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>/pelanggan alone: who is looked for.</summary>
    Html CustomerAsk { get; }

    /// <summary>Over the buttons of accounts that number changes left behind with money.</summary>
    Html LeftBehind(int accounts);

    /// <summary>Nobody is called this.</summary>
    Html CustomerNotFound(string named);

    /// <summary>Several may be meant; a button each.</summary>
    Html CustomersFound(int customers);

    /// <summary>In the place of a card that is at the bottom of the chat now.</summary>
    Html CustomerCardMoved(string name);

    /// <summary>Button: puts money into the wallet.</summary>
    string CreditButton { get; }

    /// <summary>Button: takes money out of the wallet.</summary>
    string DebitButton { get; }

    /// <summary>Button: writes something down.</summary>
    string NoteButton { get; }

    /// <summary>Button: lets the customer in again.</summary>
    string UnblockButton { get; }

    /// <summary>Button: what admins did.</summary>
    string LogButton { get; }

    /// <summary>Button: shows a payment that waits for a decision.</summary>
    string CaseButton(string reference);

    /// <summary>How /buka is written.</summary>
    Html UnblockUsage { get; }

    /// <summary>Done.</summary>
    Html Unblocked(string name);

    /// <summary>To whoever was blocked.</summary>
    Html YouAreUnblocked { get; }

    /// <summary>Since when somebody is a customer.</summary>
    Html CustomerSince(DateTimeOffset at);

    /// <summary>The person has blocked the bot.</summary>
    string CustomerAway { get; }

    /// <summary>Whose prices are the customer's.</summary>
    Html CustomerGroups(string groups);

    /// <summary>The account was left behind.</summary>
    Html CustomerLeftBehind { get; }

    /// <summary>Balance and held money.</summary>
    Html CustomerMoney(Rupiah balance, Rupiah held);

    /// <summary>What was bought.</summary>
    Html CustomerSpent(Rupiah total, long orders, Rupiah month);

    /// <summary>What was paid in.</summary>
    Html CustomerPaid(Rupiah total, long topups);

    /// <summary>Over the last orders.</summary>
    string WordLastOrders { get; }

    /// <summary>Over the last top-ups.</summary>
    string WordLastTopups { get; }

    /// <summary>Over the notes.</summary>
    string WordNotes { get; }
}
