using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin.People;

/// <summary>/refund ORDER [reason]: the whole price of a delivered order, once. Asks first.</summary>
internal sealed class RefundCommand(AdminOptions admins, AdjustmentDesk desk) : AdminCommand(admins)
{
    private const int OfferedMax = 8;

    private static readonly char[] Blanks = [' ', '\n', '\t', '\r'];

    public override IReadOnlyList<string> Names => ["refund"];

    public override void Handle(CommandContext context)
    {
        var words = context.Arguments.Split(Blanks, 2, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !long.TryParse(words[0].TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            context.Reply(context.Texts.RefundUsage);
        }
        else if (OrderRefunds.Find(context.Tx.Connection, number) is not { } order)
        {
            context.Reply(context.Texts.RefundUnknown(number));
        }
        else
        {
            desk.BeginRefund(context, order, words.Length > 1 ? words[1].Trim() : "");
        }
    }

    /// <summary>The newest orders of a customer that can be refunded, a button each.</summary>
    internal static void Offer(CommandContext context, Customer customer)
    {
        var orders = OrderRefunds.LastOf(context.Tx.Connection, customer, OfferedMax);
        context.Reply(new Reply(orders.Count == 0 ? context.Texts.RefundNothing(Wording.NameOf(customer)) : context.Texts.RefundWhich(Wording.NameOf(customer)))
        {
            Buttons = [.. orders.Select(o => (IReadOnlyList<Button>)[RefundButtons.Of(o)])],
        });
    }
}

/// <summary>An order that was chosen from the list, "rfd:42".</summary>
internal sealed class RefundButtons(AdminOptions admins, AdjustmentDesk desk) : AdminButtons(admins)
{
    private const int TitleCharsMax = 30;

    public override string Prefix => "rfd";

    public static Button Of(SoldOrder order) =>
        new($"💸 #{order.Number} {Wording.Cut(order.Title, TitleCharsMax)} · {order.Price}") { Action = string.Create(CultureInfo.InvariantCulture, $"rfd:{order.Number}") };

    protected override void Press(CommandContext context, string[] parts)
    {
        if (parts.Length == 1 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && OrderRefunds.Find(context.Tx.Connection, number) is { } order)
        {
            desk.BeginRefund(context, order, "");
        }
        else
        {
            context.Toast(context.Texts.ToastOldButton);
        }
    }
}
