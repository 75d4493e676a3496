using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Topups;

/// <summary>The table <c>topups</c>: how rows are made, found and taken.</summary>
public static class TopupTable
{
    private const int NumberTriesMax = 20;
    private static readonly TimeSpan TimeToPayMin = TimeSpan.FromMinutes(10);

    private const string Columns =
        """
        id, customer_id, amount, method, reference, provider_reference, state, content, generation, attempts, hints, hinted_at,
        told_delay, told_mismatch, issued_at, expires_at, ended_at, paid_at, card, choosing, given_up, asked_at, checked_at, check_answered, page,
        virtual_account, fee, shop_fee, bonus, coalesce(asker_id, 0) AS asker_id,
        (SELECT c.state FROM payment_cases c WHERE c.kind = 'mismatch' AND c.reference = topups.reference) AS mismatch_case
        """;

    /// <summary>Finds by our id.</summary>
    public static Topup? Find(SqliteConnection connection, string id) =>
        connection.QuerySingleOrDefault<Topup>($"SELECT {Columns} FROM topups WHERE id = @id", new { id });

    /// <summary>Finds by the reference that customer, shop and Doitpay share.</summary>
    public static Topup? FindByReference(SqliteConnection connection, string reference) =>
        connection.QuerySingleOrDefault<Topup>($"SELECT {Columns} FROM topups WHERE reference = @reference", new { reference });

    /// <summary>Finds by the name of its own page.</summary>
    internal static Topup? FindByPage(SqliteConnection connection, string page) =>
        connection.QuerySingleOrDefault<Topup>($"SELECT {Columns} FROM topups WHERE page = @page", new { page });

    /// <summary>Finds by a virtual account's number, with its spaces or without them.</summary>
    public static Topup? FindByVirtualAccount(SqliteConnection connection, string number) => connection.QuerySingleOrDefault<Topup>(
        $"SELECT {Columns} FROM topups WHERE virtual_account IS NOT NULL AND ltrim(virtual_account) = @number", new { number = number.Trim() });

    /// <summary>The customer's top-ups that wait to be made or paid, newest first.</summary>
    public static IReadOnlyList<Topup> OpenOf(Tx tx, Customer customer) => tx.Query<Topup>(
        $"SELECT {Columns} FROM topups WHERE customer_id IN (@Id, @JoinedId) AND state IN ('requested', 'issued') ORDER BY rowid DESC", new { customer.Id, customer.JoinedId });

    /// <summary>All top-ups of one invoice, oldest first; one from before invoices were cards is its own.</summary>
    public static IReadOnlyList<Topup> OfCard(SqliteConnection connection, string card) => connection.Query<Topup>(
        $"SELECT {Columns} FROM topups WHERE card = @card OR id = @card ORDER BY rowid", new { card }).AsList();

    /// <summary>How many the customer has asked for since, up to a number.</summary>
    internal static int CountSince(Tx tx, long customerId, DateTimeOffset since, int max) => tx.Scalar<int>(
        "SELECT count(*) FROM (SELECT created_at FROM topups WHERE customer_id = @customerId ORDER BY id DESC LIMIT @max) WHERE created_at > @since",
        new { customerId, since = Ms(since), max });

