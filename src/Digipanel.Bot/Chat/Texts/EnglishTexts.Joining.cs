using Digipanel.Bot.Joining;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html JoinHelp => Html.Of($"/link – one balance for Telegram and WhatsApp");

    /// <inheritdoc/>
    public string JoinCopyButton => "📋 Copy";

    /// <inheritdoc/>
    public string JoinYesButton => "✅ Yes, link them";

    /// <inheritdoc/>
    public string JoinNoButton => "Cancel";

    /// <inheritdoc/>
    public Html JoinNot => Html.Of($"All right, nothing was linked. Your balance stays here.");

    /// <inheritdoc/>
    public Html JoinTooManyCodes => Html.Of($"That's a lot of codes 🙏 Please try again in an hour.");

    /// <inheritdoc/>
    public Html JoinTooManyGuesses => Html.Of($"Too many wrong codes 🙏 To be safe, please try again in an hour.");

    /// <inheritdoc/>
    public Html JoinAdmin => Html.Of($"An admin's account can't be linked. Please use an ordinary customer account.");

    /// <inheritdoc/>
    public Html JoinWrong => Html.Of($"There is no such code. Check it, or get a new one with /link in the other chat.");

    /// <inheritdoc/>
    public string PartYesButton => "Yes, unlink";

    /// <inheritdoc/>
    public string PartNoButton => "Cancel";

    /// <inheritdoc/>
    public Html PartNot => Html.Of($"All right, both accounts stay linked 👍");

    /// <inheritdoc/>
    public Html JoinCodeMade(string command, string other, int minutes) => Html.Of(
        $"🔗 <b>One balance for two chats</b>\nOpen this shop's chat on {other} and send this there:\n\n<code>{command}</code>\n\nIt is good for {minutes} minutes, once. Your balance on {other} will move here, and both chats will use the same balance.\n⚠️ Don't give this code to anybody: whoever uses it can use your balance too.");

    /// <inheritdoc/>
    public Html JoinAlready(string other) => Html.Of($"This account is linked with your {other} account already. To change that, send /unlink first.");

    /// <inheritdoc/>
    public Html JoinUnreadable(string other) => Html.Of(
        $"A code has 8 letters and digits, for example <code>/link 7K2M-9QXW</code>. You have none yet? Send /link in the {other} chat to get one.");

    /// <inheritdoc/>
    public Html JoinExpired(string other) => Html.Of($"⌛ Its time is over. Please get a new code with /link on {other}.");

    /// <inheritdoc/>
    public Html JoinUsed(string other) => Html.Of($"This code was used before. Each works once; please get a new one with /link on {other}.");

    /// <inheritdoc/>
    public Html JoinOwnCode(string other) => Html.Of($"That's your own code 🙂 Send it in the {other} chat, not here.");

    /// <inheritdoc/>
    public Html JoinSameChannel(string own, string other) => Html.Of($"This code is from another {own} account. Only one {own} account and one {other} account can be linked.");

    /// <inheritdoc/>
    public Html JoinOwnerJoined(string other) => Html.Of($"That {other} account is linked with another one. Send /unlink there first.");

    /// <inheritdoc/>
    public Html JoinOwnerAway(string other) => Html.Of($"That {other} account has blocked the bot, so it can't be linked now. Unblock it and get a new code there.");

    /// <inheritdoc/>
    public Html JoinAsk(JoinSide owner, string own, Rupiah moving) => Html.Of(
        $"🔗 Link this {own} chat with the account {Who(owner)}?\n\n• Everything in your balance here ({moving}) moves to that {owner.ChannelName} account, and both chats use the same balance.\n• Should you unlink them later, the money stays with the {owner.ChannelName} account.\n\n⚠️ Not your account? Choose Cancel, and don't trust whoever gave you this code.");

    /// <inheritdoc/>
    public Html JoinDone(JoinSide owner, Rupiah moved, Rupiah balance) => Html.Of(
        $"🔗 <b>Linked</b> with the account {Who(owner)}.\n{Moved(moved, owner.ChannelName)}Shared balance: <b>{balance}</b>\n\nBoth chats have one history now. Files still go to the chat that you order them in. To unlink: /unlink");

    /// <inheritdoc/>
    public Html JoinNotice(JoinSide joined, Rupiah moved, Rupiah balance) => Html.Of(
        $"🔐 <b>The account {Who(joined)} was just linked</b> with your balance here.\n{(moved > Rupiah.Zero ? Html.Of($"{moved} came from there. ") : Html.Empty)}Shared balance: <b>{balance}</b>\n\nThat wasn't you? Send /unlink now, and that account can't use your balance any more.");

    /// <inheritdoc/>
    public Html PartNothing(string other) => Html.Of($"This account isn't linked with a {other} account. One balance for both? Send /link");

    /// <inheritdoc/>
    public Html PartOwnerGone(string other, Rupiah balance) => Html.Of(
        $"That {other} account isn't in use any more, so it can't be unlinked yet: the balance of {balance} and orders under way would be out of your reach. While linked you can use all of it here 👍 Once the balance is spent and the orders are done, send /unlink again.");

    /// <inheritdoc/>
    public Html PartAsk(JoinSide other, bool isOwner, Rupiah balance) => Html.Of(
        $"Unlink the account {Who(other)}?\n\n{(isOwner ? Html.Of($"• The balance of {balance} stays here; the {other.ChannelName} account starts again from Rp 0.") : Html.Of($"• The balance of {balance} stays with the {other.ChannelName} account; this chat starts again from Rp 0."))}\n• Orders and top-ups made while linked stay with the account that has the balance. Orders under way still go to the chat they came from.");

    /// <inheritdoc/>
    public Html PartDoneOwner(JoinSide other, Rupiah balance) => Html.Of($"🔓 Unlinked from the account {Who(other)}.\nThe balance of <b>{balance}</b> stays here, and only this chat can use it.");

    /// <inheritdoc/>
    public Html PartDoneJoined(JoinSide other, int closed) => Html.Of(
        $"🔓 Unlinked from the account {Who(other)}.\nThe balance stays there; this chat starts again from Rp 0.{(closed > 0 ? Html.Of($"\nThe open top-up invoices of this chat ({closed}) were cancelled, please don't pay them.") : Html.Empty)} Your own balance: /topup");

    /// <inheritdoc/>
    public Html FailedForOther(long number, string title, string reason) => Html.Of(
        $"😔 <b>Order #{number} failed</b>\n{title}\n\n{ReasonWords(reason)}\n\n↩️ The money went back to the account that this chat was linked with, which had paid.");

    private static Html Moved(Rupiah moved, string to) => moved > Rupiah.Zero ? Html.Of($"{moved} moved from here to {to}. ") : Html.Empty;

    private static Html Who(JoinSide side) => side.Name.Length > 0 ? Html.Of($"{side.ChannelName} <b>{side.Name}</b> ({side.Handle})") : Html.Of($"{side.ChannelName} <b>{side.Handle}</b>");
}
