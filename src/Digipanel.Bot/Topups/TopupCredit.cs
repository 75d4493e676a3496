using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Cases;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups;

/// <summary>The one place where a payment becomes money, and where one that does not match becomes somebody's work.</summary>
internal static class TopupCredit
{
    /// <summary>Credit, state and receipt in the transaction that records the answer. A top-up that is paid already stays as it is.</summary>
    public static void Pay(Tx tx, Topup topup, AdminAlerts alerts)
    {
        if (topup.State is TopupState.Paid)
        {
            return;
        }

        if (PaymentCases.Find(tx.Connection, CaseKind.Mismatch, topup.Reference) is { } mismatch)
        {
            if (mismatch.State is CaseState.Credited)
            {
                CreditedByHand(tx, topup, new Rupiah(mismatch.Booked ?? 0), alerts);
                return;
            }

            PaymentCases.Settle(tx, mismatch); // it fits after all
        }

        var posted = Ledger.Post(tx, TransferKind.TopUp, topup.CustomerId, topup.Amount, topup.LedgerKey, topup.Reference);
        if (topup.Bonus.Value > 0 && Ledger.Post(tx, TransferKind.Bonus, topup.CustomerId, topup.Bonus, topup.BonusKey, topup.Reference) is PostOutcome.Posted added)
        {
            posted = posted is PostOutcome.Posted ? added : posted;
        }

        TopupChanges.Pay(tx, topup);
        if (posted is PostOutcome.Posted { Balance: var balance })
        {
            var isLate = topup.State is TopupState.Expired or TopupState.Cancelled;
            CustomerNews.TellOfMoney(
                tx,
                topup,
                texts => Html.Lines(
                [
                    isLate
                        ? texts.TopupLateReceipt(topup.Amount, topup.Method, topup.Reference, balance, tx.Now)
                        : texts.TopupReceipt(topup.Amount, topup.Method, topup.Reference, balance, tx.Now),
                    .. TopupTexts.Paid(texts, topup),
                ]),
                offersToGoOn: true);
        }

        Close(tx, topup);
    }

    // Paid by the first way although another was chosen meanwhile: nobody is to pay the invoice twice. Who does all the same is credited twice.
    private static void Close(Tx tx, Topup paid)
    {
        foreach (var other in TopupTable.OfCard(tx.Connection, paid.Card ?? paid.Id).Where(t => t.IsOpen))
        {
            TopupChanges.End(tx, other, TopupState.Cancelled, $"its invoice was paid by {paid.Reference}", TopupSchedule.NextLateLook(other, tx.Now, answered: true));
        }

        Invoices.Show(tx, paid);
    }

    // An admin has credited part or all of this money already: crediting it again is for a person to decide.
    private static void CreditedByHand(Tx tx, Topup topup, Rupiah credited, AdminAlerts alerts)
    {
        TopupChanges.LookAgain(tx, topup, nextLook: null, "paid after an admin had credited it");
        var rest = topup.Amount > credited ? topup.Amount - credited : default;
        PaymentCases.Raise(tx, alerts, CaseKind.Again, topup.Reference, topup, rest, $"{credited}");
    }

    // The fee stays with Doitpay. Where nobody can tell what was paid, no amount is proposed: one tap must not credit the whole bill.
    private static Rupiah Creditable(Topup topup, PaymentEvidence.Mismatch mismatch) =>
        mismatch.Reported is { } reported && reported > topup.Fee ? reported - topup.Fee : default;

    /// <summary>Never credited by itself: recorded, the admins called, the customer told once that somebody looks at it.</summary>
    public static void Refuse(Tx tx, Topup topup, PaymentEvidence.Mismatch mismatch, AdminAlerts alerts)
    {
        if (topup.State is TopupState.Paid)
        {
            return;
        }

        // Before the look whether the customer knows: what was told before cases were kept has none.
        if (!PaymentCases.Raise(tx, alerts, CaseKind.Mismatch, topup.Reference, topup, Creditable(topup, mismatch), mismatch.Why) && mismatch.Reported is not null)
        {
            PaymentCases.Amend(tx, topup.Reference, Creditable(topup, mismatch), mismatch.Why);
        }

        if (topup.ToldMismatch)
        {
            return;
        }

        TopupChanges.ToldMismatch(tx, topup, mismatch.Why);
        CustomerNews.Tell(tx, topup, texts => texts.TopupMismatch(topup.Reference));
        Invoices.Show(tx, topup);
    }
}
