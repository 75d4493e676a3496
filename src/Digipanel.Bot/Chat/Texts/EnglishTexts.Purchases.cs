using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html QueueStopped => Html.Of($"The download server has a problem, so this takes longer. Your order keeps its place; if it cannot be done, your money comes back by itself.");

    /// <inheritdoc/>
    public string ButtonNo => "❌ Cancel";

    /// <inheritdoc/>
    public string ButtonForget => "🗑 Forget them";

    /// <inheritdoc/>
    public string ButtonStatus => "🔎 Check status";

    /// <inheritdoc/>
    public Html ToastDoneBefore => Html.Of($"That is done already, and not charged twice 👍");

    /// <inheritdoc/>
    public Html ToastOver => Html.Of($"This is over. Send the links again if you still want them.");

    /// <inheritdoc/>
    public Html ToastDropped => Html.Of($"OK, not ordered. Nothing was charged.");

    /// <inheritdoc/>
    public Html ToastForgotten => Html.Of($"The kept links are deleted. Orders already placed go on.");

    /// <inheritdoc/>
    public Html NoteInProgress => Html.Of($"🔁 Already in progress, not charged again:");

    /// <inheritdoc/>
    public Html NoteRefused => Html.Of($"⚠️ These links cannot be downloaded (not charged):");

    /// <inheritdoc/>
    public Html NoteExample => Html.Of($"What works: item links of Envato Elements, such as <code>https://elements.envato.com/item-name-ABC1234</code>");

    /// <inheritdoc/>
    public Html NoteShortened => Html.Of($"A short link? Open it in your browser first, then copy the full address (it begins with <code>https://elements.envato.com/</code>) and send me that.");

    /// <inheritdoc/>
    public Html OrdersHeading(int count, string numbers) => count == 1 ? Html.Of($"🧾 <b>Order {numbers}</b>") : Html.Of($"🧾 <b>{count} orders</b>: {numbers}");

    string ITexts.StepWord(OrderStep step) => step switch
    {
        OrderStep.Waiting => "waiting",
        OrderStep.Running => "in progress",
        OrderStep.Done => "done",
        OrderStep.Cancelled => "cancelled",
        OrderStep.Gift => "free",
        OrderStep.Refunded => "refunded",
        _ => "refunded",
    };

    string ITexts.StepSentence(OrderStep step) => step switch
    {
        OrderStep.Waiting => "Waiting for its turn",
        OrderStep.Running => "In progress",
        OrderStep.Done => "Done, I have sent you the links",
        OrderStep.Cancelled => "Cancelled, your money is back",
        OrderStep.Gift => "Your money is back, and the file is yours for free",
        OrderStep.Refunded => "Refunded, the money is back in your wallet",
        _ => "Failed, your money is back",
    };

    /// <inheritdoc/>
    public Html QueueLine(long position, string expected) => Html.Of($"Number {position} in the queue, ready in {expected}.");

    /// <inheritdoc/>
    public string Expected(TimeSpan time) => RoughTime.Of(time) switch
    {
        { IsUnderAMinute: true } => "less than a minute",
        { IsOver: true, Hours: var hours } => $"more than {hours} hours",
        { Hours: 1 } => "about an hour",
        { Hours: > 1 and var hours } => $"about {hours} hours",
        { Minutes: 1 } => "about a minute",
        { Minutes: var minutes } => $"about {minutes} minutes",
    };

    /// <inheritdoc/>
    public Html PriceLine(Rupiah price, int count, Rupiah? left)
    {
        var total = count == 1 ? Html.Of($"Price: <b>{price}</b>") : Html.Of($"Price: {price} × {count} = <b>{price * count}</b>");
        return left is { } rest ? total + Html.Of($"\nBalance left: <b>{rest}</b>") : total;
    }

    /// <inheritdoc/>
    public Html KeptHeading(int links, DateTimeOffset until, bool isCovered) => isCovered
        ? Html.Of($"💰 I keep <b>{Links(links)}</b> for you until {Time(until)}:")
        : Html.Of($"💰 Your balance does not cover <b>{Links(links)}</b>, so I keep {(links == 1 ? "it" : "them")} until {Time(until)}:");

    /// <inheritdoc/>
    public Html KeptMissing(Rupiah balance, Rupiah missing) => Html.Of($"You have {balance}, <b>{missing}</b> short. Top up, then press Continue. No need to send the links again.");

    /// <inheritdoc/>
    public Html KeptCovered(Rupiah balance) => Html.Of($"Your balance is <b>{balance}</b> now, which is enough. Just press Continue 👇");

    /// <inheritdoc/>
    public Html KeptTooMany(long forgotten, int max) => Html.Of(
        $"🗑 I can keep {max} links for you, so <b>I no longer keep the {forgotten} oldest ones</b>. Nothing was charged. Send them again later if you still want them.");

    /// <inheritdoc/>
    public Html AskFirst(int links, Rupiah price, Rupiah balance, int covered)
    {
        var total = Html.Of($"🤔 <b>{links} links = {price * links}</b>\n{links} × {price}. Your balance is {balance}");
        return covered == 0 ? total + Html.Of($", which is not enough. If you like I keep them until you top up.")
            : covered == links ? total + Html.Of($", {balance - (price * links)} will be left.")
            : total + Html.Of($", enough for {covered} of them now. I keep the other {links - covered} until you top up.");
    }

    /// <inheritdoc/>
    public Html AskBounded(int links, int covered) => Html.Of(
        $"<b>{(covered == links || covered == 0 ? $"Order all {links} links?" : $"Order {Links(covered)} now?")}</b> Nothing has been charged yet. I will wait an hour for your answer.");

    /// <inheritdoc/>
    public Html PurchaseDropped(string why, bool asked) => (why, asked) switch
    {
        (DropReason.No, true) => Html.Of($"❌ OK, not ordered. Nothing was charged."),
        (DropReason.No, false) => Html.Of($"🗑 These links are forgotten. Nothing was charged."),
        (DropReason.Late, true) => Html.Of($"⌛ The hour is over, so nothing was ordered or charged. Send the links again if you still want them."),
        (DropReason.Late, false) => Html.Of($"⌛ I no longer keep these links. Send them again if you still want them."),
        _ => Html.Of($"↪️ These links have moved to a newer message below."),
    };

    /// <inheritdoc/>
    public string ButtonYes(int links) => $"✅ Yes, order {Links(links)}";

    /// <inheritdoc/>
    public string ButtonContinue(long some, long all, Rupiah total) => some == all ? $"▶️ Continue {Links(all)} – {total}" : $"▶️ Continue {some} of {Links(all)} – {total}";

    /// <inheritdoc/>
    public string ButtonCancelWaiting(int orders) => orders == 1 ? "❌ Cancel it" : $"❌ Cancel {orders} that wait";

    /// <inheritdoc/>
    public Html ToastBought(int orders) => Html.Of($"{Orders(orders)} placed 👍");

    /// <inheritdoc/>
    public Html ToastPriceChanged(Rupiah price) => Html.Of($"A link costs {price} now. Check the total, then press again.");

    /// <inheritdoc/>
    public Html ToastMissing(Rupiah missing) => Html.Of($"Your balance is {missing} short.");

    /// <inheritdoc/>
    public Html ToastInProgress(long number) => Html.Of($"Already in progress as order #{number}, not charged again.");

    /// <inheritdoc/>
    public Html ContinueAnew(long links, Rupiah price) => Html.Of($"I am keeping <b>{Links(links)}</b> for you now: {price} each, <b>{price * links}</b> in total. Go on?");

    /// <inheritdoc/>
    public Html NoteLeftOut(int links) => Html.Of($"✋ {LinkFinder.ItemsAMessageMax} links a message at most: the last {(links == 1 ? "one was" : $"{links} were")} not ordered. Send the rest in another message.");

    /// <inheritdoc/>
    public string Why(EnvatoLink link) => link switch
    {
        EnvatoLink.OtherEnvatoSite site => $"{site.Host}: not supported",
        EnvatoLink.NotAnItem page => $"{PurchaseLines.Short(page.Text)} (not an item's page)",
        EnvatoLink.Broken broken => $"{PurchaseLines.Short(broken.Text)} (broken link)",
        EnvatoLink.Shortened shortened => $"{PurchaseLines.Short(shortened.Text)} (short link)",
        EnvatoLink.NotEnvato other => $"{PurchaseLines.Short(other.Text)} (not Envato Elements)",
        _ => "?",
    };

    /// <inheritdoc/>
    public string More(int count) => $"… and {count} more";

    /// <inheritdoc/>
    public Html ToastChanged => Html.Of($"Something has changed since this button was made. Please look again.");

    /// <inheritdoc/>
    public Html SentAgainHeading(int count, bool isAsked) => isAsked
        ? Html.Of($"📥 <b>Here are your {count} downloads:</b>")
        : Html.Of($"📥 <b>You have bought these {count} already</b>, so here they are again, free:");

    /// <inheritdoc/>
    public Html SentAgainAsFile => Html.Of($"All of them are in this file. To buy one again, send <code>/status</code> and its order number.");

    /// <inheritdoc/>
    public Html SentAgainOne(long number, string title, DateTimeOffset at, string driveLink, string? licenceLink, bool isAsked)
    {
        var heading = isAsked
            ? Html.Of($"📥 <b>Order #{number}</b>\n{title}")
            : Html.Of($"📥 <b>You have bought this one</b> (Order #{number}, {Time(at)}), so here it is again, free.\n{title}");
        return heading + Html.Of($"\n\n📥 Google Drive:\n{driveLink}") + LicenceLine(licenceLink);
    }

    /// <inheritdoc/>
    public Html BuyAgainAnew(long number, string title, Rupiah price) => Html.Of($"It costs <b>{price}</b> now. Buy order #{number} again?\n{title}");

    /// <inheritdoc/>
    public string ButtonBuyAgain(Rupiah price) => $"🛒 Buy again – {price}";

    /// <inheritdoc/>
    public string ButtonBuyAgainOf(long number, Rupiah price) => $"🛒 Buy #{number} again – {price}";

    /// <inheritdoc/>
    public string WordLicence => "Licence";

    /// <inheritdoc/>
    public Html ToastSentAgain(long number) => Html.Of($"Here are the links of order #{number} again 👇");
}
