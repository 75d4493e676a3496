using System.Runtime.InteropServices;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Wallets;

/// <summary>What became of a transfer.</summary>
public abstract record PostOutcome
{
    private PostOutcome()
    {
    }

    /// <summary>The money moved now.</summary>
    /// <param name="TransferId">The ledger's own id.</param>
    /// <param name="Balance">The customer's wallet after it.</param>
    public sealed record Posted(long TransferId, Rupiah Balance) : PostOutcome;

    /// <summary>A transfer of this key exists: the money moved before, and nothing moved now.</summary>
    public sealed record AlreadyPosted : PostOutcome;

    /// <summary>The wallet holds too little; nothing moved.</summary>
    /// <param name="Balance">What the wallet holds.</param>
    public sealed record InsufficientFunds(Rupiah Balance) : PostOutcome;
}

/// <summary>
/// The only door to money. Every movement is a transfer of a declared kind with a key of its own; the unique key decides
/// "already done" and a CHECK refuses a negative wallet, so neither depends on this code being right.
/// </summary>
public static partial class Ledger
{
    private const int ErrorConstraintUnique = 2067;
    private const int ErrorConstraintCheck = 275;

    /// <summary>Moves money inside <paramref name="tx"/>; it becomes true when that transaction commits.</summary>
    /// <param name="tx">The transaction that also records why.</param>
    /// <param name="kind">Which declared movement.</param>
    /// <param name="customerId">The customer whose wallet, or whose held money, it concerns.</param>
    /// <param name="amount">1 to 1.000.000.000.000 rupiah; anything else is a bug and throws.</param>
    /// <param name="key">Names the movement for ever, for example <c>order:17:hold</c>; 128 characters at most.</param>
    /// <param name="note">A reason for people; 512 characters at most.</param>
    public static PostOutcome Post(Tx tx, TransferKind kind, long customerId, Rupiah amount, string key, string? note = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount.Value);
        var wallet = WalletOf(tx, customerId);
        var (from, to) = Sides(kind, wallet.Id);
        try
        {
            return new PostOutcome.Posted(Move(tx, new Movement(kind, from, to, amount, key, note), wallet), BalanceOf(tx.Connection, customerId));
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == ErrorConstraintUnique && e.Message.Contains("transfers.key", StringComparison.Ordinal))
        {
            // Only this one constraint means "done before"; any other integrity error is a bug and goes on up.
            return new PostOutcome.AlreadyPosted();
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == ErrorConstraintCheck && from == wallet.Id
            && e.Message.Contains("wallet_not_negative", StringComparison.Ordinal))
        {
            return new PostOutcome.InsufficientFunds(BalanceOf(tx.Connection, customerId));
        }
    }

    /// <summary>The wallet's balance, of a joined account its owner's; zero for a customer who never had a movement.</summary>
    public static Rupiah BalanceOf(SqliteConnection connection, long customerId)
    {
        using var found = Statement.On(connection, "SELECT balance, passes_to FROM accounts WHERE customer_id = ?1").Bind(1, customerId);
        return !found.Step() ? Rupiah.Zero : found.IsNull(1) ? new Rupiah(found.Number(0)) : BalanceOfAccount(connection, found.Number(1));
    }

    private static long Insert(Tx tx, Movement movement)
    {
        var (kind, from, to, amount, key, note) = movement;
        using var insert = tx.Prepare("INSERT INTO transfers (kind, key, from_account, to_account, amount, note, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id");
        insert.Bind(1, kind.ToString()).Bind(2, key).Bind(3, from).Bind(4, to).Bind(5, amount.Value).Bind(6, note).Bind(7, tx.NowMs).Step();
        var id = insert.Number(0);
        insert.Run();
        return id;
    }

    private static Wallet WalletOf(Tx tx, long customerId)
    {
        using (var found = tx.Prepare("SELECT id, passes_to FROM accounts WHERE customer_id = ?1").Bind(1, customerId))
        {
            if (found.Step())
            {
                return new Wallet(found.Number(0), found.IsNull(1) ? null : found.Number(1));
            }
        }

        return new Wallet(
            tx.Scalar<long>(
                """
                INSERT INTO accounts (id, type, customer_id)
                VALUES ((SELECT max(99, max(id)) + 1 FROM accounts), 'customer', @customerId) RETURNING id
                """,
                new { customerId }),
            Owner: null);
    }

    private static (long From, long To) Sides(TransferKind kind, long wallet)
    {
        const long gateway = 1, held = 2, sales = 3, adjustments = 4, promo = 5;
        return kind switch
        {
            TransferKind.TopUp => (gateway, wallet),
            TransferKind.Hold => (wallet, held),
            TransferKind.Capture => (held, sales),
            TransferKind.Release => (held, wallet),
            TransferKind.Credit => (adjustments, wallet),
            TransferKind.Debit => (wallet, adjustments),
            TransferKind.Bonus => (promo, wallet),
            TransferKind.Refund => (sales, wallet),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An undeclared kind of transfer."),
        };
    }

    private readonly record struct Movement(TransferKind Kind, long From, long To, Rupiah Amount, string Key, string? Note);

    /// <param name="Id">The account.</param>
    /// <param name="Owner">Of a joined customer: the account that has its money.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Wallet(long Id, long? Owner);
}
