using Digipanel.Bot.Admin;
using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>/batal.</summary>
    internal Html Cancelled(Cancellation cancellation);

    /// <summary>What follows /batal is no number.</summary>
    Html CancelUnreadable { get; }

    /// <summary>To admins: /upstream.</summary>
    internal Html Upstream(UpstreamReport report);

    /// <summary>To admins: orders wait, and the account gives no usable answer for minutes.</summary>
    Html AlertUnreachable(string account);
}
