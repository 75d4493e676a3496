using Dapper;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Topups;

/// <summary>The table <c>topups</c>: who writes to it, writes through here.</summary>
public static class TopupTable
{
    private const int FaultCharsMax = 500;

    private const string Columns =
        """
        id, customer_id, amount, method, reference, provider_reference, state, content, generation, attempts, hints, hinted_at,
        told_delay, told_mismatch, issued_at, expires_at, ended_at
        """;

    /// <summary>Finds by our id.</summary>
    public static Topup? Find(SqliteConnection connection, string id) =>
        connection.QuerySingleOrDefault<Topup>($"SELECT {Columns} FROM topups WHERE id = @id", new { id });

    /// <summary>Finds by the reference that customer, shop and Doitpay share.</summary>
    public static Topup? FindByReference(SqliteConnection connection, string reference) =>
        connection.QuerySingleOrDefault<Topup>($"SELECT {Columns} FROM topups WHERE reference = @reference", new { reference });

    /// <summary>The customer's top-ups that wait to be made or paid, newest first.</summary>
    public static IReadOnlyList<Topup> OpenOf(Tx tx, long customerId) => tx.Query<Topup>(
        $"SELECT {Columns} FROM topups WHERE customer_id = @customerId AND state IN ('requested', 'issued') ORDER BY created_at DESC", new { customerId });

    /// <summary>Writes the wish down, with its id and reference, before Doitpay hears of it.</summary>
    internal static void Request(Tx tx, Ids ids, long customerId, Rupiah amount, string method, Topup? replaced = null)
    {
        var id = ids.NewUuid();
        tx.Execute(
            """
            INSERT INTO topups (id, customer_id, amount, method, reference, replaces, generation, told_delay, due_at, created_at)
            VALUES (@id, @customerId, @amount, @method, @reference, @replaces, @generation, @toldDelay, @now, @now)
            """,
            new
            {
                id,
                customerId,
                amount = amount.Value,
                method,
                reference = ids.NewReference("TU"),
                replaces = replaced?.Id,
                generation = (replaced?.Generation ?? 0) + 1,
                toldDelay = replaced?.ToldDelay ?? false,
                now = tx.NowMs,
            });
        Record(tx, id, "requested", replaced is null ? null : $"replaces {replaced.Reference}");
        tx.Wake<TopupIssuer>();
    }

