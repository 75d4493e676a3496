using Dapper;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Topups;

/// <summary>The table <c>topups</c>: how rows are made, found and taken.</summary>
public static class TopupTable
{
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
        TopupChanges.Record(tx, id, "requested", replaced is null ? null : $"replaces {replaced.Reference}");
        tx.Wake<TopupIssuer>();
    }

    // An open top-up is never put off by more than an hour (the longest StatusPollInterval), an ended one by three days: one that is
    // due later than that was put off by a clock that has been set back since.
    private const string IsDue =
        "(due_at <= @now OR (due_at > @now + 7200000 AND state IN ('requested', 'issued')) OR due_at > @now + 4 * 86400000)";

    /// <summary>Whether anything is due, without writing.</summary>
    internal static bool HasDue(SqliteConnection connection, long now, bool requested) => connection.ExecuteScalar<bool>(
        $"SELECT EXISTS (SELECT 1 FROM topups WHERE {IsDue} AND (state = 'requested') = @requested)", new { now, requested });

    /// <summary>Makes the open ones of a state due now.</summary>
    internal static void MakeDue(Tx tx, string state) =>
        tx.Execute("UPDATE topups SET due_at = @now WHERE state = @state AND due_at > @now", new { now = tx.NowMs, state });

    /// <summary>Takes wishes that are due. The row stays due after the lease: whoever dies with it loses nothing.</summary>
    internal static IReadOnlyList<Topup> LeaseRequested(Tx tx, int rowsMax, TimeSpan lease, TimeSpan expiry) => tx.Query<Topup>(
        $"""
        UPDATE topups SET due_at = @until, attempts = attempts + 1, expires_at = @expires
        WHERE id IN (SELECT id FROM topups WHERE {IsDue} AND state = 'requested' ORDER BY due_at LIMIT @rowsMax)
        RETURNING {Columns}
        """,
        new { now = tx.NowMs, until = Ms(tx.Now + lease), expires = Ms(tx.Now + expiry), rowsMax });

    /// <summary>Takes top-ups whose payment is to be asked after, notified ones first: after a stop many are due at once.</summary>
    internal static IReadOnlyList<Topup> LeaseLooks(Tx tx, int rowsMax, TimeSpan lease) => tx.Query<Topup>(
        $"""
        UPDATE topups SET due_at = @until
        WHERE id IN (SELECT id FROM topups WHERE {IsDue} AND state <> 'requested' ORDER BY hinted_at IS NULL, due_at LIMIT @rowsMax)
        RETURNING {Columns}
        """,
        new { now = tx.NowMs, until = Ms(tx.Now + lease), rowsMax });

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
