using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>/status: an order's story with what can be done about it, or everything that is under way. Its button looks again by editing the message.</summary>
internal sealed class StatusCommand(Prices prices, DigipanelOptions digipanel, TopupOffer topup) : IChatCommand
{
    private const int ListedMax = 10;
    private const int OpenOrdersMax = 500;

    public IReadOnlyList<string> Names => ["status"];

    public void Handle(CommandContext context)
    {
        var argument = context.Arguments.TrimStart('#');
        if (argument.Length == 0 || (context.Update.WordsAreCommands && !argument.Any(char.IsAsciiDigit)))
        {
            // "status saya gimana" names no order.
            Everything(context);
        }
        else if (!long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            context.Reply(context.Texts.StatusUnreadable);
        }
        else if (OrderHistory.Find(context.Tx.Connection, context.Customer, number) is { } order)
        {
            One(context, order);
        }
        else
        {
            context.Reply(new Reply(context.Texts.OrderNotFound(number)) { Buttons = [[new Button(context.Texts.ButtonHistory) { Action = "riwayat" }]] });
        }
    }

    private void One(CommandContext context, OrderSummary order)
    {
        var (texts, database) = (context.Texts, context.Tx.Connection);
        var queue = Queue(context, [order]);
        var stopped = order.Step == OrderStep.Waiting && LaneBooks.AllStopped(database, digipanel);
        context.Edit(new Reply(StatusForm.One(texts, order, PurchaseForm.Queue(texts, queue, stopped))) { Buttons = Buttons(context, order) });
        context.Toast(texts.ToastLatest);
    }

    private List<IReadOnlyList<Button>> Buttons(CommandContext context, OrderSummary order)
    {
        var texts = context.Texts;
        var rows = new List<IReadOnlyList<Button>>();
        if (order.DriveLink is { } drive)
        {
            rows.Add(FileButtons.Row(texts, drive, order.LicenceLink));
            rows.Add([new Button(texts.ButtonSendAgain) { Action = $"{SendAgainButton.ButtonPrefix}:{order.Number}" }]);
            var price = prices.For(context.Tx, context.Customer);
            rows.Add([new Button(texts.ButtonBuyAgain(price)) { Action = $"{BuyAgainButton.ButtonPrefix}:{order.Number}:{price.Value}" }]);
        }

        if (order.Step == OrderStep.Waiting)
        {
            rows.Add([new Button(texts.ButtonCancelWaiting(1)) { Action = $"batal:{order.Number}" }]);
        }

        if (order.Step.IsOpen())
        {
            rows.Add([new Button(texts.ButtonRefresh) { Action = $"status:{order.Number}" }]);
        }

        return rows;
    }

    private void Everything(CommandContext context)
    {
        var (texts, database, customer) = (context.Texts, context.Tx.Connection, context.Customer);
        var orders = OrderHistory.Page(database, customer, OrderFilter.Open, 0, OpenOrdersMax);
        var kept = KeptLinks.SumOf(database, customer.Id);
        var topups = TopupTable.OpenOf(context.Tx, customer);
        var balance = Ledger.BalanceOf(database, customer.Id);
        if (orders.Count == 0 && kept is null && topups.Count == 0)
        {
            context.Edit(new Reply(texts.StatusNothing) { Buttons = [[new Button(texts.ButtonHistory) { Action = "riwayat" }, new Button(texts.ButtonBalance) { Action = "saldo" }]] });
            return;
        }

        var waiting = orders.Count(o => o.Step == OrderStep.Waiting);
        var queue = PurchaseForm.Queue(texts, Queue(context, orders), waiting > 0 && LaneBooks.AllStopped(database, digipanel));
        var rows = new List<IReadOnlyList<Button>>();
        if (KeptLinks.ContinueButton(database, customer.Id, texts) is { } goOn)
        {
            rows.Add([goOn]);
        }

        if (kept is not null && kept.Covered(balance) < kept.Links)
        {
            rows.Add([topup.Button(texts, (kept.Price * kept.Links) - balance)]);
        }

        if (waiting > 0)
        {
            rows.Add([new Button(texts.ButtonCancelWaiting(waiting)) { Action = "batal" }]);
        }

        rows.Add([new Button(texts.ButtonRefresh) { Action = "status" }]);
        context.Edit(new Reply(StatusForm.Everything(texts, orders, ListedMax, queue, kept, topups, balance)) { Buttons = rows });
        context.Toast(texts.ToastLatest);
    }

    private QueuePlace? Queue(CommandContext context, IEnumerable<OrderSummary> orders) => QueueForecast.Of(
        context.Tx.Connection,
        digipanel,
        [.. orders.Where(o => o.Step == OrderStep.Waiting).Select(o => new WaitingOrder(o.Number, o.Turn, o.At))],
        context.Tx.Now);
}
