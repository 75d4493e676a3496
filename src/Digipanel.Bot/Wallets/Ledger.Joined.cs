using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Wallets;

/// <content>
/// Wallets of joined accounts: empty, and a passage. Movements keep the account that they are about (a refund goes back where the hold came from, which the
/// audit and the schema look for), and the money goes on to its owner or comes from there in the same transaction.
/// </content>
public static partial class Ledger
{
    /// <summary>What the key of a passage begins with; the key of the movement that it belongs to follows.</summary>
    internal const string PassagePrefix = "pass:";

    /// <summary>Moves all that a wallet holds into its future owner's. Both wallets exist afterwards.</summary>
    /// <param name="tx">The transaction that joins them: until it has, the wallet is one like any other.</param>
    /// <param name="customerId">Who is to be joined; not joined yet.</param>
    /// <param name="ownerId">To whom.</param>
    /// <param name="key">Names the movement for ever.</param>
    /// <returns>What was moved; zero: nothing was there.</returns>
    public static Rupiah Empty(Tx tx, long customerId, long ownerId, string key)
    {
        var (wallet, owner) = (WalletOf(tx, customerId), WalletOf(tx, ownerId));
        var balance = BalanceOfAccount(tx.Connection, wallet.Id);
        if (balance > Rupiah.Zero)
        {
            Insert(tx, new Movement(TransferKind.Join, wallet.Id, owner.Id, balance, key, null));
        }

        return balance;
    }

    private static long Move(Tx tx, Movement movement, Wallet wallet)
    {
        if (wallet.Owner is not { } owner)
        {
            return Insert(tx, movement);
        }

        // Fetched before it is taken: no wallet is ever below zero. One of this key that was taken before is not fetched for again.
        var passage = new Movement(TransferKind.Join, owner, wallet.Id, movement.Amount, PassagePrefix + movement.Key, null);
        if (movement.From == wallet.Id && tx.Scalar<long>("SELECT EXISTS (SELECT 1 FROM transfers WHERE key = @Key)", new { movement.Key }) == 0)
        {
            Insert(tx, passage);
        }

        var id = Insert(tx, movement);
        if (movement.To == wallet.Id)
        {
            Insert(tx, passage with { From = wallet.Id, To = owner });
        }

        return id;
    }

    private static Rupiah BalanceOfAccount(SqliteConnection connection, long account)
    {
        using var found = Statement.On(connection, "SELECT balance FROM accounts WHERE id = ?1").Bind(1, account);
        found.Step();
        return new Rupiah(found.Number(0));
    }
}
