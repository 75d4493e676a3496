using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin;

/// <summary>Buttons for the shop's admins only: to everybody else such a button is an old one, and nothing gives it away.</summary>
internal abstract class AdminButtons(AdminOptions admins) : IButtonHandler
{
    public abstract string Prefix { get; }

    public void Handle(CommandContext context, string payload)
    {
        if (admins.Include(context.Customer))
        {
            Press(context, payload.Split(':'));
        }
        else
        {
            context.Toast(context.Texts.ToastOldButton);
        }
    }

    /// <summary>Does it, inside the transaction. Payloads come from outside: what makes no sense is an old button.</summary>
    /// <param name="context">Who pressed.</param>
    /// <param name="parts">The payload, split at its colons; one empty part where there is none.</param>
    protected abstract void Press(CommandContext context, string[] parts);
}
