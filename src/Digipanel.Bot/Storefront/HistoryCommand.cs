using System.Globalization;
using System.Text;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Storefront;

/// <summary>
/// /riwayat: orders (all, open, done, refunded) or wallet movements, newest first, ten a page. Its own buttons name a page and turn to it by editing the
/// message; the menu's names none, and the menu stays.
/// </summary>
internal sealed class HistoryCommand : IChatCommand
{
    public const int PageSize = 10;

    /// <summary>Orders in the file.</summary>
    public const int FileOrdersMax = 1_000;

    private const int ButtonsPerRow = 5;

    public IReadOnlyList<string> Names => ["riwayat", "history"];

    public void Handle(CommandContext context)
    {
        var page = HistoryPage.Parse(context.Arguments);
        if (page.Kind == HistoryPage.File)
        {
            SendFile(context);
        }
        else if (page.IsWallet)
        {
            // One row more than a page tells whether there is a next one.
            var movements = WalletHistory.Page(context.Tx, context.Customer, (page.Number - 1) * PageSize, PageSize + 1);
            Show(context, page, [.. movements.Select(context.Texts.Movement)], []);
        }
        else
        {
            var orders = OrderHistory.Page(context.Tx.Connection, context.Customer, page.Filter, (page.Number - 1) * PageSize, PageSize + 1);
            Show(context, page, [.. orders.Select(context.Texts.OrderLine)], [.. orders.Take(PageSize).Where(o => o.DriveLink is not null)]);
        }
    }

    private static void Show(CommandContext context, HistoryPage page, IReadOnlyList<Html> lines, IReadOnlyList<OrderSummary> received)
    {
        var texts = context.Texts;
        var body = lines.Count > 0 ? Html.Lines(lines.Take(PageSize)) : page.IsWallet ? texts.NoMovements : page.Kind == HistoryPage.All ? texts.NoOrders : texts.NoOrdersHere;
        var title = page.IsWallet ? texts.MovementsTitle(page.Number) : texts.OrdersTitle(page.Number) + Html.Of($" · {texts.HistoryFilter(page.Kind)}");
        var reply = new Reply(title + Html.Of($"\n\n") + body)
        {
            Buttons =
            [
                .. received.Select(o => new Button($"📥 #{o.Number}") { Action = $"{SendAgainButton.ButtonPrefix}:{o.Number}" }).Chunk(ButtonsPerRow),
                .. Turn(texts, page, more: lines.Count > PageSize),
                .. Lists(texts, page),
            ],
        };
        if (context.Arguments.Length == 0)
        {
            context.Reply(reply);
        }
        else
        {
            context.Edit(reply);
        }
    }

    private static IEnumerable<IReadOnlyList<Button>> Turn(ITexts texts, HistoryPage page, bool more)
    {
        var turn = new List<Button>();
        if (page.Number > 1)
        {
            turn.Add(new Button(texts.ButtonNewer) { Action = HistoryPage.Action(page.Kind, page.Number - 1) });
        }

        if (more)
        {
            turn.Add(new Button(texts.ButtonOlder) { Action = HistoryPage.Action(page.Kind, page.Number + 1) });
        }

        return turn.Count > 0 ? [turn] : [];
    }

    private static IEnumerable<IReadOnlyList<Button>> Lists(ITexts texts, HistoryPage page)
    {
        if (page.IsWallet)
        {
            return [[new Button(texts.ButtonOrders) { Action = HistoryPage.Action(HistoryPage.All, 1) }]];
        }

        string[] filters = [HistoryPage.All, HistoryPage.Open, HistoryPage.Done, HistoryPage.Returned];
        var buttons = filters.Where(f => f != page.Kind).Select(f => new Button(texts.HistoryFilter(f)) { Action = HistoryPage.Action(f, 1) });
        return
        [
            [.. buttons],
            [new Button(texts.ButtonMovements) { Action = HistoryPage.Action(HistoryPage.Wallet, 1) }, new Button(texts.ButtonAsFile) { Action = "riwayat:file" }],
        ];
    }

    private static void SendFile(CommandContext context)
    {
        var texts = context.Texts;
        var orders = OrderHistory.Page(context.Tx.Connection, context.Customer, OrderFilter.All, 0, FileOrdersMax);
        if (orders.Count == 0)
        {
            context.Reply(texts.NoOrders);
            return;
        }

        var file = new StringBuilder();
        foreach (var order in orders)
        {
            var at = texts.Time(DateTimeOffset.FromUnixTimeMilliseconds(order.At));
            file.Append(CultureInfo.InvariantCulture, $"#{order.Number} {order.Title}\r\n{at} · {new Rupiah(order.Price)} · {texts.StepWord(order.Step)}\r\n{order.Link}\r\n");
            file.Append(order.DriveLink is { } drive ? $"Google Drive: {drive}\r\n" : "").Append(order.LicenceLink is { } licence ? $"{texts.WordLicence}: {licence}\r\n" : "").Append("\r\n");
        }

        context.Reply(new Reply(texts.HistoryFile(orders.Count)) { Document = new TextDocument("riwayat.txt", file.ToString()) });
        context.Toast(texts.ToastFile);
    }
}
