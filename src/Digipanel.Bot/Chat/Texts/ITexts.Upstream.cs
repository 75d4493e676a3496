using Digipanel.Bot.Admin;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>/batal.</summary>
    internal Html Cancelled(Cancellation cancellation);

    /// <summary>The question before several orders are cancelled at once.</summary>
    internal Html CancelAsk(IReadOnlyList<OrderLabel> orders, Rupiah refund);

    /// <summary>Button: yes, cancel them.</summary>
    string ButtonCancelYes(int orders);

    /// <summary>Button: no, let them go on.</summary>
    string ButtonCancelNot { get; }

    /// <summary>The answer to that.</summary>
    Html CancelNot { get; }

    /// <summary>Toast: cancelled.</summary>
    Html ToastCancelled(int orders, Rupiah refund);

    /// <summary>What follows /batal is no number.</summary>
    Html CancelUnreadable { get; }

    /// <summary>To admins: /upstream.</summary>
    internal Html Upstream(UpstreamReport report);

    /// <summary>To admins: orders wait, and the account gives no usable answer for minutes.</summary>
    Html AlertUnreachable(string account);
}