    /// <summary>Writes the wish down, with its id and reference, before Doitpay hears of it.</summary>
    /// <param name="tx">The transaction of the wish.</param>
    /// <param name="ids">Makes both.</param>
    /// <param name="customerId">Whose wallet.</param>
    /// <param name="amount">What the wallet is to get.</param>
    /// <param name="method">QRIS, VA_ and a bank, or a channel of the payment link.</param>
    /// <param name="replaced">The one whose place it takes, on the same invoice.</param>
    /// <param name="generation">How many references this wish has used up, this one counted.</param>
    /// <param name="bank">Of a virtual account: where.</param>
    /// <param name="terms">Fee and bonus, for ever.</param>
    /// <param name="asker">The account that asks, where it is not the customer's own; one that takes another's place was asked for where that was.</param>
    internal static Topup Request(
        Tx tx, Ids ids, long customerId, Rupiah amount, string method, Topup? replaced = null, int generation = 1, VirtualAccountBank? bank = null,
        TopupTerms terms = default, long? asker = null)
    {
        var id = ids.NewUuid();
        tx.Execute(
            """
            INSERT INTO topups (id, customer_id, amount, method, reference, virtual_account, fee, shop_fee, bonus, replaces, generation, told_delay, card, page, asker_id, due_at, created_at)
            VALUES (@id, @customerId, @amount, @method, @reference, @account, @fee, @shopFee, @bonus, @replaces, @generation, @toldDelay, @card, @page, nullif(@asker, @customerId), @now, @now)
            """,
            new
            {
                id,
                customerId,
                amount = amount.Value,
                method,
                reference = ids.NewReference("TU"),
                account = bank is null ? null : FreeNumber(tx, ids, bank),
                fee = terms.Fee.Value,
                shopFee = terms.ShopFee.Value,
                bonus = terms.Bonus.Value,
                replaces = replaced?.Id,
                generation,
                toldDelay = generation > 1 && replaced is { ToldDelay: true },
                card = replaced is null ? id : replaced.Card ?? replaced.Id,
                page = ids.NewPageName(),
                asker = replaced?.AskerId ?? asker,
                now = tx.NowMs,
            });
        TopupChanges.Record(tx, id, "requested", replaced is null ? null : $"replaces {replaced.Reference}");
        tx.Wake<TopupIssuer>();
        return Find(tx.Connection, id)!;
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

    /// <summary>Makes ended ones due now that are due within the time of a lease: a look at one may have died with its process.</summary>
    internal static void MakeLeasedDue(Tx tx, TimeSpan lease) => tx.Execute(
        "UPDATE topups SET due_at = @now WHERE due_at > @now AND due_at <= @until AND state IN ('expired', 'cancelled')",
        new { now = tx.NowMs, until = Ms(tx.Now + lease) });

    /// <summary>Takes wishes that are due. The row stays due after the lease: whoever dies with it loses nothing.</summary>
    /// <param name="tx">A transaction of its own.</param>
    /// <param name="rowsMax">How many at the most.</param>
    /// <param name="lease">How long they belong to whoever takes them.</param>
    /// <param name="expiryOf">How long a method can be paid from now on.</param>
    internal static IReadOnlyList<Topup> LeaseRequested(Tx tx, int rowsMax, TimeSpan lease, Func<string, TimeSpan> expiryOf)
    {
        var due = tx.Query<(string Id, string Method)>(
            $"SELECT id, method FROM topups WHERE {IsDue} AND state = 'requested' ORDER BY due_at LIMIT @rowsMax", new { now = tx.NowMs, rowsMax });
        return
        [
            // A virtual account's bill is the same at each attempt while there is time enough to pay it: an answer may be lost, and the account made.
            .. due.Select(row => tx.Query<Topup>(
                $"""
                UPDATE topups SET due_at = @until, attempts = attempts + 1, expires_at = iif(virtual_account IS NOT NULL AND expires_at > @soon, expires_at, @expires)
                WHERE id = @Id RETURNING {Columns}
                """,
                new { row.Id, until = Ms(tx.Now + lease), soon = Ms(tx.Now + TimeToPayMin), expires = Ms(tx.Now + expiryOf(row.Method)) }).Single()),
        ];
    }

    /// <summary>
    /// Takes top-ups whose payment is to be asked after: some that have waited longest, whatever they are, and for the rest notified ones and those that
    /// their customers asked about first. After a stop many are due at once, and the calls are counted: so those with news are quick, and none starves.
    /// </summary>
    /// <param name="tx">The transaction of the lease.</param>
    /// <param name="rowsMax">At the most.</param>
    /// <param name="longestDue">How many of them go by their waiting alone.</param>
    /// <param name="lease">How long they belong to the worker.</param>
    internal static IReadOnlyList<Topup> LeaseLooks(Tx tx, int rowsMax, int longestDue, TimeSpan lease)
    {
        return [.. Take("due_at", longestDue), .. Take("coalesce(hinted_at > @news OR asked_at > coalesce(checked_at, 0), 0) DESC, due_at", rowsMax - longestDue)];

        IEnumerable<Topup> Take(string order, int limit) => limit <= 0 ? [] : tx.Query<Topup>(
            $"""
            UPDATE topups SET due_at = @until
            WHERE id IN (SELECT id FROM topups WHERE {IsDue} AND state <> 'requested' ORDER BY {order} LIMIT @limit)
            RETURNING {Columns}
            """,
            new { now = tx.NowMs, news = Ms(tx.Now - TopupSchedule.HintPollPeriod), until = Ms(tx.Now + lease), limit });
    }

    // Random, so that a shop whose database is an older copy does not make a number again; the table's index has the last word.
    private static string FreeNumber(Tx tx, Ids ids, VirtualAccountBank bank)
    {
        for (var tries = 0; tries < NumberTriesMax; tries++)
        {
            var number = VirtualAccountNumber.Of(bank.PartnerServiceId, ids.NewDigits(bank.CustomerNoDigits));
            if (FindByVirtualAccount(tx.Connection, number.Padded) is null)
            {
                return number.Padded;
            }
        }

        throw new InvalidOperationException($"No free virtual account in {NumberTriesMax} tries: CustomerNoDigits is too small.");
    }

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
