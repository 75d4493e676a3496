using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Storefront;

/// <summary>The choices of amount and method, "isi:50000" and "isi:50000:DANA": their message goes on to the next question and becomes the invoice.</summary>
internal sealed class TopupMenu(TopupDialog dialog) : IButtonHandler
{
    public const string Name = "isi";

    public string Prefix => Name;

    public void Handle(CommandContext context, string payload) => Ask(dialog, context, payload);

    internal static void Ask(TopupDialog dialog, CommandContext context, string payload)
    {
        var parts = payload.Split(':', 2);
        dialog.Ask(context, parts[0], parts.Length > 1 ? parts[1] : null);
    }
}
