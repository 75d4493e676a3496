using Digipanel.Bot.Admin.Queue;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>To admins: /antrian.</summary>
    internal Html Queue(QueueReport report);

    /// <summary>To admins: one order, and what can be done about it.</summary>
    internal Html AdminOrder(AdminOrderView order);

    /// <summary>To admins: the question before an order's money is given back by hand.</summary>
    internal Html AdminOrderAsk(AdminOrderView order);

    /// <summary>To admins: no order has this number.</summary>
    Html AdminOrderNone(long number);

    /// <summary>Button: look at an order.</summary>
    string ButtonLookAt(long number);

    /// <summary>Button: ask Digipanel after it now.</summary>
    string ButtonAskNow { get; }

    /// <summary>Button: give the money back.</summary>
    string ButtonGiveBack { get; }

    /// <summary>Button: take an order that waits out of the queue.</summary>
    string ButtonTakeOut { get; }

    /// <summary>Button: yes, give it back.</summary>
    string ButtonGiveBackYes { get; }

    /// <summary>Button: no.</summary>
    string ButtonGiveBackNo { get; }

    /// <summary>Button: to /antrian.</summary>
    string ButtonQueue { get; }

    /// <summary>Button: to /upstream.</summary>
    string ButtonUpstream { get; }

    /// <summary>Button: look at a stopped account now.</summary>
    string ButtonProbe(string account);

    /// <summary>Toast: Digipanel is asked.</summary>
    Html ToastAsking { get; }

    /// <summary>Toast: it is being asked already, or nothing is to ask.</summary>
    Html ToastAskedAlready { get; }

    /// <summary>Toast: the money is back with the customer.</summary>
    Html ToastGivenBack(long number);

    /// <summary>Toast: the order has moved meanwhile; look again.</summary>
    Html ToastOrderMoved(long number);

    /// <summary>Toast: the account is looked at, and the answer comes as a message.</summary>
    Html ToastProbing(string account);

    /// <summary>Toast: it works, or is being looked at already.</summary>
    Html ToastNotProbing(string account);
}
