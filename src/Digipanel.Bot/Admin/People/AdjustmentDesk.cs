using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Admin.People;

/// <summary>
/// Moves money by hand: what is wanted is written down with its id, small things are done at once, all others are asked about first. Money, log, the customer's
/// message and the cards are one transaction; a second yes finds it done, and were that wrong, the ledger's key would still refuse the second transfer.
/// </summary>
internal sealed class AdjustmentDesk(Ids ids, ShopOptions shop)
{
    /// <summary>More than any top-up; a slip of the finger adds zeros.</summary>
    public static readonly Rupiah AmountMax = new(1_000_000_000);

    /// <summary>
    /// Credits or debits one of the customers who may be meant: asks which where they are several, and whether where it is much, or another may have been meant.
    /// </summary>
    public void Begin(CommandContext context, string kind, IReadOnlyList<Customer> found, Rupiah amount, string reason, bool isSure = true)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        if (amount.Value < 1 || amount > AmountMax)
        {
            context.Reply(texts.AdjustAmountBounds(AmountMax));
            return;
        }

        reason = Wording.Cut(reason, Wording.ReasonCharsMax);
        if (found is not [var customer])
        {
            var choices = found.Select(c => (Customer: c, Row: Adjustments.Write(tx, ids, context.Customer, kind, c.Id, amount, reason))).ToList();
            context.Reply(new Reply(texts.AdjustWhom(kind, amount, reason))
            {
                Buttons = [.. choices.Select(c => (IReadOnlyList<Button>)[AdjustmentButtons.Yes(c.Row, FoundCustomers.Label(c.Customer))]), [AdjustmentButtons.No(choices[0].Row, texts.AdjustNoButton)]],
            });
            return;
        }

        if (kind == AdjustmentKind.Debit && Ledger.BalanceOf(tx.Connection, customer.Id) is var balance && balance < amount)
        {
            context.Reply(texts.AdjustTooMuch(Wording.NameOf(customer), amount, balance));
            return;
        }

