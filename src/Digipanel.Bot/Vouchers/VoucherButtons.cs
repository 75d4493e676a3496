using System.Globalization;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Vouchers;

/// <summary>Admins' buttons under vouchers: "vcr:ya:17" makes it, "vcr:batal:17" does not, "vcr:akhiri:17" asks and "vcr:tamat:17" ends it, "vcr:daftar:2" turns the page.</summary>
internal sealed class VoucherButtons(AdminOptions admins, VoucherMaking making) : AdminButtons(admins)
{
    private const string ButtonPrefix = "vcr";

    public override string Prefix => ButtonPrefix;

    public static string Of(string what, long number) => string.Create(CultureInfo.InvariantCulture, $"{ButtonPrefix}:{what}:{number}");

    protected override void Press(CommandContext context, string[] parts)
    {
        if (parts is not [var what, var digits] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            context.Toast(context.Texts.ToastOldButton);
        }
        else if (what == "daftar")
        {
            VoucherMaking.List(context, Math.Max(number, 1));
        }
        else if (VoucherTable.Find(context.Tx, (long)number) is { } voucher)
        {
            Press(context, what, voucher);
        }
        else
        {
            context.Toast(context.Texts.ToastOldButton);
        }
    }

    private void Press(CommandContext context, string what, Voucher voucher)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        switch (what, voucher.State)
        {
            // An hour later, or on another day than it was for, nobody remembers what was asked.
            case ("ya", Voucher.Draft) when tx.NowMs < voucher.MadeAt + (long)VoucherTable.AnswerMax.TotalMilliseconds && !voucher.IsOver(tx.Now):
                VoucherTable.Open(tx, voucher);
                making.Made(context, voucher);
                break;
            case ("ya", Voucher.Open or Voucher.Ended):
                context.Toast(texts.ToastVoucherMade(voucher.Code));
                break;
            case ("batal", Voucher.Draft):
                VoucherTable.Drop(tx, voucher);
                context.Edit(new Reply(texts.VoucherNot));
                break;
            case ("akhiri", Voucher.Open):
                VoucherMaking.AskEnd(context, voucher);
                break;
            case ("tamat", Voucher.Open):
                VoucherTable.End(tx, voucher);
                AdminLog.Write(tx, context.Customer, new AdminAct("voucher.end") { Subject = voucher.Code, Before = string.Create(CultureInfo.InvariantCulture, $"{voucher.Used}/{voucher.Uses}") });
                context.Edit(new Reply(texts.VoucherEnded(voucher)));
                break;
            case ("akhiri" or "tamat", Voucher.Ended):
                context.Toast(texts.ToastVoucherEnded(voucher.Code));
                break;
            default:
                context.Toast(texts.ToastOldButton);
                break;
        }
    }
}
