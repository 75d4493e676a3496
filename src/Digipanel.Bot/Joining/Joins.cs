using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Joining;

/// <summary>
/// Makes one customer of two accounts, and two of one again. Nothing that was bought or topped up changes hands: the rows keep their customer, and whoever asks
/// for a customer's rows asks for both (<see cref="Customer.Has"/>). What moves is the balance, by a transfer, and the links that wait for saldo.
/// </summary>
internal static class Joins
{
    /// <summary>Joins an account to its wallet's owner-to-be. Both stand alone: the schema refuses anything else.</summary>
    /// <param name="tx">The transaction of the yes.</param>
    /// <param name="code">Names the transfer.</param>
    /// <param name="owner">Who made the code.</param>
    /// <param name="joined">Who entered it.</param>
    /// <returns>What the wallet got.</returns>
    public static Rupiah Join(Tx tx, JoinCodeRow code, Customer owner, Customer joined)
    {
        var moved = Ledger.Empty(tx, joined.AccountId, owner.AccountId, $"join:{code.Id}");
        tx.Execute("UPDATE customers SET joined_to = @owner, joined_at = @NowMs WHERE id = @joined", new { owner = owner.AccountId, joined = joined.AccountId, tx.NowMs });
        KeptLinks.Hand(tx, joined.AccountId, owner.AccountId);
        KeptLinks.WalletMoved(tx, owner.AccountId);
        return moved;
    }

    /// <summary>
    /// Parts the two. The money stays with the owner, and so does what was bought and topped up meanwhile; links that were pasted in the leaving account's chat wait
    /// for its own saldo again. Its open invoices are closed: whoever pays one from now on would fill a wallet that is not theirs (and if they do, it is credited there).
    /// </summary>
    /// <param name="tx">The transaction of the yes.</param>
    /// <param name="owner">Who has the wallet.</param>
    /// <param name="joined">Who leaves it.</param>
    /// <returns>How many invoices were closed.</returns>
    public static int Part(Tx tx, Customer owner, Customer joined)
    {
        var open = TopupTable.OpenOf(tx, owner).Where(t => t.AskerId == joined.AccountId && t.CustomerId == owner.AccountId).ToList();
        tx.Execute("UPDATE customers SET joined_to = NULL, joined_at = NULL WHERE id = @AccountId", new { joined.AccountId });
        KeptLinks.TakeBack(tx, joined.AccountId, owner.AccountId);
        KeptLinks.WalletMoved(tx, owner.AccountId);
        foreach (var topup in open)
        {
            InvoiceDesk.Cancel(tx, topup, "its chat left the wallet");
            Invoices.Show(tx, topup);
        }

        return open.Count;
    }
}
