using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html AlertAuditClean => Html.Of($"✅ Audit: the books are right again.");

    /// <inheritdoc/>
    public string AuditProblem(string check) => check switch
    {
        "ledger:entries" => "transfers without exactly their two entries",
        "ledger:kinds" => "transfers between accounts that their kind does not join",
        "ledger:strays" => "entries of no transfer (account/transfer)",
        "ledger:zero" => "all entries together are not zero",
        "ledger:balances" => "accounts whose balance is not the sum of their entries",
        "ledger:chain" => "entries whose running balance does not follow from the one before (account/transfer)",
        "ledger:negative" => "wallets or held money below zero (account, or account/transfer)",
        "orders:held-once" => "orders without exactly one hold of their price from their customer's wallet",
        "orders:settled-once" => "ended orders without exactly one capture (delivered) or release (failed) of their price",
        "orders:settled-early" => "open orders whose money was captured or released already",
        "orders:strays" => "holds, captures or releases that are no order's",
        "orders:held-sum" => "the held money is not the sum of the open orders' prices",
        "orders:sales-sum" => "the sales are not the sum of the delivered orders' prices, less refunds",
        "orders:refunded-once" => "refunded orders whose price did not go back to their payer exactly once",
        "orders:told" => "orders that ended and whose customer was not told",
        "orders:late" => "orders past their deadline that did not end",
        "topups:credited-once" => "paid top-ups without exactly one credit of their amount to their customer",
        "topups:unpaid-credit" => "credits of no paid top-up",
        "topups:decisions" => "admins' decisions that do not agree with the ledger",
        "topups:bonus-once" => "paid top-ups without exactly the bonus they were promised, or bonuses of none",
        "topups:late" => "top-ups past their time that did not end",
        "topups:mismatch" => "payments that did not match and were not credited",
        "adjustments:moved-once" => "money moved by hand that was not moved exactly once, or without its decision",
        "joined:empty" => "wallets of linked accounts that are not empty (account)",
        "joined:pairs" => "linked accounts that do not agree with the owner of their wallet",
        "joined:passages" => "money that did not pass whole through a linked account's wallet",
        "vouchers:used-once" => "uses of vouchers whose money did not come exactly once, or such money without a use",
        "vouchers:used-up" => "vouchers that were used more often than they are for, or counted wrongly",
        "broadcasts:sending" => "recipients of a broadcast that have been under way for over an hour",
        "broadcasts:done" => "broadcasts that are done although messages of theirs are under way",
        "messages:late" => "messages to reachable people that wait for over an hour",
        "messages:dead" => "messages refused for good in the last 7 days",
        "file:pages" => "damage in the database file",
        "file:references" => "rows that refer to rows which are not there",
        "file:guards" => "tables, indexes or triggers that are not as this version makes them",
        _ => check,
    };

    /// <inheritdoc/>
    public Html AlertAudit(IReadOnlyList<AuditFinding> violations) => Html.Lines(
        violations.Select(v => Html.Of($"• {v.Describe(this)}"))
            .Prepend(Html.Of($"🚨 <b>Audit: the books are wrong.</b> Please look before more orders come in:"))
            .Append(Html.Of($"All of it: <code>Digipanel.Bot audit</code> on the server.")));
}
