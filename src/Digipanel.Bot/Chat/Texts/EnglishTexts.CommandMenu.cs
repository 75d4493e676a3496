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
        new("help", "How it works"),
        new("language", "Change the language"),
        new("link", "One balance for Telegram and WhatsApp"),
        new("cancel", "Cancel orders that have not started"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<CommandMenuLine> AdminMenu { get; } = [new("upstream", "Admin: Digipanel, the queue, losses")];
}
