using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string ButtonDrive => "📥 Google Drive";

    /// <inheritdoc/>
    public string ButtonLicence => "📄 Lisensi";

    /// <inheritdoc/>
    public string ButtonTopupOf(Rupiah amount) => $"💳 Topup {amount}";

    /// <inheritdoc/>
    public Html Delivered(long number, string title, string driveLink, string? licenceLink) =>
        Html.Of($"🎉 <b>Pesanan #{number} selesai!</b>\n{title}\n\n📥 Google Drive:\n{driveLink}") + LicenceLine(licenceLink);

    /// <inheritdoc/>
    public Html Gift(long number, string title, string driveLink, string? licenceLink) =>
        Html.Of($"🎁 <b>Pesanan #{number} ternyata selesai juga.</b>\n{title}\n\nSaldonya sudah kami kembalikan, jadi yang ini gratis buat kamu.\n\n📥 Google Drive:\n{driveLink}")
        + LicenceLine(licenceLink);

    /// <inheritdoc/>
    public Html Refunded(long number, string title, string reason, Rupiah price, Rupiah balance) =>
        Html.Of($"😔 <b>Pesanan #{number} gagal</b>\n{title}\n\n{ReasonWords(reason)}\n\n↩️ {price} sudah kembali ke saldo. Saldo kamu: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html OrdersDelayed(long orders) => Html.Of(
        $"⏳ Maaf, server download lagi ada kendala. {(orders == 1 ? "Pesananmu" : $"{orders} pesananmu")} tetap antre dan jalan otomatis begitu normal lagi. Kalau terlalu lama, saldomu kami kembalikan.");

    /// <inheritdoc/>
    public Html AlertUnauthorized(string account) => Html.Of(
        $"🚨 Digipanel akun <b>{account}</b> menolak API key (401). Jalurnya berhenti dan pesanan menunggu.\nCek API key di dashboard Digipanel, ganti di konfigurasi, lalu restart bot.");

    /// <inheritdoc/>
    public Html AlertNoBalance(string account) => Html.Of(
        $"🚨 Saldo Digipanel akun <b>{account}</b> habis (402). Jalurnya berhenti dan pesanan menunggu.\nTopup di dashboard Digipanel (minimal Rp 50.000); bot lanjut sendiri dalam semenit.");

    /// <inheritdoc/>
    public Html AlertLaneOpen(string account) => Html.Of($"✅ Digipanel akun <b>{account}</b> jalan lagi.");

    /// <inheritdoc/>
    public Html AlertLowBalance(string account, Rupiah balance, long downloads) => Html.Of(
        $"⚠️ Saldo Digipanel akun <b>{account}</b> tinggal {balance}, cukup untuk {downloads} download. Topup sebelum habis ya.");

    /// <inheritdoc/>
    public Html AlertLowBalanceOver(string account, Rupiah balance) => Html.Of($"✅ Saldo Digipanel akun <b>{account}</b> aman lagi: {balance}.");

    /// <inheritdoc/>
    public Html AlertLostOrder(long number, string title, string account) => Html.Of(
        $"⚠️ Pesanan <b>#{number}</b> ({title}): jawaban Digipanel akun <b>{account}</b> hilang dan hasilnya tidak pernah datang. Saldo pelanggan sudah dikembalikan; cek riwayat di dashboard Digipanel.");

    /// <inheritdoc/>
    public Html AlertNeverFinished(long number, string title, string account) => Html.Of(
        $"⚠️ Pesanan <b>#{number}</b> ({title}): Digipanel akun <b>{account}</b> tidak menyelesaikannya dalam 24 jam. Saldo pelanggan sudah dikembalikan.");

    private static Html LicenceLine(string? licenceLink) => licenceLink is null ? Html.Empty : Html.Of($"\n\n📄 Lisensi:\n{licenceLink}");
}
