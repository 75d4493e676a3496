using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string TopupAgainButton => "🔁 Topup lagi";

    /// <inheritdoc/>
    public Html TopupAmountUnreadable => Html.Of($"Nominalnya belum kebaca 🙂 Ketik misalnya <code>50000</code> atau <code>50rb</code>, atau pilih di bawah ini.");

    /// <inheritdoc/>
    public Html AdminDoitpayAnswersAgain => Html.Of($"✅ Doitpay menjawab lagi seperti biasa.");

    /// <inheritdoc/>
    public Html TopupAskAmount(Rupiah min, Rupiah max) => Html.Of(
        $"Mau topup berapa? Pilih nominal di bawah ini, atau ketik sendiri, misalnya <code>75rb</code>.\nMinimal {min}, maksimal {max}.");

    /// <inheritdoc/>
    public Html TopupTooSmall(Rupiah min) => Html.Of($"Minimal topup <b>{min}</b> ya. Pilih nominal lain, atau ketik sendiri:");

    /// <inheritdoc/>
    public Html TopupTooLarge(Rupiah max) => Html.Of($"Sekali topup maksimal <b>{max}</b>. Perlu lebih? Topup beberapa kali ya:");

    /// <inheritdoc/>
    public Html TopupQrisTooLarge(Rupiah max) => Html.Of($"Lewat QRIS maksimal <b>{max}</b> sekali bayar. Pilih cara bayar lain, atau topup beberapa kali:");

    /// <inheritdoc/>
    public Html TopupOffer(Rupiah amount) => Html.Of($"Mau topup <b>{amount}</b>? Tekan tombol di bawah ini ya 🙂");

    /// <inheritdoc/>
    public string TopupOfferButton(Rupiah amount) => $"💳 Topup {amount}";

    /// <inheritdoc/>
    public Html TopupDidYouMean(Rupiah written, Rupiah meant) => Html.Of($"{written} terlalu kecil untuk topup. Maksudnya <b>{meant}</b>?");

    /// <inheritdoc/>
    public Html TopupAskMethod(Rupiah amount) => Html.Of($"Topup <b>{amount}</b> mau dibayar lewat apa?");

    /// <inheritdoc/>
    public string TopupMethod(string method) => method switch
    {
        "QRIS" => "📷 QRIS",
        "CC" => "💳 Kartu kredit",
        _ when PaymentNames.BankCodeOf(method) is not null => "🏦 " + PaymentNames.Of(method),
        _ => PaymentNames.Of(method),
    };

    /// <inheritdoc/>
    public Html TopupBeingMade(Rupiah amount, string method) => method == "QRIS"
        ? Html.Of($"⏳ Sebentar, QRIS <b>{amount}</b> lagi disiapkan…")
        : PaymentNames.BankCodeOf(method) is not null ? Html.Of($"⏳ Sebentar, nomor {PaymentNames.Of(method)} untuk <b>{amount}</b> lagi disiapkan…")
        : Html.Of($"⏳ Sebentar, link pembayaran <b>{amount}</b> lagi disiapkan…");

    /// <inheritdoc/>
    public Html TopupTakesLonger(Rupiah amount) => Html.Of(
        $"⏳ Sistem pembayaran lagi agak lambat. Topup <b>{amount}</b> tetap aku coba terus, jadi tidak perlu kirim ulang ya.");

    /// <inheritdoc/>
    public Html TopupGivenUp(Rupiah amount) => Html.Of(
        $"Maaf 🙏 topup <b>{amount}</b> belum bisa dibuat karena sistem pembayaran sedang bermasalah. Tidak ada uang yang terpotong. Coba lagi beberapa menit lagi ya.");

    /// <inheritdoc/>
    public Html TopupMismatch(string reference) => Html.Of(
        $"Ada laporan pembayaran untuk <code>{reference}</code> yang datanya tidak cocok. Admin sedang mengeceknya dan akan menghubungi kamu. Simpan bukti bayarnya dulu ya 🙏");

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
