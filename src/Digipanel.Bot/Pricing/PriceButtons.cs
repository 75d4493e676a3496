using System.Globalization;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Pricing;

/// <summary>Yes and no under a change of prices ("ubahharga:ya:17"), and the way back to the configuration's ("ubahharga:awal"), which asks as well.</summary>
internal sealed class PriceButtons(AdminOptions admins, PriceSetting setting) : AdminButtons(admins)
{
    public const string ButtonPrefix = "ubahharga";

    public override string Prefix => ButtonPrefix;

    protected override void Press(CommandContext context, string[] parts)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        if (parts is ["awal"])
        {
            var list = PriceList.Read(tx.Connection);
            setting.Ask(context, list, "", list.Everybody with { Base = null });
        }
        else if (parts is not [var answer, var number] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            context.Toast(texts.ToastOldButton);
        }
        else if (PriceDrafts.WasAccepted(tx, id))
        {
            context.Toast(texts.ToastPriceSet);
        }
        else if (PriceDrafts.Find(tx, id) is not { } draft || tx.NowMs >= draft.At + (long)PriceDrafts.AnswerMax.TotalMilliseconds)
        {
            context.Toast(texts.ToastOldButton);
        }
        else if (answer != "ya")
        {
            PriceDrafts.Drop(tx, draft);
            context.Edit(new Reply(texts.PriceNot));
        }
        else
        {
            Accept(context, draft);
        }
    }

    private void Accept(CommandContext context, PriceDraft draft)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        if (PriceDrafts.InForce(tx, draft.Scope) != draft.AfterId)
        {
            // What the question called "now" is not what is in force: another admin was faster.
            PriceDrafts.Drop(tx, draft);
            context.Edit(new Reply(texts.PriceMovedOn));
            return;
        }

        var before = setting.ViewOf(draft.Scope, PriceList.Read(tx.Connection).Of(draft.Scope));
        var after = setting.ViewOf(draft.Scope, draft.Tariff);
        PriceDrafts.Accept(tx, draft, AdminLog.NameOf(context.Customer));
        AdminLog.Write(tx, context.Customer, new AdminAct("price") { Subject = draft.Scope.Length == 0 ? null : draft.Scope, Before = before.Line, After = after.Line });
        context.Edit(new Reply(texts.PriceSet(after)));
        context.Toast(texts.ToastPriceSet);
    }
}
