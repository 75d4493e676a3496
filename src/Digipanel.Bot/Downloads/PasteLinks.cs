using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>A message with links: each becomes an order, held at once, and one message tells what became of them all.</summary>
internal sealed class PasteLinks(OrderDesk desk, ShopOptions shop) : IMessageHandler
{
    private const long TopupStep = 1_000;

    public bool TryHandle(CommandContext context)
    {
        var links = LinkFinder.Find(context.Update.Text, context.Update.LinkUrls);
        if (!links.Any)
        {
            return false;
        }

        var purchase = desk.Buy(context.Tx, context.Customer, links);
        context.Reply(new Reply(context.Texts.Bought(purchase)) { Buttons = Topup(context, purchase) });
        return true;
    }

    private IReadOnlyList<IReadOnlyList<Button>> Topup(CommandContext context, Purchase purchase)
    {
        if (purchase.Missing <= Rupiah.Zero)
        {
            return [];
        }

        var amount = new Rupiah(Math.Min(Math.Max(purchase.Missing.Value, shop.MinTopup), shop.MaxTopup)).RoundUpTo(TopupStep);
        amount = amount.Value > shop.MaxTopup ? new Rupiah(shop.MaxTopup) : amount;
        return [[new Button(context.Texts.ButtonTopupOf(amount)) { Action = $"topup:{amount.Value}" }]];
    }
}
