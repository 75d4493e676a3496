using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin.Queue;

/// <summary>
/// What admins do about one order: look at it ("atur:lihat:17"), ask Digipanel after it, give its money back, take it out of the queue. Each names the order as
/// it was shown; once it has moved nothing happens but that it is shown anew. Only the state machine's own ways are taken, so that a webhook that comes
/// before, meanwhile or afterwards does what it does in any case: deliver, or give the file free.
/// </summary>
internal sealed class OrderButtons(AdminOptions admins) : AdminButtons(admins)
{
    private const string ButtonPrefix = "atur";
    private const string LookName = "lihat";
    private const string AskName = "tanya";
    private const string GiveBackName = "uang";
    private const string YesName = "ya";

    public override string Prefix => ButtonPrefix;

    /// <summary>The button that shows an order.</summary>
    public static string Look(long number) => string.Create(CultureInfo.InvariantCulture, $"{ButtonPrefix}:{LookName}:{number}");

    protected override void Press(CommandContext context, string[] parts)
    {
        if (parts.Length < 2 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            context.Toast(context.Texts.ToastOldButton);
        }
        else if (AdminOrderView.Find(context.Tx, number) is not { } order)
        {
            context.Reply(context.Texts.AdminOrderNone(number));
        }
        else if (parts[0] == LookName)
        {
            Show(context, order);
        }
        else if (string.Join(':', parts[1..]) != order.Mark || order.IsOver)
        {
            context.Toast(context.Texts.ToastOrderMoved(number));
            Show(context, order);
        }
        else
        {
            Act(context, order, parts[0]);
        }
    }

    private static void Act(CommandContext context, AdminOrderView view, string action)
    {
        var (tx, texts, order) = (context.Tx, context.Texts, view.Order);
        switch (action, order.State)
        {
            case (AskName, "submitted"):
                if (DownloadReconciler.AskNow(tx, order))
                {
                    AdminLog.Write(tx, context.Customer, new AdminAct("order.ask") { Subject = Label(order), CustomerId = order.CustomerId });
                    context.Toast(texts.ToastAsking);
                }
                else
                {
                    context.Toast(texts.ToastAskedAlready);
                }

                break;
            case (GiveBackName, "accepted" or "uncertain" or "submitted"):
                context.Edit(new Reply(texts.AdminOrderAsk(view))
                {
                    Buttons = [[Of(YesName, view, texts.ButtonGiveBackYes), new Button(texts.ButtonGiveBackNo) { Action = Look(order.Number) }]],
                });
                break;
            case (YesName, "accepted" or "uncertain" or "submitted"):
                GiveBack(context, order);
                Show(context, AdminOrderView.Find(tx, order.Number)!);
                break;
            default:
                context.Toast(texts.ToastOldButton);
                break;
        }
    }

    private static void GiveBack(CommandContext context, Order order)
    {
        var tx = context.Tx;
        switch (order.State)
        {
            case "accepted":
                OrderEnd.Fail(tx, order, FailureReason.Cancelled, FailureReason.ByShop);
                break;
            case "uncertain":
                Doubts.GiveUp(tx, order);
                break;
            default:
                OrderEnd.Fail(tx, order, FailureReason.NeverFinished);
                break;
        }

        AdminLog.Write(tx, context.Customer, new AdminAct(order.State == "accepted" ? "order.cancel" : "order.return")
        {
            Subject = Label(order), CustomerId = order.CustomerId, Before = order.State, After = $"{order.Price}",
        });
        context.Toast(context.Texts.ToastGivenBack(order.Number));
    }

    private static void Show(CommandContext context, AdminOrderView view)
    {
        var texts = context.Texts;
        List<Button> actions = view.Order.State switch
        {
            "accepted" => [Of(GiveBackName, view, texts.ButtonTakeOut)],
            "uncertain" => [Of(GiveBackName, view, texts.ButtonGiveBack)],
            "submitted" => [Of(AskName, view, texts.ButtonAskNow), Of(GiveBackName, view, texts.ButtonGiveBack)],
            _ => [],
        };
        List<Button> always = [new(texts.ButtonQueue) { Action = QueueCommand.Name }];
        if (!view.IsOver && actions.Count < 2)
        {
            always.Insert(0, new Button(texts.ButtonRefresh) { Action = Look(view.Order.Number) });
        }

        context.Edit(new Reply(texts.AdminOrder(view)) { Buttons = actions.Count > 0 ? [actions, always] : [always] });
    }

    private static Button Of(string name, AdminOrderView view, string label) => new(label) { Action = $"{ButtonPrefix}:{name}:{view.Mark}" };

    private static string Label(Order order) => string.Create(CultureInfo.InvariantCulture, $"#{order.Number}");
}
