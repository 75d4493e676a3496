using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html CustomerAsk => Html.Of($"👤 Who are you looking for? Send a name, an id, @username, phone number, order (<code>#42</code>) or top-up reference.");

    /// <inheritdoc/>
    public Html LeftBehind(int accounts) => Html.Of($"📵 Left behind by number changes, with money ({accounts}):");

    /// <inheritdoc/>
    public Html CustomerNotFound(string named) => Html.Of(
        $"I can't find <code>{named}</code>. Try an id (<code>p17</code>), @username, phone number, <code>#order</code> or top-up reference.");

    /// <inheritdoc/>
    public Html CustomersFound(int customers) => Html.Of($"{customers} customers match. Which one?");

    /// <inheritdoc/>
    public Html CustomerCardMoved(string name) => Html.Of($"👤 The card of {name} is further down 👇");

    /// <inheritdoc/>
    public string CreditButton => "➕ Credit";

    /// <inheritdoc/>
    public string DebitButton => "➖ Debit";

    /// <inheritdoc/>
    public string NoteButton => "📝 Note";

    /// <inheritdoc/>
    public string UnblockButton => "✅ Unblock";

    /// <inheritdoc/>
    public string LogButton => "📒 Log";

    /// <inheritdoc/>
    public string CaseButton(string reference) => $"⚠️ {reference}";

    /// <inheritdoc/>
    public Html UnblockUsage => Html.Of($"Write: <code>/unblock customer</code>\nFor example: <code>/unblock @budi</code>");

    /// <inheritdoc/>
    public Html Unblocked(string name) => Html.Of($"✅ {name} is not blocked any more.");

    /// <inheritdoc/>
    public Html YouAreUnblocked => Html.Of($"✅ Your account is open again. Welcome back!");

    /// <inheritdoc/>
    public Html CustomerSince(DateTimeOffset at) => Html.Of($"Customer since {Time(at)}");

    /// <inheritdoc/>
    public string CustomerAway => "has blocked the bot";

    /// <inheritdoc/>
    public Html CustomerGroups(string groups) => Html.Of($"🏷 Price group: {groups}");

    /// <inheritdoc/>
    public Html CustomerLeftBehind => Html.Of($"📵 Left behind by a number change: nobody reads it any more.");

    /// <inheritdoc/>
    public Html CustomerMoney(Rupiah balance, Rupiah held) => Html.Of($"💰 Balance <b>{balance}</b> · held {held}");

    /// <inheritdoc/>
    public Html CustomerSpent(Rupiah total, long orders, Rupiah month) => Html.Of($"🛒 Spent {total} ({orders} orders) · 30 days {month}");

    /// <inheritdoc/>
    public Html CustomerPaid(Rupiah total, long topups) => Html.Of($"💳 Topped up {total} ({topups} times)");

    /// <inheritdoc/>
    public string WordLastOrders => "Last orders";

    /// <inheritdoc/>
    public string WordLastTopups => "Last top-ups";

    /// <inheritdoc/>
    public string WordNotes => "Admins' notes";
}
