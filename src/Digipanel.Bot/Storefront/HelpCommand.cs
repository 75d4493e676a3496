using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>/bantuan: how the shop works, in one message.</summary>
internal sealed class HelpCommand(ShopOptions shop, Prices prices, IEnumerable<IChatChannel> channels) : IChatCommand
{
    public IReadOnlyList<string> Names => ["bantuan", "help"];

    // Only where there is something to join.
    private readonly bool _joins = channels.Skip(1).Any();

    public void Handle(CommandContext context)
    {
        var (texts, help) = (context.Texts, context.Texts.Help(prices.For(context.Tx, context.Customer), new Rupiah(shop.MinTopup)));
        help = Html.Lines(help, texts.PromotionsHelp);
        context.Reply(new Reply(_joins ? Html.Lines(help, texts.JoinHelp) : help) { Buttons = MainMenu.Buttons(texts) });
    }
}
