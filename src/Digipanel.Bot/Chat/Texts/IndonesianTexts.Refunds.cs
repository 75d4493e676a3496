using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html OrderRepaid(long number, string title, Rupiah price, string reason, Rupiah balance) => Html.Of(
        $"💸 <b>Pesanan #{number} direfund</b>\n{title}\n\n{price} sudah kembali ke saldo kamu.{Because(reason)}\n\nSaldo sekarang: <b>{balance}</b>");

    // A line of its own, where the admin gave one.
    private static Html Because(string reason) => reason.Length > 0 ? Html.Of($"\nAlasan: {reason}") : Html.Empty;
}
