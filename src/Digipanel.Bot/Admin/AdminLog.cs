using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Admin;

/// <summary>Something that an admin did. Texts are cut at 512 characters.</summary>
/// <param name="Action">A stable word, for example <c>credit</c>; 40 characters at most. <c>ITexts.AdminLogAction</c> puts it in words.</param>
internal sealed record AdminAct(string Action)
{
    /// <summary>To what, as people call it: <c>#17</c>, a voucher's code.</summary>
    public string? Subject { get; init; }

    /// <summary>To whom; a row of customers.</summary>
    public long? CustomerId { get; init; }

    /// <summary>What it was.</summary>
    public string? Before { get; init; }

    /// <summary>What it is now.</summary>
    public string? After { get; init; }

    /// <summary>As the admin put it.</summary>
    public string? Reason { get; init; }
}

/// <summary>What admins did, written in the transaction that did it and never changed.</summary>
internal static class AdminLog
{
    private const int TextCharsMax = 512;

    private const string Columns =
        """
        l.id, l.at, l.admin, l.action, l.subject, l.customer_id, l.before, l.after, l.reason,
        (SELECT name FROM customers WHERE channel = substr(l.admin, 1, instr(l.admin, ':') - 1)
           AND user_id = substr(l.admin, instr(l.admin, ':') + 1)) AS admin_name,
        (SELECT name FROM customers WHERE id = l.customer_id) AS customer_name
        """;

    /// <summary>Adds one.</summary>
    public static void Write(Tx tx, Customer admin, AdminAct act) => tx.Execute(
        """
        INSERT INTO admin_log (at, admin, action, subject, customer_id, before, after, reason)
        VALUES (@NowMs, @admin, @Action, @subject, @CustomerId, @before, @after, @reason)
        """,
        new
        {
            tx.NowMs, admin = NameOf(admin), act.Action, subject = Short(act.Subject), act.CustomerId, before = Short(act.Before), after = Short(act.After), reason = Short(act.Reason),
        });

    /// <summary>The newest first.</summary>
    /// <param name="tx">To read.</param>
    /// <param name="customerIds">Only what was done to one of these; all where empty.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="max">How many at most.</param>
    public static IReadOnlyList<AdminLogLine> Read(Tx tx, IReadOnlyCollection<long> customerIds, int skip, int max) => tx.Query<AdminLogLine>(
        $"SELECT {Columns} FROM admin_log l {(customerIds.Count > 0 ? "WHERE l.customer_id IN @customerIds" : "")} ORDER BY l.id DESC LIMIT @max OFFSET @skip",
        new { customerIds, skip, max });

    /// <summary>An admin as the configuration names them.</summary>
    public static string NameOf(Customer admin) => $"{admin.Channel}:{admin.UserId}";

    private static string? Short(string? text) => text is not { Length: > TextCharsMax } ? text : text[..(char.IsHighSurrogate(text[TextCharsMax - 2]) ? TextCharsMax - 2 : TextCharsMax - 1)] + "…";
}

/// <summary>A line of /log.</summary>
internal sealed record AdminLogLine
{
    public required long Id { get; init; }

    public required long At { get; init; }

    /// <summary>As the configuration names them.</summary>
    public required string Admin { get; init; }

    /// <summary>As they call themselves; null where they never wrote or have no name.</summary>
    public string? AdminName { get; init; }

    public required string Action { get; init; }

    public string? Subject { get; init; }

    public long? CustomerId { get; init; }

    public string? CustomerName { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public string? Reason { get; init; }
}
