using Digipanel.Bot.Admin.People;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string RefundButton => "💸 Refund";

    /// <inheritdoc/>
    public string MoveButton(Rupiah balance) => $"🔀 Move {balance}";

    /// <inheritdoc/>
    public Html AdjustUsage(string command) => Html.Of($"Write: <code>/{command} customer amount reason</code>\nFor example: <code>/{command} @budi 50rb wrong transfer</code>");

    /// <inheritdoc/>
    public Html AdjustAmountBounds(Rupiah max) => Html.Of($"The amount must be from Rp 1 to {max}.");

    /// <inheritdoc/>
    public Html AdjustWhom(string kind, Rupiah amount, string reason) => Html.Of($"{Adjusting(kind)} <b>{amount}</b> ({reason}): which customer?");

    /// <inheritdoc/>
    public Html AdjustTooMuch(string name, Rupiah amount, Rupiah balance) => Html.Of(
        $"{name} has only <b>{balance}</b>, so {amount} can't be debited. A wallet never goes below zero.");

    /// <inheritdoc/>
    public Html AdjustConfirm(string kind, string name, Rupiah amount, string reason, Rupiah balance, bool isRepeat) => Html.Of(
        $"{(isRepeat ? "⚠️ The very same was done a moment ago. Again?\n\n" : "")}{Adjusting(kind)} <b>{amount}</b>\nCustomer: <b>{name}</b>\nReason: {reason}\nBalance now: {balance}\n\nGo on?");

    /// <inheritdoc/>
    public Html AdjustNotNow => Html.Of($"The balance has changed, so nothing was moved. Look again with /pelanggan.");

    /// <inheritdoc/>
    public Html AdjustDone(string kind, string name, Rupiah amount, long? order, string reason, Rupiah before, Rupiah balance) => Html.Of(
        $"✅ {Adjusting(kind)} <b>{amount}</b>{(order is { } number ? $" (order #{number})" : "")}: {name}\nBalance {before} → <b>{balance}</b>") + Because(reason);

    /// <inheritdoc/>
    public string AdjustYesButton(string kind, Rupiah amount, string name) => $"✅ {Adjusting(kind)} {amount}: {name}";

    /// <inheritdoc/>
    public string AdjustNoButton => "Cancel";

    /// <inheritdoc/>
    public Html AdjustTooLate => Html.Of($"This question is more than an hour old, so nothing was moved. Please start again.");

    /// <inheritdoc/>
    public Html AdjustDropped => Html.Of($"OK, nothing was moved.");

    /// <inheritdoc/>
    public Html ToastAdjustedBefore => Html.Of($"This was done already 👍");

    /// <inheritdoc/>
    public Html AdjustAsk(string kind, string name) => Html.Of(
        $"{Adjusting(kind)} for <b>{name}</b>: write the amount and the reason, for example <code>50rb wrong transfer</code>.");

    /// <inheritdoc/>
    public Html AdjustAskReason(string kind, string name, Rupiah amount) => Html.Of($"{Adjusting(kind)} <b>{amount}</b> for <b>{name}</b>: why? The customer will read it.");

    /// <inheritdoc/>
    public Html AdjustUnreadable => Html.Of($"I can't read the amount. Write it first, then the reason: <code>50rb wrong transfer</code>.");

    /// <inheritdoc/>
    public Html RefundUsage => Html.Of($"Write: <code>/refund order reason</code>\nFor example: <code>/refund 42 broken file</code>");

    /// <inheritdoc/>
    public Html RefundUnknown(long number) => Html.Of($"There is no order #{number}.");

    Html ITexts.RefundNot(long number, RefundRefusal why) => Html.Plain(why switch
    {
        RefundRefusal.Running => $"Order #{number} is still under way. If it fails its money comes back by itself; once it is delivered it can be refunded.",
        RefundRefusal.Failed => $"Order #{number} failed or was cancelled, and its money is back.",
        RefundRefusal.Gift => $"Order #{number} was free: its money was back before the file came.",
        _ => $"Order #{number} was refunded before.",
    });

    /// <inheritdoc/>
    public Html RefundConfirm(long number, string title, string name, Rupiah price, string reason) => Html.Of(
        $"💸 Refund order <b>#{number}</b>\n{title}\nCustomer: <b>{name}</b>\nAll of its price, <b>{price}</b>, goes back to the wallet; the file stays with the customer.") + Because(reason);

    /// <inheritdoc/>
    public Html RefundNothing(string name) => Html.Of($"{name} has no delivered order that could be refunded.");

    /// <inheritdoc/>
    public Html RefundWhich(string name) => Html.Of($"Which order of {name}? Any other: <code>/refund number reason</code>.");

    /// <inheritdoc/>
    public Html MoveAsk(string name, Rupiah balance) => Html.Of($"🔀 To which customer do the <b>{balance}</b> of {name} go? Send an id, @username or the new phone number.");

    /// <inheritdoc/>
    public Html MoveSeveral(Html customers) => Html.Of($"Several match. Send the id (for example <code>p17</code>):\n{customers}");

    /// <inheritdoc/>
    public Html MoveNot => Html.Of($"This can't be moved: the account is in use or empty, or the other one is not reachable.");

    /// <inheritdoc/>
    public string MoveReason => "Balance of the old number";

    /// <inheritdoc/>
    public Html MoveConfirm(string source, string target, Rupiah amount) => Html.Of(
        $"🔀 Move the whole balance, <b>{amount}</b>\nFrom: {source}\nTo: <b>{target}</b>\n\nMake sure that it is the same person. Go on?");

    /// <inheritdoc/>
    public Html CreditedByShop(Rupiah amount, string reason, Rupiah balance) => Html.Of(
        $"💰 The shop added <b>{amount}</b> to your wallet.{Because(reason)}\n\nYour balance: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html DebitedByShop(Rupiah amount, string reason, Rupiah balance) => Html.Of(
        $"➖ The shop took <b>{amount}</b> from your wallet.{Because(reason)}\n\nYour balance: <b>{balance}</b>\nThink that is wrong? Please tell the shop.");

    private static string Adjusting(string kind) => kind switch
    {
        AdjustmentKind.Credit => "Credit",
        AdjustmentKind.Debit => "Debit",
        AdjustmentKind.Move => "Move",
        _ => "Refund",
    };
}
