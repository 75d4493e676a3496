using Digipanel.Bot.Admin.People;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public string MessageButton => "✉️ Message";

    /// <inheritdoc/>
    public string BlockButton => "⛔ Block";

    /// <inheritdoc/>
    public Html BlockUsage => Html.Of($"Write: <code>/block customer reason</code>\nFor example: <code>/block @budi spam</code>");

    /// <inheritdoc/>
    public Html BlockAdmin => Html.Of($"An admin can't be blocked.");

    /// <inheritdoc/>
    public Html Blocked(string name) => Html.Of($"⛔ {name} is blocked. Orders and payments under way go on to their end.");

    /// <inheritdoc/>
    public Html BlockedBefore(string name) => Html.Of($"{name} is blocked already.");

    /// <inheritdoc/>
    public Html NotBlocked(string name) => Html.Of($"{name} is not blocked.");

    /// <inheritdoc/>
    public Html YouAreBlocked(string contact) => contact.Length > 0 ? Html.Of($"⛔ Sorry, your account is blocked. If that is a mistake, contact the shop: {contact}") : Html.Of($"⛔ Sorry, your account is blocked. If that is a mistake, please contact the shop.");

    /// <inheritdoc/>
    public Html JoinBlocked(string other) => Html.Of($"That {other} account can't be linked. Please contact the shop.");

    /// <inheritdoc/>
    public Html MessageAsk(string name) => Html.Of($"✉️ Write to <b>{name}</b>. Your next message goes to them as it is.");

    /// <inheritdoc/>
    public Html MessageTextOnly => Html.Of($"Only text, please. Try again.");

    /// <inheritdoc/>
    public Html MessageTooLong(int chars) => Html.Of($"Too long: {chars} characters at most. Try again.");

    /// <inheritdoc/>
    public Html MessageNobody(string name) => Html.Of($"{name} has no address any more (the number changed), so nothing can be sent.");

    /// <inheritdoc/>
    public Html MessageSent(string name, string channel) => Html.Of($"✅ Sent to {name} on {channel}.");

    /// <inheritdoc/>
    public Html MessageWaits(string name, string channel) => Html.Of($"⏳ {name} has not written on {channel} for 24 hours. The message waits and goes out when they write again.");

    /// <inheritdoc/>
    public Html MessageUnreachable(string name, string channel) => Html.Of($"⏳ {name} has blocked the bot on {channel}. The message waits until they are back.");

    /// <inheritdoc/>
    public Html FromShop(string words) => Html.Of($"✉️ <b>A message from the shop</b>\n\n{words}");

    /// <inheritdoc/>
    public Html NoteAsk(string name) => Html.Of($"📝 Write your note about <b>{name}</b>. Only admins see it.");

    /// <inheritdoc/>
    public Html NoteWritten(string name) => Html.Of($"📝 Your note about {name} is saved.");

    /// <inheritdoc/>
    public Html CaseMovedDown => Html.Of($"⚠️ This case is further down 👇");

    /// <inheritdoc/>
    public Html CasesNone => Html.Of($"✅ No payment needs a decision.");

    /// <inheritdoc/>
    public Html CasesTitle(int cases) => Html.Of($"⚠️ <b>Payments to decide about: {cases}</b>");

    Html ITexts.CaseListLine(OpenCase one) => Html.Of(
        $"• <code>{one.Reference}</code> {one.Amount} {CaseWord(one.Kind)}{(one.Customer is { } name ? $" · {name}" : "")} · {Time(DateTimeOffset.FromUnixTimeMilliseconds(one.RaisedAt))}");

    /// <inheritdoc/>
    public Html CustomerBlocked(string reason, DateTimeOffset at) => Html.Of($"⛔ <b>Blocked</b> since {Time(at)}{(reason.Length > 0 ? $": {reason}" : "")}");

    private static string CaseWord(string kind) => kind switch
    {
        "mismatch" => "does not match",
        "again" => "paid again",
        "refund" => "given back by Doitpay",
        _ => "not this shop's",
    };
}
