using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string TopupCheckButton => "🔎 Cek status";

    /// <inheritdoc/>
    public string TopupChangeButton => "🔁 Ganti metode";

    /// <inheritdoc/>
    public string TopupCancelButton => "❌ Batal";

    /// <inheritdoc/>
    public Html TopupChooseMethod => Html.Of($"👇 <b>Mau ganti ke metode apa?</b>");

    /// <inheritdoc/>
    public Html TopupToastChecking => Html.Of($"🔎 Sebentar, aku cek dulu. Hasilnya muncul di tagihannya.");

    /// <inheritdoc/>
    public Html TopupToastJustChecked => Html.Of($"Baru saja dicek 🙂 Coba lagi sekitar 10 detik lagi ya.");

    /// <inheritdoc/>
    public Html TopupToastNotReady => Html.Of($"⏳ Tagihannya masih disiapkan, tunggu sebentar ya.");

    /// <inheritdoc/>
    public Html TopupToastPaid => Html.Of($"✅ Tagihan ini sudah lunas.");

    /// <inheritdoc/>
    public Html TopupToastCancelled => Html.Of($"Oke, tagihannya dibatalkan.");

    /// <inheritdoc/>
    public Html TopupToastClosed => Html.Of($"Tagihan ini sudah ditutup. Mau topup lagi? Ketik /topup");

    /// <inheritdoc/>
    public Html TopupToastMethodOff => Html.Of($"Metode ini lagi tidak tersedia. Pilih yang lain ya.");

    /// <inheritdoc/>
    public Html TopupTooManyMade => Html.Of($"Kamu sudah membuat banyak tagihan dalam satu jam terakhir 🙏 Coba lagi nanti ya.");

    /// <inheritdoc/>
    public Html TopupToastChanged(string method) => Html.Of($"Oke, ganti ke {NameOf(method)}. Tunggu sebentar ya.");

    /// <inheritdoc/>
    public Html TopupTooManyOpen(int max) => Html.Of(
        $"Masih ada {max} tagihan yang menunggu pembayaran. Bayar atau batalkan salah satunya dulu ya. Pilih untuk menampilkannya lagi:");

    /// <inheritdoc/>
    public string TopupOpenButton(Rupiah amount, string method) => $"{amount} · {NameOf(method)}";

    /// <inheritdoc/>
    public Html TopupQrisReady(Rupiah amount, string reference, DateTimeOffset expiry) => Html.Of(
        $"💳 <b>Topup {amount}</b> lewat QRIS\nScan dengan aplikasi bank atau e-wallet apa saja.\n\nBerlaku sampai: <b>{Time(expiry)}</b>\nRef: <code>{reference}</code>\n\nSaldo masuk otomatis setelah dibayar.");

    /// <inheritdoc/>
    public Html TopupLinkReady(Rupiah amount, string method, string reference, DateTimeOffset expiry) => Html.Of(
        $"💳 <b>Topup {amount}</b> lewat {NameOf(method)}\nBayar lewat tombol atau link di bawah ini.\n\nBerlaku sampai: <b>{Time(expiry)}</b>\nRef: <code>{reference}</code>\n\nSaldo masuk otomatis setelah dibayar.");

    /// <inheritdoc/>
    public string TopupPayButton(string method) => $"💳 Bayar lewat {NameOf(method)}";

    /// <inheritdoc/>
    public Html TopupCheckedUnpaid(DateTimeOffset at) => Html.Of($"🔎 Dicek {Time(at)}: belum ada pembayaran masuk. Baru bayar? Tunggu sebentar, lalu cek lagi ya.");

    /// <inheritdoc/>
    public Html TopupCheckedUnanswered(DateTimeOffset at) => Html.Of($"🔎 Dicek {Time(at)}: sistem pembayaran belum menjawab. Nanti aku cek lagi sendiri.");

    /// <inheritdoc/>
    public Html TopupPaid(Rupiah amount, string method, string reference, DateTimeOffset at) => Html.Of(
        $"✅ <b>Topup {amount} lunas</b>\n\nMetode: {NameOf(method)}\nRef: <code>{reference}</code>\nWaktu: {Time(at)}");

    /// <inheritdoc/>
    public Html TopupCancelled(Rupiah amount, string reference) => Html.Of(
        $"❌ <b>Topup {amount} dibatalkan</b>\nRef: <code>{reference}</code>\n\nJangan dibayar lagi ya. Terlanjur bayar? Tenang, saldo tetap masuk begitu pembayarannya terbaca.");

    /// <inheritdoc/>
    public Html TopupExpired(Rupiah amount, string reference) => Html.Of(
        $"⌛ <b>Topup {amount} kedaluwarsa</b>\nRef: <code>{reference}</code>\n\nJangan dibayar lagi ya. Terlanjur bayar? Tenang, saldo tetap masuk begitu pembayarannya terbaca.");

    /// <inheritdoc/>
    public Html TopupTimeOver(Rupiah amount, string reference) => Html.Of(
        $"⌛ <b>Waktu bayar topup {amount} sudah habis</b>\nRef: <code>{reference}</code>\n\nJangan dibayar lagi ya. Sudah bayar? Tenang, pembayarannya masih aku cek dan saldo masuk otomatis.");

    /// <inheritdoc/>
    public Html TopupLookedInto(Rupiah amount, string reference) => Html.Of(
        $"🙏 <b>Topup {amount}</b>\nRef: <code>{reference}</code>\n\nPembayarannya lagi dicek admin, jadi jangan dibayar lagi ya.");

    /// <inheritdoc/>
    public Html TopupMoved(Rupiah amount) => Html.Of($"↪️ Tagihan <b>{amount}</b> ini pindah ke pesan yang lebih baru di bawah.");

    /// <inheritdoc/>
    public Html TopupReceipt(Rupiah amount, string method, string reference, Rupiah balance, DateTimeOffset at) =>
        Html.Of($"✅ <b>Topup berhasil!</b>\n\n") + ReceiptLines(amount, method, reference, balance, at);

    /// <inheritdoc/>
    public Html TopupLateReceipt(Rupiah amount, string method, string reference, Rupiah balance, DateTimeOffset at) =>
        Html.Of($"✅ <b>Pembayaranmu akhirnya masuk!</b>\nTagihannya sebetulnya sudah ditutup, tapi uangnya tetap kami tambahkan ke saldo.\n\n")
        + ReceiptLines(amount, method, reference, balance, at);

    private Html ReceiptLines(Rupiah amount, string method, string reference, Rupiah balance, DateTimeOffset at) => Html.Of(
        $"Jumlah: <b>{amount}</b>\nMetode: {NameOf(method)}\nRef: <code>{reference}</code>\nWaktu: {Time(at)}\n\nSaldo sekarang: <b>{balance}</b>");

    private static string NameOf(string method) => method == "CC" ? "kartu kredit" : PaymentNames.Of(method);
}
