using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// "lagi:12:500": buys the link of order 12 anew for Rp 500. While one of it is in progress it buys nothing, however often it is pressed, and once a newer
/// one is there it sends that: a button buys one file.
/// </summary>
internal sealed class BuyAgainButton(OrderDesk desk) : IButtonHandler
{
    public const string ButtonPrefix = "lagi";

    public string Prefix => ButtonPrefix;

    public bool PassesFlood => true;

    public void Handle(CommandContext context, string payload)
    {
        var (tx, texts, customer) = (context.Tx, context.Texts, context.Customer);
        var numbers = ButtonNumbers.Read(payload);
        if (numbers is not [var number, var price] || ReceivedOrder.Read(tx.Connection, customer, [number]) is not [var order]
            || EnvatoLink.Parse(order.Link) is not EnvatoLink.Item item)
        {
            context.Toast(texts.ToastOver);
            return;
        }

        var now = desk.PriceFor(tx, customer);
        var known = OrderDesk.Known(tx, customer, [item], tx.Now);
        if (known.FirstOrDefault(k => k.IsRunning) is { } running)
        {
            context.Toast(texts.ToastInProgress(running.Number));
        }
        else if (ReceivedOrder.Newest(tx.Connection, customer, item.Key) is { } newest && newest.Number > number)
        {
            context.Reply(SentAgain.Of(texts, [newest], now, isAsked: true));
            context.Toast(texts.ToastDoneBefore);
        }
        else if (known.Any(k => k.IsKept) && Ledger.BalanceOf(tx.Connection, customer.Id) is var balance && balance < now)
        {
            // It waits for saldo already, and its message tells how to go on.
            context.Toast(texts.ToastMissing(now - balance));
        }
        else if (price != now.Value)
        {
            context.Toast(texts.ToastPriceChanged(now));
            context.Reply(new Reply(texts.BuyAgainAnew(number, order.Title, now))
            {
                Buttons = [[new Button(texts.ButtonBuyAgain(now)) { Action = $"{ButtonPrefix}:{number}:{now.Value}" }]],
            });
        }
        else
        {
            var placed = desk.Buy(tx, customer, [item], now, known.Any(k => k.IsKept));
            context.Toast(placed.Bought > 0 ? texts.ToastBought(placed.Bought)
                : placed.IsQueueFull ? texts.ToastQueueFull(desk.QueuedMax)
                : texts.ToastMissing(now - placed.Balance));
        }
    }
}

/// <summary>"kirim:12": sends the file of order 12 once more, free.</summary>
internal sealed class SendAgainButton(OrderDesk desk) : IButtonHandler
{
    public const string ButtonPrefix = "kirim";

    public string Prefix => ButtonPrefix;

    public void Handle(CommandContext context, string payload)
    {
        if (long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && ReceivedOrder.Read(context.Tx.Connection, context.Customer, [number]) is [var order])
        {
            context.Reply(SentAgain.Of(context.Texts, [order], desk.PriceFor(context.Tx, context.Customer), isAsked: true));
            context.Toast(context.Texts.ToastSentAgain(number));
        }
        else
        {
            context.Toast(context.Texts.ToastOver);
        }
    }
}
