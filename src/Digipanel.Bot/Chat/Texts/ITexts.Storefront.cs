using Digipanel.Bot.Storefront;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>Button: top up.</summary>
    string ButtonTopup { get; }

    /// <summary>Button: balance.</summary>
    string ButtonBalance { get; }

    /// <summary>Button: history.</summary>
    string ButtonHistory { get; }

    /// <summary>Button: help.</summary>
    string ButtonHelp { get; }

    /// <summary>Button: the page with newer rows.</summary>
    string ButtonNewer { get; }

    /// <summary>Button: the page with older rows.</summary>
    string ButtonOlder { get; }

    /// <summary>Button: show orders.</summary>
    string ButtonOrders { get; }

    /// <summary>Button: show wallet movements.</summary>
    string ButtonMovements { get; }

    /// <summary>Button: one step back.</summary>
    string ButtonBack { get; }

    /// <summary>Over the chat: a button that means nothing any more.</summary>
    Html ToastOldButton { get; }

    /// <summary>/start.</summary>
    Html Welcome(string name, Rupiah price, Rupiah balance);

    /// <summary>/saldo.</summary>
    Html Balance(Rupiah balance, long downloads);

    /// <summary>/harga.</summary>
    Html Price(Rupiah price);

    /// <summary>/bantuan.</summary>
    Html Help(Rupiah price, Rupiah minTopup);

    /// <summary>Free text that nothing understood.</summary>
    Html NotUnderstood { get; }

    /// <summary>/bahasa.</summary>
    Html ChooseLanguage { get; }

    /// <summary>After the choice.</summary>
    Html LanguageChosen { get; }

    /// <summary>Heading of a page of orders.</summary>
    Html OrdersTitle(int page);

    /// <summary>Heading of a page of movements.</summary>
    Html MovementsTitle(int page);

    /// <summary>No orders on this page.</summary>
    Html NoOrders { get; }

    /// <summary>No movements on this page.</summary>
    Html NoMovements { get; }

    /// <summary>One movement of the wallet.</summary>
    internal Html Movement(WalletMovement movement);

    /// <summary>One order of the history.</summary>
    internal Html OrderLine(OrderSummary order);
}
