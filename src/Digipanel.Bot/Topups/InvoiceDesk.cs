using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Topups;

/// <summary>What a customer can do about an invoice. Nothing here takes a claim away: money on a closed one is credited all the same.</summary>
internal sealed class InvoiceDesk(Ids ids, TopupMethods methods)
{
    // Doitpay is asked at once each time.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);

    /// <summary>Asks Doitpay now.</summary>
    /// <returns>False where it was asked a moment ago.</returns>
    public static bool TryAsk(Tx tx, Topup topup)
    {
        var since = tx.NowMs - topup.AskedAt;
        if (since >= 0 && since < AskAgainAfter.TotalMilliseconds)
        {
            return false;
        }

        TopupChanges.Ask(tx, topup);
        return true;
    }

    /// <summary>Closes an open invoice; its late looks stay, and the look that the customer asked for.</summary>
    public static void Cancel(Tx tx, Topup topup, string why = "the customer cancelled it")
    {
        TopupChanges.End(tx, topup, TopupState.Cancelled, why, TopupSchedule.NextLateLook(topup, tx.Now, answered: true));
        if (topup.IsAsked)
        {
            TopupChanges.LookNow(tx, topup);
        }
    }

    /// <summary>Another way to pay, on the same invoice.</summary>
    public Topup Change(Tx tx, Topup topup, string method)
    {
        Cancel(tx, topup, $"the customer chose {method}");
        // Another way has another fee; the bonus is the one that was told of.
        var terms = methods.TermsOf(method, topup.Amount) with { Bonus = topup.Bonus };
        return TopupTable.Request(tx, ids, topup.CustomerId, topup.Amount, method, replaced: topup, bank: methods.BankOf(method), terms: terms);
    }
}
