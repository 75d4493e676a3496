namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html QuestionDropped => Html.Of($"OK, never mind.");

    /// <inheritdoc/>
    public Html AdminLogNobody => Html.Of($"That customer was not found, or several match. Use the id, for example <code>/log p17</code>.");

    /// <inheritdoc/>
    public Html AdminLogEmpty => Html.Of($"Nothing here yet.");

    /// <inheritdoc/>
    public Html AdminLogTitle(int page) => page == 1 ? Html.Of($"📒 <b>What admins did</b>") : Html.Of($"📒 <b>What admins did</b> · page {page}");

    /// <inheritdoc/>
    public string AdminLogAction(string action) => action switch
    {
        "credit" => "Credit",
        "debit" => "Debit",
        "refund" => "Refund",
        "move" => "Move",
        "block" => "Block",
        "unblock" => "Unblock",
        "note" => "Note",
        "message" => "Message",
        "report.csv" => "Report downloaded",
        "price" => "Price",
        "group" => "Group",
        "voucher.make" => "Voucher made",
        "voucher.end" => "Voucher ended",
        "broadcast.start" => "Broadcast started",
        "broadcast.pause" => "Broadcast paused",
        "broadcast.resume" => "Broadcast resumed",
        "broadcast.cancel" => "Broadcast cancelled",
        "broadcast.again" => "Broadcast sent again to those in doubt",
        "broadcast.stop" => "Broadcast stopped",
        "case.credit" => "Payment credited",
        "case.debit" => "Refund taken back",
        "case.leave" => "Payment left",
        "order.return" => "Order refunded",
        "order.cancel" => "Order cancelled",
        "order.ask" => "Digipanel asked",
        "lane.probe" => "Lane checked",
        _ => action,
    };
}