    /// <summary>Whether anything is due, without writing.</summary>
    internal static bool HasDue(SqliteConnection connection, long nowMs, bool requested) => connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM topups WHERE due_at <= @nowMs AND (state = 'requested') = @requested)", new { nowMs, requested });

    /// <summary>Makes the open ones of a state due now.</summary>
    internal static void MakeDue(Tx tx, string state) =>
        tx.Execute("UPDATE topups SET due_at = @now WHERE state = @state AND due_at > @now", new { now = tx.NowMs, state });

    /// <summary>Takes wishes that are due. The row stays due after the lease: whoever dies with it loses nothing.</summary>
    internal static IReadOnlyList<Topup> LeaseRequested(Tx tx, int rowsMax, TimeSpan lease, TimeSpan expiry) => tx.Query<Topup>(
        $"""
        UPDATE topups SET due_at = @until, attempts = attempts + 1, expires_at = @expires
        WHERE id IN (SELECT id FROM topups WHERE due_at <= @now AND state = 'requested' ORDER BY due_at LIMIT @rowsMax)
        RETURNING {Columns}
        """,
        new { now = tx.NowMs, until = Ms(tx.Now + lease), expires = Ms(tx.Now + expiry), rowsMax });

    /// <summary>Takes top-ups whose payment is to be asked after, notified ones first: after a stop many are due at once.</summary>
    internal static IReadOnlyList<Topup> LeaseLooks(Tx tx, int rowsMax, TimeSpan lease) => tx.Query<Topup>(
        $"""
        UPDATE topups SET due_at = @until
        WHERE id IN (SELECT id FROM topups WHERE due_at <= @now AND state <> 'requested' ORDER BY hinted_at IS NULL, due_at LIMIT @rowsMax)
        RETURNING {Columns}
        """,
        new { now = tx.NowMs, until = Ms(tx.Now + lease), rowsMax });

    internal static void Issue(Tx tx, Topup topup, string? providerReference, string content, DateTimeOffset nextLook)
    {
        // A notification may have come before the answer did: then look at once.
        tx.Execute(
            """
            UPDATE topups SET state = 'issued', provider_reference = @providerReference, content = @content, fault = NULL, issued_at = @now,
              due_at = iif(hints > 0, @now, @due)
            WHERE id = @Id
            """,
            new { topup.Id, providerReference = Shorten(providerReference, 128), content, now = tx.NowMs, due = Ms(nextLook) });
        Record(tx, topup.Id, "issued", providerReference);
    }

    internal static void RetryAt(Tx tx, Topup topup, DateTimeOffset due, string fault, bool toldDelay)
    {
        tx.Execute(
            "UPDATE topups SET due_at = @due, fault = @fault, told_delay = @toldDelay WHERE id = @Id",
            new { topup.Id, due = Ms(due), fault = Shorten(fault, FaultCharsMax), toldDelay });
        Record(tx, topup.Id, "try failed", fault);
    }

    /// <summary>Ends it unpaid; the first late look is due then, for money may come all the same.</summary>
    internal static void End(Tx tx, Topup topup, TopupState state, string why, DateTimeOffset? nextLook)
    {
        tx.Execute(
            "UPDATE topups SET state = @state, ended_at = @now, fault = @why, due_at = iif(hints <> @Hints, due_at, @due) WHERE id = @Id",
            new { topup.Id, topup.Hints, state = Name(state), now = tx.NowMs, why = Shorten(why, FaultCharsMax), due = Ms(nextLook) });
        Record(tx, topup.Id, Name(state), why);
    }

    /// <summary>Puts the next look into the diary, unless a notification came since this look began.</summary>
    internal static void LookAgain(Tx tx, Topup seen, DateTimeOffset? nextLook, string? fault) => tx.Execute(
        "UPDATE topups SET due_at = iif(hints <> @Hints, due_at, @due), fault = @fault WHERE id = @Id AND state <> 'paid'",
        new { seen.Id, seen.Hints, due = Ms(nextLook), fault = Shorten(fault, FaultCharsMax) });

    internal static void Pay(Tx tx, Topup topup)
    {
        tx.Execute("UPDATE topups SET state = 'paid', paid_at = @now, due_at = NULL, fault = NULL WHERE id = @Id", new { topup.Id, now = tx.NowMs });
        Record(tx, topup.Id, "paid", topup.State is TopupState.Issued ? null : $"was {Name(topup.State)}");
    }

    internal static void ToldMismatch(Tx tx, Topup topup, string why)
    {
        tx.Execute("UPDATE topups SET told_mismatch = 1 WHERE id = @Id", new { topup.Id });
        Record(tx, topup.Id, "mismatch", why);
    }

    /// <summary>A notification came: look now. It changes nothing else, so a repeated or replayed one costs a question.</summary>
    internal static void Hint(Tx tx, Topup topup, string detail)
    {
        if (topup.State is TopupState.Paid)
        {
            return;
        }

        tx.Execute(
            // A wish that is with Doitpay right now keeps its lease; Issue() sees the hint.
            "UPDATE topups SET hints = hints + 1, hinted_at = @now, due_at = iif(state = 'requested', due_at, @now) WHERE id = @Id",
            new { topup.Id, now = tx.NowMs });
        Record(tx, topup.Id, "notified", detail);
        tx.Wake<TopupReconciler>();
    }

    internal static void Record(Tx tx, string topupId, string what, string? detail) => tx.Execute(
        "INSERT INTO topup_events (topup_id, at, event, detail) VALUES (@topupId, @at, @what, @detail)",
        new { topupId, at = tx.NowMs, what, detail = Shorten(detail, FaultCharsMax) });

    private static string Name(TopupState state) => state switch
    {
        TopupState.Requested => "requested",
        TopupState.Issued => "issued",
        TopupState.Paid => "paid",
        TopupState.Expired => "expired",
        _ => "cancelled",
    };

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    private static string? Shorten(string? text, int charsMax) => text is not null && text.Length > charsMax ? text[..charsMax] : text;
}
