using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    /// <inheritdoc/>
    public Html OrderRepaid(long number, string title, Rupiah price, string reason, Rupiah balance) => Html.Of(
        $"💸 <b>Order #{number} was refunded</b>\n{title}\n\n{price} is back in your wallet.{Because(reason)}\n\nYour balance: <b>{balance}</b>");

    // A line of its own, where the admin gave one.
    private static Html Because(string reason) => reason.Length > 0 ? Html.Of($"\nReason: {reason}") : Html.Empty;
}
