using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html AlertWebhook(string endpoint, int count, int minutes) => Html.Of(
        $"🚨 {count} or more webhooks to <code>{endpoint}</code> were refused within {minutes} minutes: their signature is wrong.\nCheck {WebhookKey(endpoint)}. If the real ones still come in, somebody else is trying; they can do nothing.");

    /// <inheritdoc/>
    public Html AlertWebhookOver(string endpoint) => Html.Of($"✅ Webhooks to <code>{endpoint}</code> are fine again.");

    /// <inheritdoc/>
    public Html AlertToken(string channel) => Html.Of(
        $"🚨 {ChannelName(channel)} refuses the bot. Messages to customers there wait.\nCheck {(channel == "whatsapp" ? "WhatsApp:AccessToken and WhatsApp:PhoneNumberId" : "Telegram:BotToken")}, then restart the bot. The log has the cause.");

    /// <inheritdoc/>
    public Html AlertTokenOver(string channel) => Html.Of($"✅ {ChannelName(channel)} takes the bot again.");

    /// <inheritdoc/>
    public Html AlertDisk(long freeMegabytes) => Html.Of(
        $"🚨 The disk is nearly full: {freeMegabytes} MB left. Clear or enlarge it; once it is full the bot can write nothing down and every order waits.");

    /// <inheritdoc/>
    public Html AlertDiskOver(long freeMegabytes) => Html.Of($"✅ The disk has room again: {freeMegabytes} MB left.");

    /// <inheritdoc/>
    public Html AlertLaneStill(string account, int minutes) => Html.Of(
        $"🚨 Digipanel lane <b>{account}</b> has taken nothing for more than {minutes} minutes although orders wait. See /queue and the bot's log.");

    /// <inheritdoc/>
    public Html AlertLaneStillOver(string account) => Html.Of($"✅ Digipanel lane <b>{account}</b> is not stuck any more.");

    /// <inheritdoc/>
    public Html AdminDoitpaySilent(int minutes, string why) => Html.Of(
        $"🚨 For more than {minutes} minutes Doitpay has answered no question about a payment ({why}). What was paid is credited as soon as it answers again.");

    /// <inheritdoc/>
    public Html AdminDoitpayMethodWorks(string method) => Html.Of($"✅ Top-ups by {NameOf(method)} work again.");

    /// <inheritdoc/>
    public Html LaneStillStopped(string account, bool isKey) => isKey
        ? Html.Of($"🔴 Digipanel account <b>{account}</b> still refuses the API key (401).")
        : Html.Of($"🔴 Digipanel account <b>{account}</b> still says that its balance is used up (402).");

    /// <inheritdoc/>
    public Html LaneStillEmpty(string account, Rupiah balance) => Html.Of($"🔴 Digipanel account <b>{account}</b> has {balance}, too little for one download.");

    /// <inheritdoc/>
    public Html LaneGoesOn(string account) => Html.Of($"🟢 Digipanel account <b>{account}</b> works again, and orders go on.");

    /// <inheritdoc/>
    public string AlertName(string alert) => alert.Split(':') switch
    {
        ["digipanel", var account, "low"] => $"Digipanel {account}: balance low",
        ["digipanel", var account, "unauthorized"] => $"Digipanel {account}: API key refused (401)",
        ["digipanel", var account, "no_balance"] => $"Digipanel {account}: balance used up (402)",
        ["digipanel", var account, "unreachable"] => $"Digipanel {account} does not answer",
        ["lane", var account] => $"lane {account} is stuck",
        ["webhook", var endpoint] => $"webhook {endpoint}: wrong signature",
        ["token", var channel] => $"{ChannelName(channel)} refuses the bot",
        ["disk", ..] => "disk nearly full",
        ["doitpay", "unauthorised"] => "Doitpay refuses the credentials",
        ["doitpay", "unreachable" or "silent"] => "Doitpay does not answer",
        ["doitpay", "clock", ..] => "the server's clock is off",
        ["doitpay", "refused" or "unusable", var method] => $"top-ups by {NameOf(method)} fail",
        ["audit", var check, ..] => $"audit: {check}",
        ["broadcast", var id, ..] => $"broadcast {id} is held",
        _ => alert,
    };

    /// <inheritdoc/>
    public Html AlertBroadcastHeld(long id, bool isLate)
    {
        var why = isLate ? "its time was over an hour ago" : "who made it is no admin any more";
        return Html.Of($"📣 {BroadcastTitle(id)} was not sent: {why}. Type /broadcast list, open {BroadcastTitle(id)}, then press Resume or Cancel.");
    }

    /// <inheritdoc/>
    public Html AlertBroadcastDecided(long id) => Html.Of($"✅ {BroadcastTitle(id)} was decided by an admin and is held no more.");

    private static string ChannelName(string channel) => channel == "whatsapp" ? "WhatsApp" : "Telegram";

    private static string WebhookKey(string endpoint) =>
        endpoint.Contains("digipanel", StringComparison.Ordinal) ? "the account's WebhookSecret in Digipanel:Accounts against Digipanel's dashboard"
        : endpoint.Contains("telegram", StringComparison.Ordinal) ? "Telegram:WebhookSecret"
        : endpoint.Contains("whatsapp", StringComparison.Ordinal) ? "WhatsApp:AppSecret against the App Secret in Meta's dashboard"
        : "Doitpay:PublicKeyPem or PublicKeyPath, Doitpay:ClientKey, and the server's clock";
}
