using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html AdminNotificationOdd(string reference, Rupiah amount, string why) => Html.Of(
        $"⚠️ Notifikasi Doitpay untuk topup <code>{reference}</code> ({amount}) tidak cocok: {why}.\nNotifikasi ini tidak menambah saldo; bot menanyakan statusnya langsung ke Doitpay dan mengikuti jawaban itu.");
}
