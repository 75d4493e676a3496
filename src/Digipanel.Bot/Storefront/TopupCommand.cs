using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Storefront;

/// <summary>/topup, with or without an amount. Its buttons "topup:50000" stand under other messages (too little balance, an expired invoice), which stay.</summary>
internal sealed class TopupCommand(TopupDialog dialog) : IChatCommand, IButtonHandler
{
    public IReadOnlyList<string> Names => ["topup", "isi", "deposit"];

    public string Prefix => "topup";

    public void Handle(CommandContext context) => dialog.Ask(context, context.Arguments);

    public void Handle(CommandContext context, string payload) => TopupMenu.Ask(dialog, context, payload);
}
