using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin.People;

/// <summary>A button about a customer: "plg:17:kredit".</summary>
internal static class CustomerButton
{
    public const string Prefix = "plg";
    public const string Look = "lihat";
    public const string Credit = "kredit";
    public const string Debit = "debit";
    public const string Refund = "refund";
    public const string Block = "blokir";
    public const string Unblock = "buka";
    public const string Message = "pesan";
    public const string Note = "catat";
    public const string Move = "pindah";
    public const string Log = "log";

    public static Button Of(Customer customer, string what, string label) =>
        new(label) { Action = string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{customer.Id}:{what}") };
}

/// <summary>The buttons of a customer's card. What needs words asks for them; money is moved by <see cref="AdjustmentDesk"/> alone.</summary>
internal sealed class CustomerButtons(AdminOptions admins) : AdminButtons(admins)
{
    private readonly AdminOptions _admins = admins;

    public override string Prefix => CustomerButton.Prefix;

    protected override void Press(CommandContext context, string[] parts)
    {
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || Customers.Find(context.Tx.Connection, id) is not { } customer)
        {
            context.Toast(context.Texts.ToastOldButton);
            return;
        }

        var (tx, texts, name) = (context.Tx, context.Texts, Wording.NameOf(customer));
        switch (parts[1])
        {
            case CustomerButton.Look:
                Show(context, customer);
                break;
            case CustomerButton.Credit:
                Ask(context, $"{AdjustmentAnswer.Name}:{AdjustmentKind.Credit}:{id}", texts.AdjustAsk(AdjustmentKind.Credit, name));
                break;
            case CustomerButton.Debit:
                Ask(context, $"{AdjustmentAnswer.Name}:{AdjustmentKind.Debit}:{id}", texts.AdjustAsk(AdjustmentKind.Debit, name));
                break;
            case CustomerButton.Refund:
                RefundCommand.Offer(context, customer);
                break;
            case CustomerButton.Block:
                BlockCommand.Block(context, _admins, customer, "");
                break;
            case CustomerButton.Unblock:
                UnblockCommand.Unblock(context, customer);
                break;
            case CustomerButton.Message:
                Ask(context, $"{MessageAnswer.Name}:{id}", texts.MessageAsk(name));
                break;
            case CustomerButton.Note:
                Ask(context, $"{NoteAnswer.Name}:{id}", texts.NoteAsk(name));
                break;
            case CustomerButton.Move when AdjustmentDesk.Movable(tx.Connection, customer).Value > 0:
                Ask(context, $"{MoveAnswer.Name}:{id}", texts.MoveAsk(name, AdjustmentDesk.Movable(tx.Connection, customer)));
                break;
            case CustomerButton.Log:
                LogCommand.Show(context, customer, page: 1);
                break;
            default:
                context.Toast(texts.ToastOldButton);
                break;
        }
    }

    private static void Ask(CommandContext context, string question, Html words)
    {
        AdminQuestions.Ask(context.Tx, context.Customer, question);
        context.Reply(QuestionButtons.With(words, context.Texts.AdjustNoButton));
    }

    // Pressed under the card itself it is brought up to date; anywhere else the card comes to the bottom.
    private static void Show(CommandContext context, Customer customer)
    {
        var card = Cards.Find(context.Tx.Connection, CustomerCards.KeyOf(customer, context.Customer.Address));
        if (context.Update.Pressed is { } pressed && card is { Gone: false } && card.MessageId == pressed.Id)
        {
            CustomerCards.Refresh(context.Tx, context.Customer, customer);
            context.Toast(context.Texts.ToastLatest);
        }
        else
        {
            CustomerCards.Show(context.Tx, context.Customer, customer);
        }
    }
}
