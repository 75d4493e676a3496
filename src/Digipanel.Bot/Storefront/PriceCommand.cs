using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Storefront;

/// <summary>/harga: what a download costs.</summary>
internal sealed class PriceCommand(ShopOptions shop) : IChatCommand
{
    public IReadOnlyList<string> Names => ["harga", "price"];

    public void Handle(CommandContext context) =>
        context.Reply(new Reply(context.Texts.Price(shop.Price)) { Buttons = [[new Button(context.Texts.ButtonTopup) { Action = "topup" }]] });
}
