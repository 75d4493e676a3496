using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Vouchers;

/// <summary>/voucher KODE: brings its saldo, once a customer. For admins also the way to make vouchers, look at them and end them.</summary>
internal sealed class VoucherCommand(AdminOptions admins, VoucherMaking making) : IChatCommand
{
    public const string Name = "voucher";

    public IReadOnlyList<string> Names => [Name];

    // "voucher ada nggak kak?" asks for one, and so does "voucher buat siapa?" of whoever is no admin.
    public bool IsMeant(Customer customer, string name, string arguments) =>
        !arguments.Contains(' ', StringComparison.Ordinal) || (admins.Include(customer) && VoucherMaking.IsMeant(arguments));

    public void Handle(CommandContext context)
    {
        if (admins.Include(context.Customer) && making.TryHandle(context))
        {
            return;
        }

        if (context.Arguments.Length > 0)
        {
            Redeem(context, context.Arguments);
            return;
        }

        VoucherQuestions.Asked(context.Tx, context.Customer);
        context.Reply(context.Texts.VoucherHow);
    }

    /// <summary>Turns a code into saldo and says what came of it.</summary>
    internal static void Redeem(CommandContext context, string written)
    {
        var (tx, texts, customer) = (context.Tx, context.Texts, context.Customer);
        VoucherQuestions.Answered(tx, customer);
        if (VoucherCode.Read(written) is not { } code)
        {
            context.Reply(texts.VoucherUnreadable);
            return;
        }

        switch (VoucherDesk.Redeem(tx, customer, code))
        {
            case Redemption.Credited(var voucher, var balance):
                // The cards of links that wait for saldo follow the wallet, and the message offers to go on with them.
                KeptLinks.WalletMoved(tx, customer.Id);
                var goOn = KeptLinks.ContinueButton(tx.Connection, customer.Id, texts);
                context.Reply(new Reply(texts.VoucherCredited(voucher.Code, voucher.Amount, balance)) { Buttons = goOn is null ? [] : [[goOn]] });
                break;
            case Redemption.UsedBefore(var voucher):
                context.Reply(texts.VoucherUsedBefore(voucher.Code));
                break;
            case Redemption.UsedUp(var voucher):
                context.Reply(texts.VoucherUsedUp(voucher.Code));
                break;
            case Redemption.Over(var voucher):
                context.Reply(texts.VoucherOver(voucher.Code));
                break;
            case Redemption.TooManyGuesses:
                context.Reply(texts.VoucherTooManyGuesses);
                break;
            default:
                context.Reply(texts.VoucherWrong);
                break;
        }
    }
}
