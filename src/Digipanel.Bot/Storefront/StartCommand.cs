using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>/start: a greeting with price, balance and the four things one can do.</summary>
internal sealed class StartCommand(ShopOptions shop) : IChatCommand
{
    public IReadOnlyList<string> Names => ["start", "menu"];

    public void Handle(CommandContext context)
    {
        var texts = context.Texts;
        var balance = Ledger.BalanceOf(context.Tx.Connection, context.Customer.Id);
        context.Reply(new Reply(texts.Welcome(context.Customer.Name, shop.Price, balance)) { Buttons = MainMenu.Buttons(texts) });
    }
}
