namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public IReadOnlyList<CommandMenuLine> CommandMenu { get; } =
    [
        new("start", "Start"),
        new("topup", "Add balance, for example /topup 50k"),
        new("balance", "Check your balance"),
        new("history", "Orders and wallet movements"),
        new("status", "Check an order"),
        new("price", "Price of a download"),
        new("voucher", "Use a voucher's code"),
        new("help", "How it works"),
        new("language", "Change the language"),
        new("link", "One balance for Telegram and WhatsApp"),
        new("cancel", "Cancel orders that have not started"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<CommandMenuLine> AdminMenu { get; } =
    [
        new("user", "Admin: find a customer"),
        new("broadcast", "Admin: send a broadcast"),
        new("stats", "Admin: sales report"),
        new("queue", "Admin: waiting orders"),
        new("upstream", "Admin: Digipanel, balance, losses"),
        new("credit", "Admin: add to a customer's balance"),
        new("debit", "Admin: take from a customer's balance"),
        new("refund", "Admin: give an order's money back"),
        new("group", "Admin: a customer's price group"),
        new("block", "Admin: block a customer"),
        new("unblock", "Admin: unblock a customer"),
        new("cases", "Admin: payments to look at"),
        new("log", "Admin: what admins did"),
    ];
}
