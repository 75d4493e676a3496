using Digipanel.Bot.Downloads;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html StatusTitle => Html.Of($"📋 <b>Yang sedang berjalan</b>");

    /// <inheritdoc/>
    public Html StatusNothing => Html.Of($"📋 Tidak ada yang sedang berjalan. Kirim link Envato Elements kalau mau download ya.");

    /// <inheritdoc/>
    public Html StatusUnreadable => Html.Of($"Tulis nomor pesanannya ya, misalnya <code>/status 12</code>. Atau cukup /status untuk semua yang sedang berjalan.");

    /// <inheritdoc/>
    public string WordPlaced => "masuk";

    /// <inheritdoc/>
    public string WordBegun => "mulai diproses";

    /// <inheritdoc/>
    public string ButtonRefresh => "🔄 Perbarui";

    /// <inheritdoc/>
    public string ButtonSendAgain => "📤 Kirim ulang";

    /// <inheritdoc/>
    public Html ToastLatest => Html.Of($"Ini status terbaru 👌");

    /// <inheritdoc/>
    public Html NoOrdersHere => Html.Of($"Tidak ada pesanan di daftar ini.");

    /// <inheritdoc/>
    public string ButtonAsFile => "📄 Kirim sebagai file";

    /// <inheritdoc/>
    public Html ToastFile => Html.Of($"File-nya aku kirim di bawah 👇");

    /// <inheritdoc/>
    public Html OrderNotFound(long number) => Html.Of($"Pesanan #{number} tidak ketemu. Cek nomornya di /riwayat ya.");

    /// <inheritdoc/>
    public Html StatusKept(long links, Rupiah total, Rupiah balance) => Html.Of($"💰 {links} link disimpan, totalnya {total}. Saldo kamu {balance}.");

    /// <inheritdoc/>
    public Html StatusTopup(Rupiah amount, string method, string reference, DateTimeOffset? expiry) => expiry is { } until
        ? Html.Of($"💳 Topup {amount} lewat {NameOf(method)} menunggu pembayaran sampai {Time(until)}. Ref <code>{reference}</code>")
        : Html.Of($"💳 Topup {amount} lewat {NameOf(method)} lagi disiapkan. Ref <code>{reference}</code>");

    /// <inheritdoc/>
    public string ReasonWords(string reason) => reason switch
    {
        FailureReason.Refused => "Link ini tidak bisa didownload oleh server. Coba cek lagi link-nya di Envato Elements.",
        FailureReason.Upstream => "Download-nya gagal di server. Boleh dicoba lagi dengan kirim ulang link-nya.",
        FailureReason.Lost => "Server tidak memberi jawaban yang jelas, jadi pesanan kami hentikan. Boleh dicoba lagi dengan kirim ulang link-nya.",
        FailureReason.Cancelled => "Pesanan dibatalkan sesuai permintaanmu.",
        FailureReason.ByShop => "Pesanan dibatalkan oleh toko. Boleh dicoba lagi nanti dengan kirim ulang link-nya.",
        FailureReason.Waited => "Antrean terlalu lama karena ada kendala di server. Maaf ya, boleh dicoba lagi nanti.",
        _ => "Server tidak menyelesaikan download ini. Boleh dicoba lagi dengan kirim ulang link-nya.",
    };

    /// <inheritdoc/>
    public string HistoryFilter(string kind) => kind switch
    {
        HistoryPage.Open => "⚙️ Berjalan",
        HistoryPage.Done => "✅ Selesai",
        HistoryPage.Returned => "↩️ Dikembalikan",
        _ => "Semua",
    };

    /// <inheritdoc/>
    public Html HistoryFile(int orders) => Html.Of($"📄 {orders} pesanan terakhir, lengkap dengan link-nya.");
}
