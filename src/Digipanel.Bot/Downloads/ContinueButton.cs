using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// Goes on with kept links: "lanjut:17:3:5:500" on a purchase's card (3 of its 5 links, at Rp 500), "lanjut:17:19:8:8:500" on a receipt (all 8 links of
/// purchases 17 to 19). Where the numbers are not so any more, because it was pressed before, the links were bought otherwise or the price is another,
/// nothing is bought and the customer is shown what there is now.
/// </summary>
internal sealed class ContinueButton(OrderDesk desk) : IButtonHandler
{
    public string Prefix => KeptLinks.ContinuePrefix;

    public bool PassesFlood => true;

    public void Handle(CommandContext context, string payload)
    {
        var numbers = ButtonNumbers.Read(payload);
        switch (numbers)
        {
            case [var id, var some, var links, var price]:
                Continue(context, new Offer(id, id, some, links, price, IsCard: true));
                break;
            case [var from, var to, var some, var links, var price]:
                Continue(context, new Offer(from, to, some, links, price, IsCard: false));
                break;
            default:
                context.Toast(context.Texts.ToastOver);
                break;
        }
    }

    private void Continue(CommandContext context, Offer offer)
    {
        var (tx, texts, customer) = (context.Tx, context.Texts, context.Customer);
        var items = KeptLinks.Of(tx, customer.Id, offer.From, offer.To);
        var balance = Ledger.BalanceOf(tx.Connection, customer.Id);
        var price = desk.PriceFor(tx, customer);
        if (items.Count == 0)
        {
            context.Toast(texts.ToastDoneBefore);
        }
        else if (items.Count != offer.Links || offer.Price != price.Value)
        {
            OfferAnew(context, offer, price);
        }
        else if (balance < price)
        {
            context.Toast(texts.ToastMissing((price * items.Count) - balance));
        }
        else
        {
            // No more than the button said, though the wallet may cover more by now.
            List<EnvatoLink.Item> some = [.. items.Take((int)Math.Min(offer.Some, items.Count))];
            var placed = offer.IsCard
                ? desk.Place(tx, customer, offer.From, some, price)
                : desk.Buy(tx, customer, some, price);
            context.Toast(placed is { Bought: 0, IsQueueFull: true } ? texts.ToastQueueFull(desk.QueuedMax) : texts.ToastBought(placed.Bought));
        }

        // Whatever came of it, the cards are to show it, and no button of before.
        KeptLinks.WalletMoved(tx, customer.Id);
        if (offer.IsCard && items.Count > 0)
        {
            Cards.Refresh(tx, Purchases.Card(offer.From));
        }
    }

    /// <summary>Asks with what the kept links come to now: on the card, which is edited, or below the receipt, which stays as it is.</summary>
    private static void OfferAnew(CommandContext context, Offer offer, Rupiah price)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        KeptLinks.Reprice(tx, context.Customer.Id, price);
        context.Toast(offer.Price != price.Value ? texts.ToastPriceChanged(price) : texts.ToastChanged);
        if (!offer.IsCard && KeptLinks.SumOf(tx.Connection, context.Customer.Id) is { } sum)
        {
            context.Reply(new Reply(texts.ContinueAnew(sum.Links, sum.Price))
            {
                Buttons = KeptLinks.ContinueButton(tx.Connection, context.Customer.Id, texts) is { } button ? [[button]] : [],
            });
        }
    }

    /// <summary>What the button said.</summary>
    private sealed record Offer(long From, long To, long Some, long Links, long Price, bool IsCard);
}
