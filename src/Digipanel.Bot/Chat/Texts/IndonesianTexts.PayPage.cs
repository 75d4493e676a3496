using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public string PayPageButton => "🌐 Halaman bayar";

    /// <inheritdoc/>
    public string PayPageHeading => "Topup saldo";

    /// <inheritdoc/>
    public string PayPageNotFound => "Halaman tidak ditemukan";

    /// <inheritdoc/>
    public string PayPageNotFoundText => "Alamat ini tidak ada, atau terpotong waktu disalin. Buka lagi lewat tombol di chat ya.";

    /// <inheritdoc/>
    public string PayPageTooOften => "Terlalu sering dibuka";

    /// <inheritdoc/>
    public string PayPageTooOftenText => "Tunggu beberapa detik, lalu muat ulang halaman ini.";

    /// <inheritdoc/>
    public string PayPageOtherLanguage => "English";

    /// <inheritdoc/>
    public string PayPagePreparing => "Sedang disiapkan";

    /// <inheritdoc/>
    public string PayPagePreparingText => "Sebentar ya, tagihanmu lagi disiapkan. Biasanya hanya beberapa detik.";

    /// <inheritdoc/>
    public string PayPageDelayedText => "Sistem pembayaran lagi agak lambat. Tagihanmu tetap kami siapkan, jadi tidak perlu membuat yang baru.";

    /// <inheritdoc/>
    public string PayPageOpen => "Menunggu pembayaran";

    /// <inheritdoc/>
    public Html PayPageDue(DateTimeOffset expiry) => Html.Of($"Bayar sebelum <b>{Time(expiry)}</b>");

    /// <inheritdoc/>
    public string PayPageTimeLeft => "Sisa waktu";

    /// <inheritdoc/>
    public string PayPageTimeOver => "Waktu bayar sudah habis";

    /// <inheritdoc/>
    public string PayPageTimeOverText => "Jangan dibayar lagi ya. Sudah bayar? Tenang, pembayaranmu masih kami cek dan saldo masuk otomatis.";

    /// <inheritdoc/>
    public string PayPagePaid => "Pembayaran diterima";

    /// <inheritdoc/>
    public string PayPagePaidText => "Terima kasih! Saldomu sudah bertambah dan siap dipakai.";

    /// <inheritdoc/>
    public string PayPageExpired => "Tagihan kedaluwarsa";

    /// <inheritdoc/>
    public string PayPageExpiredText => "Jangan dibayar lagi ya. Terlanjur bayar? Tenang, saldo tetap masuk begitu pembayarannya terbaca.";

    /// <inheritdoc/>
    public string PayPageCancelled => "Tagihan dibatalkan";

    /// <inheritdoc/>
    public string PayPageCancelledText => "Tagihan ini sudah ditutup, jangan dibayar ya. Terlanjur bayar? Saldo tetap masuk begitu pembayarannya terbaca.";

    /// <inheritdoc/>
    public string PayPageReplaced => "Cara bayar sudah diganti";

    /// <inheritdoc/>
    public string PayPageReplacedText => "Tagihan ini tidak dipakai lagi. Lanjutkan lewat tagihan yang baru ya.";

    /// <inheritdoc/>
    public string PayPageSuccessorButton => "Buka tagihan yang baru";

    /// <inheritdoc/>
    public string PayPageGivenUp => "Tagihan belum bisa dibuat";

    /// <inheritdoc/>
    public string PayPageGivenUpText => "Maaf, sistem pembayaran sedang bermasalah. Tidak ada uang yang terpotong. Coba lagi beberapa menit lagi lewat chat ya.";

    /// <inheritdoc/>
    public string PayPageLookedInto => "Sedang dicek admin";

    /// <inheritdoc/>
    public string PayPageLookedIntoText => "Ada laporan pembayaran yang datanya tidak cocok. Jangan dibayar lagi dan simpan bukti bayarmu ya, admin akan menghubungimu.";

    /// <inheritdoc/>
    public string PayPageSettled => "Sudah diselesaikan admin";

    /// <inheritdoc/>
    public string PayPageSettledText => "Admin sudah mengecek pembayaranmu dan memasukkannya ke saldo. Tidak perlu bayar lagi ya.";

    /// <inheritdoc/>
    public string PayPageQrName(Rupiah amount) => $"Kode QRIS sebesar {amount}";

    /// <inheritdoc/>
    public string PayPageQrSave => "Simpan gambar QR";

    /// <inheritdoc/>
    public string PayPageQrStepOpen => "Buka aplikasi bank atau e-wallet apa saja, lalu pilih Scan atau QRIS.";

    /// <inheritdoc/>
    public string PayPageQrStepScan => "Scan kode ini. Dibuka di HP yang sama? Simpan gambarnya, lalu pilih dari galeri.";

    /// <inheritdoc/>
    public string PayPageQrStepCheck(Rupiah amount) => $"Pastikan nominalnya {amount}, lalu bayar.";

    /// <inheritdoc/>
    public string PayPageLeavesFor(string host) => $"Tombol ini membuka halaman pembayaran di {host}.";

    /// <inheritdoc/>
    public string PayPageMethod => "Cara bayar";

    /// <inheritdoc/>
    public string PayPageMethodName(string method) => method == "CC" ? "Kartu kredit" : NameOf(method);

    /// <inheritdoc/>
    public string PayPageRecipient => "Nama penerima";

    /// <inheritdoc/>
    public string PayPageReference => "Ref";

    /// <inheritdoc/>
    public string PayPagePaidAt => "Dibayar";

    /// <inheritdoc/>
    public string PayPageCopy => "Salin";

    /// <inheritdoc/>
    public string PayPageCopied => "Tersalin";

    /// <inheritdoc/>
    public string PayPageRefresh => "Perbarui";

    /// <inheritdoc/>
    public string PayPageFollows => "Sudah bayar? Halaman ini berubah sendiri begitu pembayarannya masuk.";

    /// <inheritdoc/>
    public string PayPageToChat => "Kembali ke chat";

    /// <inheritdoc/>
    public string PayPageAgain => "Topup lagi lewat chat";

    /// <inheritdoc/>
    public string PayPageGoToChat => "Silakan kembali ke chat untuk melanjutkan.";

    /// <inheritdoc/>
    public string PayPageSafety => "Halaman ini khusus untuk tagihanmu. Kami tidak pernah meminta PIN, OTP, atau kata sandi.";

    /// <inheritdoc/>
    public string PayPageAccountNumber => "Nomor virtual account";

    /// <inheritdoc/>
    public string PayPageCopyAccount => "Salin nomor";

    /// <inheritdoc/>
    public string PayPageExactly => "Bayar tepat";

    /// <inheritdoc/>
    public string PayPageHowTo => "Langkah di bank";
}