        // "812 3456 7890 …" may be a phone number that nobody has, taken for customer 812: a reason that goes on with digits is looked at by a person.
        var isRepeat = Adjustments.IsRepeat(tx, kind, customer.Id, amount);
        var row = Adjustments.Write(tx, ids, context.Customer, kind, customer.Id, amount, reason);
        if (amount.Value > shop.ConfirmAbove || isRepeat || !isSure || char.IsAsciiDigit(reason[0]))
        {
            Ask(context, row, texts.AdjustConfirm(kind, Wording.NameOf(customer), amount, reason, Ledger.BalanceOf(tx.Connection, customer.Id), isRepeat), Wording.Short(customer));
        }
        else
        {
            Do(context, row);
        }
    }

    /// <summary>Asks anew, in the question's place, where the very same was done since it was asked: two admins were told of it, or one forgot.</summary>
    public void AskAgain(CommandContext context, Adjustment row)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        Adjustments.End(tx, row, context.Customer, isDone: false);
        Adjustments.DropOthers(tx, row, context.Customer);
        var customer = Customers.Find(tx.Connection, row.CustomerId)!;
        var again = Adjustments.Write(tx, ids, context.Customer, row.Kind, row.CustomerId, row.Amount, row.Reason);
        var balance = Ledger.BalanceOf(tx.Connection, customer.Id);
        context.Edit(Question(texts, again, texts.AdjustConfirm(row.Kind, Wording.NameOf(customer), row.Amount, row.Reason, balance, isRepeat: true), Wording.Short(customer)));
    }

    /// <summary>Asks whether a delivered order's price is to go back.</summary>
    public void BeginRefund(CommandContext context, SoldOrder order, string reason)
    {
        if (order.Refusal is { } no)
        {
            context.Reply(context.Texts.RefundNot(order.Number, no));
            return;
        }

        var payer = Customers.Find(context.Tx.Connection, order.CustomerId)!;
        var row = Adjustments.Write(
            context.Tx, ids, context.Customer, AdjustmentKind.Refund, order.CustomerId, order.Price, Wording.Cut(reason, Wording.ReasonCharsMax), order: order.Number);
        Ask(context, row, context.Texts.RefundConfirm(order.Number, order.Title, Wording.NameOf(payer), order.Price, row.Reason), Wording.Short(payer));
    }

    /// <summary>What an account holds that a number change has left behind, and that can be moved: zero where its owner can reach it.</summary>
    public static Rupiah Movable(SqliteConnection database, Customer customer) =>
        customer.JoinedId == 0 && Addresses.IsFormer(customer.ChatId) ? Ledger.BalanceOf(database, customer.Id) : Rupiah.Zero;

    /// <summary>Asks whether all that an account holds which nobody reaches any more is to go to a living customer.</summary>
    public void BeginMove(CommandContext context, Customer from, Customer to)
    {
        var amount = Movable(context.Tx.Connection, from);
        if (amount.Value == 0 || to.Id == from.Id || Addresses.IsFormer(to.ChatId))
        {
            context.Reply(context.Texts.MoveNot);
            return;
        }

        var row = Adjustments.Write(context.Tx, ids, context.Customer, AdjustmentKind.Move, from.Id, amount, context.Texts.MoveReason, toId: to.Id);
        Ask(context, row, context.Texts.MoveConfirm(Wording.NameOf(from), Wording.NameOf(to), amount), Wording.Short(to));
    }

    /// <summary>The yes.</summary>
    public static void Do(CommandContext context, Adjustment row)
    {
        var (tx, texts) = (context.Tx, context.Texts);
        var before = Ledger.BalanceOf(tx.Connection, row.ToId ?? row.CustomerId);
        var after = row.Kind switch
        {
            AdjustmentKind.Credit => Post(tx, row, TransferKind.Credit, row.CustomerId, row.LedgerKey),
            AdjustmentKind.Debit => Post(tx, row, TransferKind.Debit, row.CustomerId, row.LedgerKey),
            AdjustmentKind.Move => Move(tx, row),
            _ => OrderRefunds.Find(tx.Connection, row.OrderNumber!.Value) is { Refusal: null } order ? OrderRefunds.Give(tx, order, row.Reason) : null,
        };
        Adjustments.End(tx, row, context.Customer, isDone: after is not null);
        if (after is not { } balance)
        {
            context.Edit(new Reply(row.Kind == AdjustmentKind.Refund ? RefundedMeanwhile(context, row) : texts.AdjustNotNow));
            return;
        }

        Adjustments.DropOthers(tx, row, context.Customer);
        var customer = Customers.Find(tx.Connection, row.ToId ?? row.CustomerId)!;
        Log(tx, context.Customer, row, customer, before, balance);
        AdjustmentNews.Tell(tx, row, customer, balance);
        CustomerCards.Refresh(tx, customer);
        if (row.ToId is not null)
        {
            CustomerCards.Refresh(tx, Customers.Find(tx.Connection, row.CustomerId)!);
        }

        context.Edit(new Reply(texts.AdjustDone(row.Kind, Wording.NameOf(customer), row.Amount, row.OrderNumber, row.Reason, before, balance)));
    }

    private static void Ask(CommandContext context, Adjustment row, Html question, string name) => context.Reply(Question(context.Texts, row, question, name));

    private static Reply Question(ITexts texts, Adjustment row, Html question, string name) => new(question)
    {
        Buttons = [[AdjustmentButtons.Yes(row, texts.AdjustYesButton(row.Kind, row.Amount, name))], [AdjustmentButtons.No(row, texts.AdjustNoButton)]],
    };

    private static Rupiah? Post(Tx tx, Adjustment row, TransferKind kind, long customerId, string key) =>
        Ledger.Post(tx, kind, customerId, row.Amount, key, row.Reason) is PostOutcome.Posted posted ? posted.Balance : null;

    // All of it or nothing: where the balance is another than the question said, nothing is moved.
    private static Rupiah? Move(Tx tx, Adjustment row)
    {
        var (from, to) = (Customers.Find(tx.Connection, row.CustomerId)!, Customers.Find(tx.Connection, row.ToId!.Value)!);
        if (Movable(tx.Connection, from) != row.Amount || Addresses.IsFormer(to.ChatId) || to.Id == from.Id
            || Post(tx, row, TransferKind.Debit, from.AccountId, row.LedgerKey) is null)
        {
            return null;
        }

        // An account that was joined since is found by its row: the wallet that it passes to gets the money.
        return Post(tx, row, TransferKind.Credit, to.AccountId, row.ArrivalKey) ?? throw new InvalidOperationException($"{row.ArrivalKey} arrived before it left.");
    }

    private static Html RefundedMeanwhile(CommandContext context, Adjustment row) =>
        context.Texts.RefundNot(row.OrderNumber!.Value, OrderRefunds.Find(context.Tx.Connection, row.OrderNumber.Value)!.Refusal ?? RefundRefusal.Refunded);

    private static void Log(Tx tx, Customer admin, Adjustment row, Customer customer, Rupiah before, Rupiah after) => AdminLog.Write(tx, admin, new AdminAct(row.Kind)
    {
        Subject = row.OrderNumber is { } number ? $"#{number} {row.Amount}" : row.ToId is null ? $"{row.Amount}" : $"{row.Amount} (p{row.CustomerId})",
        CustomerId = customer.Id, Before = $"{before}", After = $"{after}", Reason = row.Reason.Length > 0 ? row.Reason : null,
    });
}

/// <summary>What customers hear of it.</summary>
internal static class AdjustmentNews
{
    public static void Tell(Tx tx, Adjustment row, Customer customer, Rupiah balance)
    {
        // A refund's message is its order's.
        if (row.Kind == AdjustmentKind.Refund)
        {
            return;
        }

        KeptLinks.WalletMoved(tx, customer.Id);
        var isCredit = row.Kind is not AdjustmentKind.Debit;
        CustomerReader.Tell(tx, customer, texts => new Reply(isCredit ? texts.CreditedByShop(row.Amount, row.Reason, balance) : texts.DebitedByShop(row.Amount, row.Reason, balance))
        {
            Buttons = isCredit && KeptLinks.ContinueButton(tx.Connection, customer.Id, texts) is { } goOn ? [[goOn]] : [],
        });
    }
}
