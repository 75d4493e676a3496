using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html AdminNotificationOdd(string reference, Rupiah amount, string why) => Html.Of(
        $"⚠️ Doitpay's notification of top-up <code>{reference}</code> ({amount}) does not fit: {why}.\nIt adds nothing to the wallet; the bot asks Doitpay for the status and goes by that answer.");

    /// <inheritdoc/>
    public Html AdminDoitpayClockOff(TimeSpan apart, bool isAhead) => Html.Of(
        $"⏰ This server's clock is {Apart(apart)} {(isAhead ? "ahead of" : "behind")} Doitpay's. Payments still work, but beyond 5 minutes Doitpay refuses every call. Turn on time synchronisation (NTP) on the server.");

    /// <inheritdoc/>
    public Html AdminDoitpayClockRefused(TimeSpan apart, bool isAhead) => Html.Of(
        $"🚨 This server's clock is {Apart(apart)} {(isAhead ? "ahead of" : "behind")} Doitpay's. While it is more than 5 minutes, Doitpay REFUSES our calls (it usually says \"Invalid Signature\") and the bot refuses Doitpay's notifications. Set the server's clock right now, then turn NTP on.");

    /// <inheritdoc/>
    public Html AdminDoitpayClockFine => Html.Of($"✅ The server's clock agrees with Doitpay's again.");

    private static string Apart(TimeSpan apart) => apart.TotalSeconds < 120 ? $"{apart.TotalSeconds:0} seconds" : $"{apart.TotalMinutes:0} minutes";
}
