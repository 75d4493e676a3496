using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html AdminNotificationOdd(string reference, Rupiah amount, string why) => Html.Of(
        $"⚠️ Notifikasi Doitpay untuk topup <code>{reference}</code> ({amount}) tidak cocok: {why}.\nNotifikasi ini tidak menambah saldo; bot menanyakan statusnya langsung ke Doitpay dan mengikuti jawaban itu.");

    /// <inheritdoc/>
    public Html AdminDoitpayClockOff(TimeSpan apart, bool isAhead) => Html.Of(
        $"⏰ Jam server ini {Apart(apart)} lebih {(isAhead ? "cepat" : "lambat")} dari jam Doitpay. Pembayaran masih jalan, tapi lewat dari 5 menit Doitpay akan menolak semua permintaan. Nyalakan sinkronisasi waktu (NTP) di server.");

    /// <inheritdoc/>
    public Html AdminDoitpayClockRefused(TimeSpan apart, bool isAhead) => Html.Of(
        $"🚨 Jam server ini {Apart(apart)} lebih {(isAhead ? "cepat" : "lambat")} dari jam Doitpay. Selama bedanya lebih dari 5 menit, permintaan kita DITOLAK Doitpay (biasanya tertulis \"Invalid Signature\") dan notifikasi Doitpay ditolak bot. Betulkan jam server sekarang, lalu nyalakan NTP.");

    /// <inheritdoc/>
    public Html AdminDoitpayClockFine => Html.Of($"✅ Jam server sudah cocok lagi dengan jam Doitpay.");

    private static string Apart(TimeSpan apart) => apart.TotalSeconds < 120 ? $"{apart.TotalSeconds:0} detik" : $"{apart.TotalMinutes:0} menit";
}
