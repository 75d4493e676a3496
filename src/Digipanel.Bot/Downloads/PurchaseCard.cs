using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// The one message about a purchase: the question, then the acknowledgement, edited as its orders move. Its buttons name what they were offered for (the
/// price, how many links wait), so that one that is out of date buys nothing.
/// </summary>
internal sealed class PurchaseCard(DigipanelOptions digipanel, ShopOptions shop, TopupOffer topup) : ICard
{
    public string Prefix => Purchases.CardPrefix;

    public Reply? Render(SqliteConnection database, string id, DateTimeOffset now)
    {
        if (PurchaseView.Read(database, long.Parse(id, CultureInfo.InvariantCulture), digipanel, shop.QueuedPerCustomerMax, now) is not { } view)
        {
            return null;
        }

        var texts = TextsOf.Language(view.Language);
        return new Reply(PurchaseForm.Of(texts, view)) { Buttons = Buttons(texts, view), Stage = Stage(view) };
    }

    /// <summary>
    /// What is worth a message where messages cannot be edited: the question, each acknowledgement of orders, and what waits for saldo at which price. What
    /// becomes of the orders (files, refunds) and who drops the question are told by messages of their own.
    /// </summary>
    private static string? Stage(PurchaseView view)
    {
        var price = view.Purchase.Price.Value;
        var waiting = view.Waiting.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{(view.IsFull ? "full:" : "")}{price}:{view.Waiting.Count};") : "";
        return view.Purchase.State switch
        {
            Purchase.Asking => string.Create(CultureInfo.InvariantCulture, $"ask:{price};"),
            Purchase.Placed => string.Create(CultureInfo.InvariantCulture, $"placed:{view.Orders.Count};{waiting}"),
            _ => null,
        };
    }

    private List<IReadOnlyList<Button>> Buttons(ITexts texts, PurchaseView view)
    {
        var id = view.Purchase.Id;
        var waiting = view.Waiting.Count;
        var rows = new List<IReadOnlyList<Button>>();
        if (view.Purchase.State == Purchase.Asking)
        {
            var some = view.Covered > 0 ? view.Covered : waiting;
            rows.Add([new Button(texts.ButtonYes(some)) { Action = $"{PurchaseButtons.ButtonPrefix}:ya:{id}:{view.Purchase.Price.Value}:{some}" }]);
            rows.Add([new Button(texts.ButtonNo) { Action = $"{PurchaseButtons.ButtonPrefix}:batal:{id}" }]);
            return rows;
        }

        if (waiting > 0 && view.Covered > 0)
        {
            var label = texts.ButtonContinue(view.Covered, waiting, view.Purchase.Price * view.Covered);
            rows.Add([new Button(label) { Action = $"{KeptLinks.ContinuePrefix}:{id}:{view.Covered}:{waiting}:{view.Purchase.Price.Value}" }]);
        }

        if (waiting > 0 && view.Missing > Rupiah.Zero)
        {
            rows.Add([topup.Button(texts, view.Missing)]);
        }

        if (waiting > 0)
        {
            rows.Add([new Button(texts.ButtonForget) { Action = $"{PurchaseButtons.ButtonPrefix}:batal:{id}" }]);
        }

        if (view.Orders.Count(o => o.Step == OrderStep.Waiting) is > 0 and var inQueue)
        {
            rows.Add([new Button(texts.ButtonCancelWaiting(inQueue)) { Action = $"batal:p{id}" }]);
        }

        return rows;
    }
}
