using Digipanel.Bot.Chat;
using Digipanel.Bot.Topups;

namespace Digipanel.Bot.Storefront;

/// <summary>What the buttons of an invoice do. Each press is answered over the chat, those of an old message as well.</summary>
internal sealed class InvoiceButtons(InvoiceDesk desk, TopupMethods methods) : IButtonHandler
{
    public string Prefix => InvoiceButton.Prefix;

    public bool PassesFlood => true;

    public void Handle(CommandContext context, string payload)
    {
        var parts = payload.Split(':', 3);
        if (parts.Length < 2 || TopupTable.Find(context.Tx.Connection, parts[1]) is not { } topup || !(context.Customer.Has(topup.CustomerId) || topup.AskerId == context.Customer.AccountId))
        {
            context.Toast(context.Texts.ToastOldButton);
            return;
        }

        Press(context, topup, parts[0], parts.Length > 2 ? parts[2] : "");
    }

    private void Press(CommandContext context, Topup topup, string button, string method)
    {
        switch (button)
        {
            case InvoiceButton.CheckName:
                Check(context, topup);
                break;
            case InvoiceButton.ChangeName or InvoiceButton.BackName:
                Choose(context, topup, button == InvoiceButton.ChangeName);
                break;
            case InvoiceButton.UseName:
                Use(context, topup, method);
                break;
            case InvoiceButton.CancelName:
                Cancel(context, topup);
                break;
            case InvoiceButton.ShowName when IsOpen(context, topup):
                Invoices.ShowAgain(context.Tx, topup);
                return;
        }

        // Whatever was pressed where: the invoice itself shows what is true now.
        Invoices.Show(context.Tx, topup);
    }

    private static void Check(CommandContext context, Topup topup)
    {
        var texts = context.Texts;
        context.Toast(topup.State switch
        {
            TopupState.Requested => texts.TopupToastNotReady,
            TopupState.Paid => texts.TopupToastPaid,
            _ => InvoiceDesk.TryAsk(context.Tx, topup) ? texts.TopupToastChecking : texts.TopupToastJustChecked,
        });
    }

    private void Choose(CommandContext context, Topup topup, bool choosing)
    {
        if (!IsPayable(context, topup))
        {
            return;
        }

        if (context.ActsInPlace || !choosing)
        {
            TopupChanges.Choose(context.Tx, topup, choosing);
        }
        else if (InvoiceCard.Choices(context.Texts, methods, topup) is { } choices)
        {
            context.Reply(choices);
        }
        else
        {
            context.Toast(context.Texts.TopupToastMethodOff);
        }
    }

    private static void Cancel(CommandContext context, Topup topup)
    {
        if (IsOpen(context, topup))
        {
            InvoiceDesk.Cancel(context.Tx, topup);
            context.Toast(context.Texts.TopupToastCancelled);
        }
    }

    private void Use(CommandContext context, Topup topup, string method)
    {
        if (!IsPayable(context, topup))
        {
            return;
        }

        if (method == topup.Method || !methods.For(topup.Amount).Contains(method, StringComparer.Ordinal))
        {
            context.Toast(context.Texts.TopupToastMethodOff);
            return;
        }

        if (TopupDialog.HasMadeTooMany(context))
        {
            context.Toast(context.Texts.TopupTooManyMade);
            return;
        }

        desk.Change(context.Tx, topup, method);
        context.Toast(context.Texts.TopupToastChanged(method));
    }

    private static bool IsPayable(CommandContext context, Topup topup)
    {
        if (topup.State is TopupState.Requested)
        {
            context.Toast(context.Texts.TopupToastNotReady);
            return false;
        }

        return IsOpen(context, topup);
    }

    private static bool IsOpen(CommandContext context, Topup topup)
    {
        if (!topup.IsOpen)
        {
            context.Toast(topup.State is TopupState.Paid ? context.Texts.TopupToastPaid : context.Texts.TopupToastClosed);
        }

        return topup.IsOpen;
    }
}
