using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin.People;

/// <summary>The answers to a question about money, "ubah:ya:019a…": they name the row that was written before the question, and nothing of it can change.</summary>
internal sealed class AdjustmentButtons(AdminOptions admins, AdjustmentDesk desk) : AdminButtons(admins)
{
    private const string Name = "ubah";

    public override string Prefix => Name;

    public static Button Yes(Adjustment row, string label) => new(label) { Action = $"{Name}:ya:{row.Id}" };

    public static Button No(Adjustment row, string label) => new(label) { Action = $"{Name}:batal:{row.Id}" };

    protected override void Press(CommandContext context, string[] parts)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        if (parts.Length != 2 || Adjustments.Find(tx, parts[1]) is not { } row)
        {
            context.Toast(texts.ToastOldButton);
        }
        else if (!row.IsAsked)
        {
            context.Toast(row.IsDone ? texts.ToastAdjustedBefore : texts.ToastOldButton);
        }
        else if (tx.NowMs >= row.AskedAt + (long)Adjustments.AnswerMax.TotalMilliseconds)
        {
            Drop(context, row, texts.AdjustTooLate);
        }
        else if (parts[0] == "ya" && Adjustments.WasDoneSince(tx, row))
        {
            desk.AskAgain(context, row);
        }
        else if (parts[0] == "ya")
        {
            AdjustmentDesk.Do(context, row);
        }
        else
        {
            Drop(context, row, texts.AdjustDropped);
        }
    }

    private static void Drop(CommandContext context, Adjustment row, Html words)
    {
        Adjustments.End(context.Tx, row, context.Customer, isDone: false);
        Adjustments.DropOthers(context.Tx, row, context.Customer);
        context.Edit(new Reply(words));
    }
}
