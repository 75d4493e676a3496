using System.Globalization;
using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups.Cases;

/// <summary>The buttons of a case: "kasus:12:ya:5000". A button does what it says or nothing: the amount stands in it.</summary>
internal static class CaseButton
{
    public const string MoveName = "ya";
    public const string LeaveName = "tidak";
    public const string LookName = "lihat";

    public static Button Move(PaymentCase one, string label, Rupiah amount) => new(label) { Action = $"{PaymentCases.Prefix}:{one.Id}:{MoveName}:{amount.Value}" };

    public static Button Leave(PaymentCase one, string label) => new(label) { Action = $"{PaymentCases.Prefix}:{one.Id}:{LeaveName}" };

    public static Button Look(PaymentCase one, string label) => new(label) { Action = $"{PaymentCases.Prefix}:{one.Id}:{LookName}" };
}

/// <summary>What admins decide. To everybody else such a button is an old one, and nothing gives it away.</summary>
internal sealed class CaseButtons(AdminOptions admins) : IButtonHandler
{
    public string Prefix => PaymentCases.Prefix;

    public void Handle(CommandContext context, string payload)
    {
        var parts = payload.Split(':');
        if (!admins.Include(context.Customer) || parts.Length < 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || PaymentCases.Find(context.Tx.Connection, id) is not { } one)
        {
            context.Toast(context.Texts.ToastOldButton);
            return;
        }

        var by = $"{context.Customer.Channel}:{context.Customer.UserId}";
        var texts = context.Texts;
        switch (parts[1])
        {
            case CaseButton.MoveName when parts.Length == 3 && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var rupiah):
                Decided(CaseDesk.Move(context.Tx, one, new Rupiah(rupiah), by));
                break;
            case CaseButton.LeaveName:
                Decided(CaseDesk.Leave(context.Tx, one, by));
                break;
        }

        // The message that was pressed shows what is true now, also one that is too old to be known as a card.
        if (context.Update.Pressed is { } message)
        {
            Cards.Adopt(context.Tx, context.Customer.Address, CaseCard.KeyOf(id, context.Customer.Address), message);
        }
        else if (parts[1] == CaseButton.LookName && !context.ActsInPlace)
        {
            PaymentCases.ShowAgain(context.Tx, context.Customer.Address, id);
        }

        void Decided(Decision decision)
        {
            if (decision is Decision.Done)
            {
                Log(context, id);
            }

            context.Toast(decision switch
            {
                Decision.Done => texts.ToastCaseDone,
                Decision.Over => texts.ToastCaseOver,
                _ => texts.ToastCaseChanged,
            });
        }
    }

    private static void Log(CommandContext context, long id)
    {
        var one = PaymentCases.Find(context.Tx.Connection, id)!;
        AdminLog.Write(context.Tx, context.Customer, new AdminAct(one.State switch { CaseState.Credited => "case.credit", CaseState.Debited => "case.debit", _ => "case.leave" })
        {
            Subject = one.Reference,
            CustomerId = one.TopupId is { } topup ? TopupTable.Find(context.Tx.Connection, topup)?.CustomerId : null,
            After = one.Booked is { } booked ? $"{new Rupiah(booked)}" : null,
        });
    }
}
