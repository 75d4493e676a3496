using System.Globalization;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Vouchers;

/// <summary>What /voucher does for admins: makes vouchers (asking first where they may cost much), lists them and ends them.</summary>
internal sealed class VoucherMaking(ShopOptions shop, Ids ids, BotIdentity telegram)
{
    private const int PageSize = 5;
    private const int PageMax = 10_000;
    private static readonly string[] MakeWords = ["buat", "make"];
    private static readonly string[] ListWords = ["daftar", "list"];
    private static readonly string[] EndWords = ["hapus", "delete", "end"];

    /// <summary>Whether words after "voucher" are an admin's.</summary>
    public static bool IsMeant(string arguments) => MakeWords.Concat(ListWords).Concat(EndWords).Contains(First(arguments).Word, StringComparer.OrdinalIgnoreCase);

    /// <returns>False: it is a code, like anybody's.</returns>
    public bool TryHandle(CommandContext context)
    {
        var (word, rest) = First(context.Arguments);
        if (word.Length == 0 || ListWords.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            List(context, int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, PageMax) : 1);
        }
        else if (MakeWords.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            Make(context, rest);
        }
        else if (EndWords.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            if (VoucherCode.Read(rest) is { } code && VoucherTable.Find(context.Tx, code) is { State: Voucher.Open } voucher)
            {
                AskEnd(context, voucher);
            }
            else
            {
                context.Reply(context.Texts.VoucherNone);
            }
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>The open vouchers of a page, each with the button that ends it.</summary>
    public static void List(CommandContext context, int page)
    {
        var texts = context.Texts;
        var vouchers = VoucherTable.Page(context.Tx, (page - 1) * PageSize, PageSize + 1);
        var turn = new List<Button>();
        if (page > 1)
        {
            turn.Add(new Button(texts.ButtonNewer) { Action = VoucherButtons.Of("daftar", page - 1) });
        }

        if (vouchers.Count > PageSize)
        {
            turn.Add(new Button(texts.ButtonOlder) { Action = VoucherButtons.Of("daftar", page + 1) });
        }

        var shown = vouchers.Take(PageSize).ToList();
        var rows = shown.Select(v => (IReadOnlyList<Button>)[new Button(texts.ButtonVoucherEnd(v.Code)) { Action = VoucherButtons.Of("akhiri", v.Id) }]).ToList();
        context.Edit(new Reply(texts.VoucherList(shown, context.Tx.Now, page)) { Buttons = turn.Count > 0 ? [.. rows, turn] : rows });
    }

    public static void AskEnd(CommandContext context, Voucher voucher) => context.Edit(new Reply(context.Texts.VoucherAskEnd(voucher))
    {
        Buttons =
        [
            [
                new Button(context.Texts.ButtonVoucherEndYes) { Action = VoucherButtons.Of("tamat", voucher.Id) },
                new Button(context.Texts.ButtonVoucherNo) { Action = VoucherButtons.Of("daftar", 1) },
            ],
        ],
    });

    /// <summary>It can be used from now on.</summary>
    public void Made(CommandContext context, Voucher voucher)
    {
        var until = voucher.LastMoment is { } last ? string.Create(CultureInfo.InvariantCulture, $", – {last.ToOffset(WesternIndonesia.Offset):yyyy-MM-dd}") : "";
        AdminLog.Write(context.Tx, context.Customer, new AdminAct("voucher.make") { Subject = voucher.Code, After = string.Create(CultureInfo.InvariantCulture, $"{voucher.Amount} × {voucher.Uses}{until}") });
        var link = telegram.ChatUrl is { } url ? $"{url}?start=voucher_{voucher.Code}" : null;
        context.Edit(new Reply(context.Texts.VoucherMade(voucher, link)) { Buttons = [[new Button(context.Texts.ButtonVoucherCopy) { Copy = $"/{VoucherCommand.Name} {voucher.Code}" }]] });
    }

    private void Make(CommandContext context, string text)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        if (VoucherOrder.Read(text, tx.Now, out var problem, out var word) is not { } order)
        {
            context.Reply(texts.VoucherProblem(problem, word));
            return;
        }

        if (order.Code is { } taken && VoucherTable.Find(tx, taken) is { State: not Voucher.Draft })
        {
            context.Reply(texts.VoucherProblem(VoucherProblem.Taken, taken));
            return;
        }

        var asks = order.Amount * order.Uses > shop.ConfirmAbove;
        var voucher = VoucherTable.Make(tx, order, order.Code ?? NewCode(tx), asks, AdminLog.NameOf(context.Customer));
        if (!asks)
        {
            Made(context, voucher);
            return;
        }

        context.Reply(new Reply(texts.VoucherAsk(voucher))
        {
            Buttons =
            [
                [
                    new Button(texts.ButtonVoucherYes) { Action = VoucherButtons.Of("ya", voucher.Id) },
                    new Button(texts.ButtonVoucherNo) { Action = VoucherButtons.Of("batal", voucher.Id) },
                ],
            ],
        });
    }

    private string NewCode(Tx tx)
    {
        var code = VoucherCode.New(ids);
        while (VoucherTable.Find(tx, code) is not null)
        {
            code = VoucherCode.New(ids);
        }

        return code;
    }

    private static (string Word, string After) First(string arguments)
    {
        var end = arguments.AsSpan().IndexOfAny(" \n\t\r:");
        return end < 0 ? (arguments, "") : (arguments[..end], arguments[(end + 1)..].Trim());
    }
}
