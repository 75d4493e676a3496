using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Admin.People;

/// <summary>The table <c>adjustments</c>: a row is written, with its id, before anything is asked or moved.</summary>
internal static class Adjustments
{
    /// <summary>How long a question can be answered.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromHours(1);

    private static readonly TimeSpan RepeatMax = TimeSpan.FromMinutes(2);
    private const string Columns = "id, kind, customer_id, to_id, order_number, amount, reason, state, asked_by, asked_at";

    public static Adjustment? Find(Tx tx, string id) => tx.QuerySingleOrDefault<Adjustment>($"SELECT {Columns} FROM adjustments WHERE id = @id", new { id });

    /// <summary>Writes down what an admin wants.</summary>
    public static Adjustment Write(Tx tx, Ids ids, Customer admin, string kind, long customerId, Rupiah amount, string reason, long? toId = null, long? order = null)
    {
        var id = ids.NewUuid();
        tx.Execute(
            """
            INSERT INTO adjustments (id, kind, customer_id, to_id, order_number, amount, reason, asked_by, asked_at)
            VALUES (@id, @kind, @customerId, @toId, @order, @amount, @reason, @by, @NowMs)
            """,
            new { id, kind, customerId, toId, order, amount = amount.Value, reason, by = AdminLog.NameOf(admin), tx.NowMs });
        return Find(tx, id)!;
    }

    /// <summary>Whether the very same was done a moment ago, whenever it was asked about: a hand that slipped, or a second one.</summary>
    public static bool IsRepeat(Tx tx, string kind, long customerId, Rupiah amount) => tx.Scalar<bool>(
        """
        SELECT EXISTS (
          SELECT 1 FROM adjustments
          WHERE customer_id = @customerId AND asked_at > @asked AND kind = @kind AND amount = @amount AND state = 'done' AND ended_at > @since)
        """,
        new { kind, customerId, amount = amount.Value, since = Before(tx, RepeatMax), asked = Before(tx, AnswerMax + RepeatMax) });

    /// <summary>Whether the very same was done since this was asked; of refunds and moves the ledger and the balance tell.</summary>
    public static bool WasDoneSince(Tx tx, Adjustment asked) => tx.Scalar<bool>(
        """
        SELECT EXISTS (
          SELECT 1 FROM adjustments
          WHERE customer_id = @CustomerId AND kind = @Kind AND kind IN ('credit', 'debit') AND amount = @amount AND state = 'done' AND ended_at > @AskedAt)
        """,
        new { asked.CustomerId, asked.Kind, amount = asked.Amount.Value, asked.AskedAt });

    /// <summary>It is done, or will not be.</summary>
    public static void End(Tx tx, Adjustment one, Customer admin, bool isDone) => tx.Execute(
        "UPDATE adjustments SET state = @state, ended_by = @by, ended_at = @NowMs WHERE id = @Id AND state = 'asked'",
        new { one.Id, state = isDone ? "done" : "dropped", by = AdminLog.NameOf(admin), tx.NowMs });

    /// <summary>Of one command that may have meant several customers one was chosen: the others' questions are over.</summary>
    public static void DropOthers(Tx tx, Adjustment chosen, Customer admin) => tx.Execute(
        """
        UPDATE adjustments SET state = 'dropped', ended_by = @by, ended_at = @NowMs
        WHERE state = 'asked' AND customer_id <> @CustomerId AND asked_by = @AskedBy AND asked_at = @AskedAt AND kind = @Kind AND amount = @amount AND reason = @Reason
        """,
        new { chosen.CustomerId, chosen.AskedBy, chosen.AskedAt, chosen.Kind, amount = chosen.Amount.Value, chosen.Reason, by = AdminLog.NameOf(admin), tx.NowMs });

    private static long Before(Tx tx, TimeSpan age) => tx.NowMs - (long)age.TotalMilliseconds;
}
