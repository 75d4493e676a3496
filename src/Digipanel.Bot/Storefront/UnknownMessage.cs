using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Storefront;

/// <summary>Answers what nothing understood: short and helpful, never silence.</summary>
internal sealed class UnknownMessage : IChatFallback
{
    public void Handle(CommandContext context)
    {
        if (context.Update.CallbackData is not null)
        {
            context.Toast(context.Texts.ToastOldButton);
            return;
        }

        var words = context.Update.Text.AsSpan().Trim();
        context.Reply(new Reply(words.Length == 0 ? context.Texts.OnlyWords : context.Texts.NotUnderstood) { Buttons = MainMenu.Buttons(context.Texts) });
    }
}
