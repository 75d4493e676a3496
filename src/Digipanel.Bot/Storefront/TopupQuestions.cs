using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Storefront;

/// <summary>Whom the bot has asked for an amount: what they write next may be just that.</summary>
internal static class TopupQuestions
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(15);

    public static void Asked(Tx tx, long customerId) => tx.Execute(
        "INSERT INTO topup_questions (customer_id, asked_at) VALUES (@customerId, @now) ON CONFLICT (customer_id) DO UPDATE SET asked_at = @now",
        new { customerId, now = tx.NowMs });

    public static void Answered(Tx tx, long customerId) => tx.Execute("DELETE FROM topup_questions WHERE customer_id = @customerId", new { customerId });

    public static bool IsOpen(Tx tx, long customerId) => tx.Scalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM topup_questions WHERE customer_id = @customerId AND asked_at > @since)",
        new { customerId, since = tx.NowMs - (long)AnswerWithin.TotalMilliseconds });
}
