using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;

namespace Digipanel.Bot.Downloads;

/// <summary>Yes and no under a question, and the button that forgets kept links: "beli:ya:17:500:12" (12 links, at Rp 500), "beli:batal:17".</summary>
internal sealed class PurchaseButtons(OrderDesk desk) : IButtonHandler
{
    public const string ButtonPrefix = "beli";

    public string Prefix => ButtonPrefix;

    public bool PassesFlood => true;

    public void Handle(CommandContext context, string payload)
    {
        var parts = payload.Split(':');
        if (parts.Length < 2 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || Purchases.Find(context.Tx, id, context.Customer) is not { } purchase)
        {
            context.Toast(context.Texts.ToastOver);
        }
        else if (parts[0] == "ya")
        {
            Yes(context, purchase, toldPrice: parts.Length > 2 ? parts[2] : "", toldLinks: parts.Length > 3 ? parts[3] : "");
        }
        else
        {
            No(context, purchase);
        }
    }

    private void Yes(CommandContext context, Purchase purchase, string toldPrice, string toldLinks)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        var price = desk.PriceFor(tx, context.Customer);
        if (purchase.State != Purchase.Asking)
        {
            context.Toast(purchase.State == Purchase.Placed ? texts.ToastDoneBefore : texts.ToastOver);
        }
        else if (purchase.ForgetAt <= tx.NowMs)
        {
            KeptLinks.Forget(tx, purchase.Id, DropReason.Late);
            context.Toast(texts.ToastOver);
        }
        else if (toldPrice != price.Value.ToString(CultureInfo.InvariantCulture))
        {
            Purchases.Reprice(tx, purchase.Id, price);
            context.Toast(texts.ToastPriceChanged(price));
        }
        else
        {
            // No more than the button said, though the wallet may cover more by now.
            var items = KeptLinks.Of(tx.Connection, purchase.Id);
            var some = int.TryParse(toldLinks, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? Math.Min(told, items.Count) : items.Count;
            Purchases.Place(tx, purchase.Id);
            var placed = desk.Place(tx, context.Customer, purchase.Id, [.. items.Take(some)], price);
            if (KeptLinks.Of(tx.Connection, purchase.Id) is { Count: > 0 } rest)
            {
                KeptLinks.Keep(tx, context.Customer.Id, purchase.Id, rest, Purchases.KeepMax);
            }

            Cards.Refresh(tx, Purchases.Card(purchase.Id));
            context.Toast(placed.Bought > 0 ? texts.ToastBought(placed.Bought)
                : placed.IsQueueFull ? texts.ToastQueueFull(desk.QueuedMax)
                : texts.ToastMissing((price * items.Count) - placed.Balance));
        }
    }

    /// <summary>No to the question, or to what is kept. Orders that run already go on, and nobody is to think that they were not charged.</summary>
    private static void No(CommandContext context, Purchase purchase)
    {
        var texts = context.Texts;
        var hasOrders = Purchases.HasOrders(context.Tx, purchase.Id);
        if (purchase.ForgetAt is null)
        {
            context.Toast(hasOrders ? texts.ToastDoneBefore : texts.ToastOver);
            return;
        }

        KeptLinks.Forget(context.Tx, purchase.Id, DropReason.No);
        context.Toast(hasOrders ? texts.ToastForgotten : texts.ToastDropped);
    }
}
