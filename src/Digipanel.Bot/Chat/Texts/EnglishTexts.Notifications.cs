using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html AdminNotificationOdd(string reference, Rupiah amount, string why) => Html.Of(
        $"⚠️ Doitpay's notification of top-up <code>{reference}</code> ({amount}) does not fit: {why}.\nIt adds nothing to the wallet; the bot asks Doitpay for the status and goes by that answer.");
}
