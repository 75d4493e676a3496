using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>/bantuan: how the shop works, in one message.</summary>
internal sealed class HelpCommand(ShopOptions shop) : IChatCommand
{
    public IReadOnlyList<string> Names => ["bantuan", "help"];

    public void Handle(CommandContext context) =>
        context.Reply(new Reply(context.Texts.Help(shop.Price, new Rupiah(shop.MinTopup))) { Buttons = MainMenu.Buttons(context.Texts) });
}
