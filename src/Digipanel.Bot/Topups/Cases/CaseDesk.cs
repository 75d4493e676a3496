using Digipanel.Bot.Storage;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups.Cases;

/// <summary>What became of an admin's press.</summary>
internal enum Decision
{
    /// <summary>Done now.</summary>
    Done,

    /// <summary>Somebody decided before, or nothing is left to decide.</summary>
    Over,

    /// <summary>The wallet holds another amount than the button said: nothing was moved, the admin is asked anew.</summary>
    Changed,
}

/// <summary>
/// Decisions about money: who, when and how much in the case, the money as a transfer of the ledger with the case's key, the customer told, all in
/// one transaction. A second press finds the case decided; were that wrong, the ledger's key would still refuse the second transfer.
/// </summary>
internal static class CaseDesk
{
    /// <summary>What a yes moves now; zero where there is nothing to move.</summary>
    public static Rupiah Movable(Microsoft.Data.Sqlite.SqliteConnection database, PaymentCase one, Topup? topup) => (one.Kind, topup) switch
    {
        (CaseKind.Mismatch or CaseKind.Again, not null) => one.Amount,
        (CaseKind.Refund, { } t) when Ledger.BalanceOf(database, t.CustomerId) is var balance => balance < one.Amount ? balance : one.Amount,
        _ => default,
    };

    /// <summary>Moves the money: into the wallet, or of a refund out of it.</summary>
    /// <param name="tx">The press's transaction.</param>
    /// <param name="one">As it is now.</param>
    /// <param name="amount">What the button said.</param>
    /// <param name="by">The admin.</param>
    public static Decision Move(Tx tx, PaymentCase one, Rupiah amount, string by)
    {
        if (one.State is not CaseState.Open || one.TopupId is null || TopupTable.Find(tx.Connection, one.TopupId) is not { } topup)
        {
            return Decision.Over;
        }

        if (amount != Movable(tx.Connection, one, topup) || amount.Value <= 0)
        {
            return Decision.Changed;
        }

        var isCredit = one.Kind is not CaseKind.Refund;
        switch (Ledger.Post(tx, isCredit ? TransferKind.Credit : TransferKind.Debit, topup.CustomerId, amount, one.LedgerKey, topup.Reference))
        {
            case PostOutcome.AlreadyPosted:
                return Decision.Over;
            case PostOutcome.InsufficientFunds:
                return Decision.Changed;
            case PostOutcome.Posted posted:
                Decide(tx, one, isCredit ? "credited" : "debited", by, amount.Value);
                if (isCredit)
                {
                    // What was credited by hand is not waited for any more; should it be paid as billed after all, that is another case.
                    Close(tx, topup);
                }

                CustomerNews.TellOfMoney(
                    tx,
                    topup,
                    texts => isCredit
                        ? texts.TopupCaseCredited(amount, topup.Reference, posted.Balance)
                        : texts.TopupRefundTaken(amount, topup.Reference, posted.Balance),
                    offersToGoOn: isCredit);
                break;
        }

        return Decision.Done;
    }

    /// <summary>Moves nothing.</summary>
    public static Decision Leave(Tx tx, PaymentCase one, string by)
    {
        if (one.State is not CaseState.Open)
        {
            return Decision.Over;
        }

        Decide(tx, one, "left", by, booked: null);
        if (one.Kind is CaseKind.Mismatch && one.TopupId is { } id && TopupTable.Find(tx.Connection, id) is { } topup)
        {
            // They were told that somebody looks into it.
            Invoices.Show(tx, topup);
            CustomerNews.Tell(tx, topup, texts => texts.TopupCaseLeft(topup.Reference));
        }

        return Decision.Done;
    }

    private static void Decide(Tx tx, PaymentCase one, string state, string by, long? booked)
    {
        tx.Execute(
            "UPDATE payment_cases SET state = @state, decided_by = @by, decided_at = @now, booked = @booked WHERE id = @Id",
            new { one.Id, state, by, booked, now = tx.NowMs });
        if (one.TopupId is { } topupId)
        {
            TopupChanges.Record(tx, topupId, $"case {state}", booked is { } moved ? $"{new Rupiah(moved)} by {by}" : $"by {by}");
        }

        PaymentCases.Refresh(tx, one.Id);
    }

    private static void Close(Tx tx, Topup topup)
    {
        if (topup.IsOpen)
        {
            TopupChanges.End(tx, topup, TopupState.Cancelled, "an admin credited its payment by hand", nextLook: null);
        }
        else
        {
            TopupChanges.LookAgain(tx, topup, nextLook: null, "an admin credited its payment by hand");
        }

        Invoices.Show(tx, topup);
    }
}
