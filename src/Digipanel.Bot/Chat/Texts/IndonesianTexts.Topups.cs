using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string TopupAgainButton => "🔁 Topup lagi";

    /// <inheritdoc/>
    public Html TopupAmountUnreadable => Html.Of($"Nominalnya belum kebaca 🙂 Contoh: <code>/topup 50000</code>, <code>/topup 50rb</code> atau pilih di bawah ini.");

    /// <inheritdoc/>
    public Html TopupStillOpen => Html.Of($"Topup yang ini masih menunggu pembayaran, jadi aku kirim lagi ya:\n");

    /// <inheritdoc/>
    public Html AdminDoitpayAnswersAgain => Html.Of($"✅ Doitpay menjawab lagi seperti biasa.");

    /// <inheritdoc/>
    public Html TopupAskAmount(Rupiah min, Rupiah max) => Html.Of(
        $"Mau topup berapa? Pilih nominal di bawah ini, atau ketik sendiri, misalnya <code>/topup 75000</code>.\nMinimal {min}, maksimal {max}.");

    /// <inheritdoc/>
    public Html TopupTooSmall(Rupiah min) => Html.Of($"Topup paling kecil <b>{min}</b> ya. Pilih nominal lain:");

    /// <inheritdoc/>
    public Html TopupTooLarge(Rupiah max) => Html.Of($"Sekali topup paling besar <b>{max}</b>. Kalau perlu lebih, topup beberapa kali ya:");

    /// <inheritdoc/>
    public Html TopupQrisTooLarge(Rupiah max) => Html.Of($"QRIS paling besar <b>{max}</b> sekali bayar. Pilih cara bayar lain, atau topup beberapa kali:");

    /// <inheritdoc/>
    public Html TopupAskMethod(Rupiah amount) => Html.Of($"Topup <b>{amount}</b> mau dibayar lewat apa?");

    /// <inheritdoc/>
    public string TopupMethod(string method) => method switch
    {
        "QRIS" => "📷 QRIS",
        "CC" => "💳 Kartu kredit",
        "SHOPEEPAY" => "ShopeePay",
        "LINKAJA" => "LinkAja",
        _ => method,
    };

    /// <inheritdoc/>
    public Html TopupBeingMade(Rupiah amount, string method) => method == "QRIS"
        ? Html.Of($"⏳ Sebentar, QRIS <b>{amount}</b> lagi disiapkan…")
        : Html.Of($"⏳ Sebentar, link pembayaran <b>{amount}</b> lagi disiapkan…");

    /// <inheritdoc/>
    public Html TopupTooManyOpen(int max) => Html.Of(
        $"Masih ada {max} topup yang menunggu pembayaran. Bayar salah satunya dulu, atau tunggu sampai kedaluwarsa, ya.");

    /// <inheritdoc/>
    public Html TopupQrisReady(Rupiah amount, string reference, DateTimeOffset expiry) => Html.Of(
        $"Scan QRIS ini dengan aplikasi bank atau e-wallet apa saja.\n\nJumlah: <b>{amount}</b>\nBerlaku sampai: <b>{Time(expiry)}</b>\nRef: <code>{reference}</code>\n\nSaldo masuk otomatis setelah dibayar.");

    /// <inheritdoc/>
    public Html TopupLinkReady(Rupiah amount, string method, string reference, DateTimeOffset expiry) => Html.Of(
        $"Link pembayaran {TopupMethod(method)} kamu siap 👇\n\nJumlah: <b>{amount}</b>\nBerlaku sampai: <b>{Time(expiry)}</b>\nRef: <code>{reference}</code>\n\nSaldo masuk otomatis setelah dibayar.");

    /// <inheritdoc/>
    public string TopupPayButton(string method) => $"Bayar lewat {(method == "CC" ? "kartu kredit" : TopupMethod(method))}";

    /// <inheritdoc/>
    public Html TopupTakesLonger(Rupiah amount) => Html.Of(
        $"Sistem pembayaran lagi agak lambat 🙏 Topup <b>{amount}</b> tetap aku coba terus, kamu tidak perlu kirim ulang.");

    /// <inheritdoc/>
    public Html TopupGivenUp(Rupiah amount) => Html.Of(
        $"Maaf 🙏 topup <b>{amount}</b> belum bisa dibuat karena sistem pembayaran sedang bermasalah. Tidak ada uang yang terpotong. Coba lagi beberapa menit lagi ya.");

    /// <inheritdoc/>
    public Html TopupExpired(Rupiah amount, string reference) => Html.Of(
        $"Topup <b>{amount}</b> (<code>{reference}</code>) sudah kedaluwarsa, jangan dibayar lagi ya.\nSudah terlanjur bayar? Tenang, saldo tetap masuk begitu pembayarannya terbaca.");

    /// <inheritdoc/>
    public Html TopupReceipt(Rupiah amount, string reference, Rupiah balance, DateTimeOffset at) => Html.Of(
        $"✅ <b>Topup berhasil!</b>\n\nJumlah: <b>{amount}</b>\nRef: <code>{reference}</code>\nWaktu: {Time(at)}\n\nSaldo sekarang: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html TopupLateReceipt(Rupiah amount, string reference, Rupiah balance, DateTimeOffset at) => Html.Of(
        $"✅ <b>Pembayaranmu akhirnya masuk!</b>\nTopup ini sebetulnya sudah ditutup, tapi uangnya tetap kami tambahkan ke saldo.\n\nJumlah: <b>{amount}</b>\nRef: <code>{reference}</code>\nWaktu: {Time(at)}\n\nSaldo sekarang: <b>{balance}</b>");

    /// <inheritdoc/>
    public Html TopupMismatch(string reference) => Html.Of(
        $"Ada laporan pembayaran untuk <code>{reference}</code> yang datanya tidak cocok. Admin sedang mengeceknya dan akan menghubungi kamu. Simpan bukti bayarnya dulu ya 🙏");

    /// <inheritdoc/>
    public Html AdminTopupMismatch(string reference, Rupiah amount, string why) => Html.Of(
        $"⚠️ Topup <code>{reference}</code> ({amount}): Doitpay melaporkan pembayaran yang tidak cocok: {why}.\nSaldo TIDAK ditambah. Cek transaksi ini di dashboard Doitpay dan kabari pelanggannya.");

    /// <inheritdoc/>
    public Html AdminDoitpayUnauthorised(string code, string message) => Html.Of(
        $"⚠️ Doitpay menolak kredensial kita: {code} {message}.\nCek Doitpay:ClientKey, Doitpay:PartnerId dan pasangan kunci RSA di dashboard (Setting). Topup menunggu.");

    /// <inheritdoc/>
    public Html AdminDoitpayUnreachable(string why) => Html.Of($"⚠️ Doitpay tidak menjawab ({why}). Ada topup yang terpaksa dibatalkan.");

    /// <inheritdoc/>
    public Html AdminDoitpayUnusable(string reference, string why) => Html.Of(
        $"⚠️ Jawaban Doitpay untuk topup <code>{reference}</code> tidak layak dikirim ke pelanggan: {why}. Dicoba lagi dengan referensi baru.");

    /// <inheritdoc/>
    public Html AdminDoitpayRefused(string method, string code, string message) => Html.Of(
        $"⚠️ Doitpay menolak topup lewat {method}: {code} {message}. Cek apakah metode ini aktif di akun Doitpay (Doitpay:Methods).");
}
