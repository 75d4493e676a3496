using Digipanel.Bot.Chat;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>/start: a greeting with price, balance and the four things one can do; or what a deep link asks for.</summary>
internal sealed class StartCommand(Prices prices, DeepLinks links) : IChatCommand
{
    // Where commands are written without a slash (WhatsApp), nobody presses Start: people say hello.
    public IReadOnlyList<string> Names => ["start", "menu", "mulai", "halo", "hai", "hello", "hi"];

    public void Handle(CommandContext context)
    {
        if (links.TryFollow(context))
        {
            return;
        }

        var texts = context.Texts;
        var balance = Ledger.BalanceOf(context.Tx.Connection, context.Customer.Id);
        context.Reply(new Reply(texts.Welcome(context.Customer.Name, prices.For(context.Tx, context.Customer), balance)) { Buttons = MainMenu.Buttons(texts) });
    }
}
