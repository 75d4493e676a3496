using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Storefront;

/// <summary>/riwayat: orders or wallet movements, newest first, ten a page. Also the buttons that turn the pages.</summary>
internal sealed class HistoryCommand : IChatCommand
{
    public const int PageSize = 10;
    private const int PagesMax = 10_000;

    public IReadOnlyList<string> Names => ["riwayat", "history"];

    public void Handle(CommandContext context)
    {
        var (movements, page) = Parse(context.Arguments);
        var texts = context.Texts;
        var lines = movements ? Movements(context, page) : Orders(context, page);
        var more = lines.Count > PageSize;
        var shown = lines.Take(PageSize).ToList();
        var title = movements ? texts.MovementsTitle(page) : texts.OrdersTitle(page);
        var body = shown.Count > 0 ? Html.Lines(shown) : movements ? texts.NoMovements : texts.NoOrders;
        context.Reply(new Reply(title + Html.Of($"\n\n") + body) { Buttons = Navigation(texts, movements, page, more) });
    }

    // One row more than a page tells whether there is a next one.
    private static IReadOnlyList<Html> Movements(CommandContext context, int page) =>
        [.. WalletHistory.Page(context.Tx, context.Customer.Id, (page - 1) * PageSize, PageSize + 1).Select(context.Texts.Movement)];

    private static IReadOnlyList<Html> Orders(CommandContext context, int page) =>
        [.. OrderHistory.Page(context.Tx, context.Customer.Id, (page - 1) * PageSize, PageSize + 1).Select(context.Texts.OrderLine)];

    private static (bool Movements, int Page) Parse(string arguments)
    {
        var parts = arguments.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries);
        var movements = parts.Length > 0 && parts[0].ToLowerInvariant() is "saldo" or "mutasi" or "wallet";
        var page = parts.Length > 0 && int.TryParse(parts[^1], out var number) ? Math.Clamp(number, 1, PagesMax) : 1;
        return (movements, page);
    }

    private static List<IReadOnlyList<Button>> Navigation(ITexts texts, bool movements, int page, bool more)
    {
        var kind = movements ? "saldo" : "pesanan";
        var turn = new List<Button>();
        if (page > 1)
        {
            turn.Add(new Button(texts.ButtonNewer) { Action = $"riwayat:{kind}:{page - 1}" });
        }

        if (more)
        {
            turn.Add(new Button(texts.ButtonOlder) { Action = $"riwayat:{kind}:{page + 1}" });
        }

        var other = movements
            ? new Button(texts.ButtonOrders) { Action = "riwayat:pesanan:1" }
            : new Button(texts.ButtonMovements) { Action = "riwayat:saldo:1" };
        return turn.Count > 0 ? [turn, [other]] : [[other]];
    }
}
