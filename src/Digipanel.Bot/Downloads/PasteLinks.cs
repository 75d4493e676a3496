using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// A message with links. What is in progress is not bought again, what was received lately is sent again, and the rest is bought at once as far as the
/// saldo goes; many of these ask first.
/// </summary>
internal sealed class PasteLinks(OrderDesk desk) : IMessageHandler
{
    /// <summary>More links than this in a message ask first.</summary>
    public const int UnaskedMax = 10;

    /// <summary>How long a file is sent again instead of bought again.</summary>
    public static readonly TimeSpan ReceivedMax = TimeSpan.FromHours(24);

    public bool Claims(CommandContext context) => LinkFinder.Find(context.Update.Text, context.Update.LinkUrls).Any;

    public bool PassesFlood(CommandContext context) => LinkFinder.Find(context.Update.Text, context.Update.LinkUrls).Items.Count > 0;

    public bool TryHandle(CommandContext context)
    {
        var links = LinkFinder.Find(context.Update.Text, context.Update.LinkUrls);
        if (!links.Any)
        {
            return false;
        }

        var known = links.Items.Count > 0 ? OrderDesk.Known(context.Tx, context.Customer, links.Items, context.Tx.Now - ReceivedMax) : [];
        var running = known.Where(k => k.IsRunning).ToDictionary(k => k.ItemKey, StringComparer.Ordinal);
        var received = known.Where(k => k.IsReceived && !running.ContainsKey(k.ItemKey)).ToDictionary(k => k.ItemKey, StringComparer.Ordinal);
        var fresh = links.Items.Where(i => !running.ContainsKey(i.Key) && !received.ContainsKey(i.Key)).ToList();
        var price = received.Count + fresh.Count > 0 ? desk.PriceFor(context.Tx, context.Customer) : default;
        if (received.Count > 0)
        {
            SendAgain(context, links, received, price);
        }

        var notes = PasteNotes.Of(links, [.. links.Items.Where(i => running.ContainsKey(i.Key)).Select(i => new OrderLabel(running[i.Key].Number, running[i.Key].Title))]);
        if (fresh.Count > 0)
        {
            Buy(context, fresh, price, someAreKept: known.Any(k => k.IsKept), notes);
        }
        else if (notes is not null)
        {
            Tell(context, notes);
        }

        return true;
    }

    private void Buy(CommandContext context, List<EnvatoLink.Item> items, Rupiah price, bool someAreKept, PasteNotes? notes)
    {
        var (tx, customer) = (context.Tx, context.Customer);

        // Where nothing can be bought there is nothing to ask: the links are kept, and the button that goes on with them tells the total.
        if (items.Count > UnaskedMax && Ledger.BalanceOf(tx.Connection, customer.Id) >= price)
        {
            var purchase = Purchases.Begin(tx, customer, price, asks: true, notes);
            Cards.Show(tx, customer.Address, Purchases.Card(purchase));
            KeptLinks.Keep(tx, customer.Id, purchase, items, Purchases.AskMax);
        }
        else
        {
            desk.Buy(tx, customer, items, price, someAreKept, notes);
        }
    }

    private static void SendAgain(CommandContext context, FoundLinks links, Dictionary<string, KnownItem> received, Rupiah price)
    {
        var numbers = links.Items.Where(i => received.ContainsKey(i.Key)).Select(i => received[i.Key].Number).ToList();
        context.Reply(SentAgain.Of(context.Texts, ReceivedOrder.Read(context.Tx.Connection, context.Customer, numbers), price, isAsked: false));
    }

    private static void Tell(CommandContext context, PasteNotes notes)
    {
        var action = notes.Running.Count switch { 0 => null, 1 => $"status:{notes.Running[0].Number}", _ => "status" };
        context.Reply(new Reply(Html.Lines(PasteNoteForm.Of(context.Texts, notes)))
        {
            Buttons = action is null ? [] : [[new Button(context.Texts.ButtonStatus) { Action = action }]],
        });
    }
}
