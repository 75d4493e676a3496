using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Vouchers;

/// <summary>Whom the bot has asked for a code: what they write next may be just that.</summary>
internal static class VoucherQuestions
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(10);

    public static void Asked(Tx tx, Customer account) => tx.Execute(
        "INSERT INTO voucher_questions (customer_id, asked_at) VALUES (@AccountId, @NowMs) ON CONFLICT (customer_id) DO UPDATE SET asked_at = @NowMs",
        new { account.AccountId, tx.NowMs });

    public static void Answered(Tx tx, Customer account) => tx.Execute("DELETE FROM voucher_questions WHERE customer_id = @AccountId", new { account.AccountId });

    public static bool IsOpen(Tx tx, Customer account) => tx.Scalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM voucher_questions WHERE customer_id = @AccountId AND asked_at > @since)",
        new { account.AccountId, since = tx.NowMs - (long)AnswerWithin.TotalMilliseconds });
}

/// <summary>A message that is one word, where a code was asked for.</summary>
internal sealed class VoucherMessage : IMessageHandler
{
    // A code may be a number, and a shown option's at the same time.
    public bool Claims(CommandContext context) => IsAnswer(context) && context.Arguments.Any(char.IsAsciiDigit);

    public bool TryHandle(CommandContext context)
    {
        if (!IsAnswer(context))
        {
            return false;
        }

        VoucherCommand.Redeem(context, context.Arguments);
        return true;
    }

    private static bool IsAnswer(CommandContext context) =>
        context.Arguments.Length > 0 && !context.Arguments.Any(char.IsWhiteSpace) && VoucherCode.Read(context.Arguments) is not null && VoucherQuestions.IsOpen(context.Tx, context.Customer);
}
