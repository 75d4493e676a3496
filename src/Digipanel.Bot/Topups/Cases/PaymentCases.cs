using Digipanel.Bot.Chat;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Topups.Cases;

/// <summary>The table <c>payment_cases</c>: how cases come up and where they go without an admin. See <see cref="CaseDesk"/> for decisions.</summary>
internal static class PaymentCases
{
    public const string Prefix = "kasus";

    private const string Columns = "id, kind, reference, topup_id, amount, why, state, asked, due_at, proof, decided_by, decided_at, booked";
    private const int WhyCharsMax = 500;
    private const int ShownMax = 50;
    private const long AmountMax = 1_000_000_000_000;

    private static readonly Reply NoFarewell = new(Html.Empty);

    public static PaymentCase? Find(SqliteConnection connection, long id) =>
        connection.QuerySingleOrDefault<PaymentCase>($"SELECT {Columns} FROM payment_cases WHERE id = @id", new { id });

    public static PaymentCase? Find(SqliteConnection connection, CaseKind kind, string reference) => connection.QuerySingleOrDefault<PaymentCase>(
        $"SELECT {Columns} FROM payment_cases WHERE kind = @kind AND reference = @reference", new { kind = Name(kind), reference });

    /// <summary>Calls the admins, once of a kind a reference.</summary>
    /// <returns>False where it was raised before.</returns>
    public static bool Raise(Tx tx, AdminAlerts admins, CaseKind kind, string reference, Topup? topup, Rupiah amount, string why, bool isBodyProven = false)
    {
        if (tx.Execute(
            """
            INSERT INTO payment_cases (kind, reference, topup_id, amount, why, state, raised_at, proof)
            VALUES (@kind, @reference, @topupId, @amount, @why, 'open', @now, @proof)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                kind = Name(kind), reference, topupId = topup?.Id, amount = Bounded(amount), why = Short(why), now = tx.NowMs, proof = isBodyProven ? "body" : "some",
            }) == 0)
        {
            return false;
        }

        Tell(tx, admins, Find(tx.Connection, kind, reference)!);
        return true;
    }

    /// <summary>What is known of an open mismatch has changed: the yes is about the newer amount.</summary>
    public static void Amend(Tx tx, string reference, Rupiah amount, string why)
    {
        if (Find(tx.Connection, CaseKind.Mismatch, reference) is { State: CaseState.Open } open && (open.Amount != amount || open.Why != Short(why)))
        {
            tx.Execute("UPDATE payment_cases SET amount = @amount, why = @why WHERE id = @Id", new { open.Id, amount = Bounded(amount), why = Short(why) });
            Refresh(tx, open.Id);
        }
    }

    /// <summary>What the wallet got for a top-up: amount and bonus where it is paid, and what admins credited by hand.</summary>
    public static Rupiah Credited(SqliteConnection connection, Topup topup)
    {
        var byHand = connection.ExecuteScalar<long>("SELECT coalesce(sum(booked), 0) FROM payment_cases WHERE topup_id = @Id AND state = 'credited'", new { topup.Id });
        return new Rupiah(byHand) + (topup.State is TopupState.Paid ? topup.Amount + topup.Bonus : default);
    }

    /// <summary>A notification says that credited money was given back: Doitpay is asked before anybody is called.</summary>
    /// <param name="tx">The notification's transaction.</param>
    /// <param name="topup">Credited.</param>
    /// <param name="amount">What was credited for it.</param>
    /// <param name="why">What the notification says.</param>
    /// <param name="proven">Not everybody can make such a notification: ask once more although the answer was no.</param>
    public static void Suspect(Tx tx, Topup topup, Rupiah amount, string why, bool proven)
    {
        var changed = tx.Execute(
            """
            INSERT INTO payment_cases (kind, reference, topup_id, amount, why, state, due_at, raised_at, proof)
            VALUES ('refund', @Reference, @Id, @amount, @why, 'asking', @now, @now, iif(@proven, 'some', 'anyone'))
            ON CONFLICT (kind, reference) DO UPDATE
            SET state = 'asking', due_at = excluded.due_at, amount = excluded.amount, why = excluded.why, asked = 0, proof = excluded.proof
            WHERE @proven AND state IN ('asking', 'settled')
            """,
            new { topup.Reference, topup.Id, amount = Bounded(amount), why = Short(why), proven, now = tx.NowMs });
        if (changed > 0)
        {
            TopupChanges.Record(tx, topup.Id, "refund?", why);
            tx.Wake<RefundChecker>();
        }
    }

    /// <summary>The refund is certain, or as certain as it gets: the admins are called. Nothing where somebody else has called them meanwhile.</summary>
    public static void Open(Tx tx, AdminAlerts admins, PaymentCase asked, string why)
    {
        if (tx.Execute("UPDATE payment_cases SET state = 'open', due_at = NULL, why = @why WHERE id = @Id AND state = 'asking'", new { asked.Id, why = Short(why) }) > 0)
        {
            TopupChanges.Record(tx, asked.TopupId!, "refund", why);
            Tell(tx, admins, asked);
        }
    }

    /// <summary>Whether a case is as it was leased: a notification that came while Doitpay was asked has the question put again.</summary>
    public static bool IsLeased(Tx tx, PaymentCase asked) => tx.Scalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM payment_cases WHERE id = @Id AND state = 'asking' AND due_at = @DueAt AND asked = @Asked)", new { asked.Id, asked.DueAt, asked.Asked });

    /// <summary>Puts the next question into the diary of a leased one.</summary>
    public static void AskAgain(Tx tx, PaymentCase asked, DateTimeOffset due) => tx.Execute(
        "UPDATE payment_cases SET asked = asked + 1, due_at = @due WHERE id = @Id AND state = 'asking'", new { asked.Id, due = due.ToUnixTimeMilliseconds() });

    /// <summary>Nothing is left to decide.</summary>
    public static void Settle(Tx tx, PaymentCase one)
    {
        tx.Execute("UPDATE payment_cases SET state = 'settled', due_at = NULL WHERE id = @Id AND state IN ('asking', 'open')", new { one.Id });
        Refresh(tx, one.Id);
    }

    /// <summary>Takes one case that Doitpay is to be asked about; null: none is due. It stays due after the lease.</summary>
    public static PaymentCase? LeaseAsking(Tx tx, TimeSpan lease) => tx.QuerySingleOrDefault<PaymentCase>(
        $"""
        UPDATE payment_cases SET due_at = @until WHERE id = (SELECT id FROM payment_cases WHERE due_at <= @now ORDER BY due_at LIMIT 1) RETURNING {Columns}
        """,
        new { now = tx.NowMs, until = (tx.Now + lease).ToUnixTimeMilliseconds() });

    public static bool HasDue(SqliteConnection connection, DateTimeOffset now) => connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM payment_cases WHERE due_at <= @now)", new { now = now.ToUnixTimeMilliseconds() });

    /// <summary>
    /// One process has the database, so whatever is leased was leased by one that is gone. What is due later than a lease lasts waits for its time.
    /// </summary>
    public static int MakeLeasedDue(Tx tx, TimeSpan lease) => tx.Execute(
        "UPDATE payment_cases SET due_at = @now WHERE due_at > @now AND due_at <= @until", new { now = tx.NowMs, until = (tx.Now + lease).ToUnixTimeMilliseconds() });

    /// <summary>
    /// Shows the newest open cases, 50 at the most, to every admin who has no message of them: who deleted it, or was no admin when they came up, could not
    /// decide about them otherwise.
    /// </summary>
    public static void ShowMissing(Tx tx, AdminAlerts admins)
    {
        foreach (var id in tx.Query<long>("SELECT id FROM payment_cases WHERE state = 'open' ORDER BY id DESC LIMIT @ShownMax", new { ShownMax }).Reverse())
        {
            foreach (var address in admins.Addresses)
            {
                var card = CaseCard.KeyOf(id, address);
                if (Cards.Find(tx.Connection, card) is not { Message: not null })
                {
                    ShowAgain(tx, address, id);
                }
            }
        }
    }

    /// <summary>Shows a case to an admin as a new message; there is none that could say where it has gone.</summary>
    public static void ShowAgain(Tx tx, ChatAddress admin, long id) => Cards.ShowAgain(tx, admin, CaseCard.KeyOf(id, admin), NoFarewell);

    /// <summary>How many payments for references that are not ours were raised since: those whose notification's body is proven, or the others.</summary>
    public static int CountUnknown(Tx tx, bool isBody, DateTimeOffset since) => tx.Scalar<int>(
        "SELECT count(*) FROM payment_cases WHERE kind = 'unknown' AND raised_at > @since AND (proof = 'body') = @isBody",
        new { isBody, since = since.ToUnixTimeMilliseconds() });

    /// <summary>The admins' messages show what is true now.</summary>
    public static void Refresh(Tx tx, long id)
    {
        foreach (var card in tx.Query<string>("SELECT card FROM cards WHERE card >= @from AND card < @to", new { from = $"{Prefix}:{id}-", to = $"{Prefix}:{id}." }))
        {
            Cards.Refresh(tx, card);
        }
    }

    private static void Tell(Tx tx, AdminAlerts admins, PaymentCase one)
    {
        foreach (var address in admins.Addresses)
        {
            Cards.Show(tx, address, CaseCard.KeyOf(one.Id, address));
        }
    }

    private static string Name(CaseKind kind) => kind switch
    {
        CaseKind.Mismatch => "mismatch",
        CaseKind.Again => "again",
        CaseKind.Refund => "refund",
        _ => "unknown",
    };

    private static long Bounded(Rupiah amount) => Math.Clamp(amount.Value, 0, AmountMax);

    private static string Short(string why) => why.Length > WhyCharsMax ? why[..WhyCharsMax] : why;
}
