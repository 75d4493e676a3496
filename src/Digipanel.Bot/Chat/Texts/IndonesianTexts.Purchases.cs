using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html QueueStopped => Html.Of($"Server download lagi ada kendala, jadi agak lama. Pesananmu tetap antre, dan kalau tidak bisa diproses saldomu balik otomatis.");

    /// <inheritdoc/>
    public string ButtonNo => "❌ Batal";

    /// <inheritdoc/>
    public string ButtonForget => "🗑 Hapus simpanan";

    /// <inheritdoc/>
    public string ButtonStatus => "🔎 Cek status";

    /// <inheritdoc/>
    public Html ToastDoneBefore => Html.Of($"Ini sudah diproses tadi, tidak dipotong dua kali 👍");

    /// <inheritdoc/>
    public Html ToastOver => Html.Of($"Sudah tidak berlaku. Kirim lagi link-nya kalau masih mau ya.");

    /// <inheritdoc/>
    public Html ToastDropped => Html.Of($"Oke, tidak jadi. Saldo tidak dipotong.");

    /// <inheritdoc/>
    public Html ToastForgotten => Html.Of($"Simpanan dihapus. Pesanan yang sudah diproses tetap jalan ya.");

    /// <inheritdoc/>
    public Html NoteInProgress => Html.Of($"🔁 Masih diproses, jadi tidak dipotong lagi:");

    /// <inheritdoc/>
    public Html NoteRefused => Html.Of($"⚠️ Link ini tidak bisa diproses (saldo tidak dipotong):");

    /// <inheritdoc/>
    public Html NoteExample => Html.Of($"Yang bisa: link item Envato Elements, misalnya <code>https://elements.envato.com/nama-item-ABC1234</code>");

    /// <inheritdoc/>
    public Html NoteShortened => Html.Of($"Punya link pendek? Buka dulu di browser, lalu salin alamat lengkapnya (diawali <code>https://elements.envato.com/</code>) dan kirim ke sini ya.");

    /// <inheritdoc/>
    public Html OrdersHeading(int count, string numbers) => count == 1 ? Html.Of($"🧾 <b>Pesanan {numbers}</b>") : Html.Of($"🧾 <b>{count} pesanan</b>: {numbers}");

    string ITexts.StepWord(OrderStep step) => step switch
    {
        OrderStep.Waiting => "menunggu",
        OrderStep.Running => "diproses",
        OrderStep.Done => "selesai",
        OrderStep.Cancelled => "dibatalkan",
        OrderStep.Gift => "gratis",
        OrderStep.Refunded => "direfund",
        _ => "dikembalikan",
    };

    string ITexts.StepSentence(OrderStep step) => step switch
    {
        OrderStep.Waiting => "Menunggu giliran",
        OrderStep.Running => "Sedang diproses",
        OrderStep.Done => "Selesai, link-nya sudah aku kirim",
        OrderStep.Cancelled => "Dibatalkan, saldo sudah kembali",
        OrderStep.Gift => "Saldo sudah kembali, dan file-nya gratis buat kamu",
        OrderStep.Refunded => "Sudah direfund, uangnya kembali ke saldo",
        _ => "Gagal, saldo sudah dikembalikan",
    };

    /// <inheritdoc/>
    public Html QueueLine(long position, string expected) => Html.Of($"Antrean ke-{position}, perkiraan selesai {expected}.");

    /// <inheritdoc/>
    public string Expected(TimeSpan time) => RoughTime.Of(time) switch
    {
        { IsUnderAMinute: true } => "kurang dari 1 menit",
        { IsOver: true, Hours: var hours } => $"lebih dari {hours} jam",
        { Hours: > 0 and var hours } => $"sekitar {hours} jam",
        { Minutes: var minutes } => $"sekitar {minutes} menit",
    };

    /// <inheritdoc/>
    public Html PriceLine(Rupiah price, int count, Rupiah? left)
    {
        var total = count == 1 ? Html.Of($"Harga: <b>{price}</b>") : Html.Of($"Harga: {price} × {count} = <b>{price * count}</b>");
        return left is { } rest ? total + Html.Of($"\nSisa saldo: <b>{rest}</b>") : total;
    }

    /// <inheritdoc/>
    public Html KeptHeading(int links, DateTimeOffset until, bool isCovered) => isCovered
        ? Html.Of($"💰 <b>{links} link</b> aku simpan sampai {Time(until)}:")
        : Html.Of($"💰 Saldo belum cukup untuk <b>{links} link</b>, jadi aku simpan dulu sampai {Time(until)}:");

    /// <inheritdoc/>
    public Html KeptMissing(Rupiah balance, Rupiah missing) => Html.Of($"Saldo kamu {balance}, kurang <b>{missing}</b>. Topup dulu, lalu tekan Lanjutkan. Link-nya tidak perlu dikirim ulang.");

    /// <inheritdoc/>
    public Html KeptCovered(Rupiah balance) => Html.Of($"Saldo kamu sekarang <b>{balance}</b>, sudah cukup. Tinggal tekan Lanjutkan 👇");

    /// <inheritdoc/>
    public Html KeptTooMany(long forgotten, int max) => Html.Of(
        $"🗑 Aku cuma bisa menyimpan {max} link untuk kamu, jadi <b>{forgotten} link yang paling lama tidak aku simpan lagi</b>. Saldo tidak dipotong. Kalau masih perlu, kirim lagi nanti ya.");

    /// <inheritdoc/>
    public Html AskFirst(int links, Rupiah price, Rupiah balance, int covered)
    {
        var total = Html.Of($"🤔 <b>{links} link = {price * links}</b>\n{links} × {price}. Saldo kamu {balance}");
        return covered == 0 ? total + Html.Of($", belum cukup. Kalau mau, aku simpan dulu sampai kamu topup.")
            : covered == links ? total + Html.Of($", nanti sisa {balance - (price * links)}.")
            : total + Html.Of($", cukup untuk {covered} link dulu. {links - covered} lainnya aku simpan sampai kamu topup.");
    }

    /// <inheritdoc/>
    public Html AskBounded(int links, int covered) => Html.Of(
        $"<b>{(covered == links || covered == 0 ? $"Proses semua {links} link?" : $"Proses {covered} link dulu?")}</b> Belum ada saldo yang dipotong. Aku tunggu jawabannya 1 jam ya.");

    /// <inheritdoc/>
    public Html PurchaseDropped(string why, bool asked) => (why, asked) switch
    {
        (DropReason.No, true) => Html.Of($"❌ Oke, tidak jadi dipesan. Saldo tidak dipotong."),
        (DropReason.No, false) => Html.Of($"🗑 Simpanan link ini sudah dihapus. Saldo tidak dipotong."),
        (DropReason.Late, true) => Html.Of($"⌛ Sudah lewat 1 jam, jadi tidak dipesan dan saldo tidak dipotong. Kirim lagi link-nya kalau masih mau ya."),
        (DropReason.Late, false) => Html.Of($"⌛ Simpanan link ini sudah kedaluwarsa. Kirim lagi link-nya kalau masih mau ya."),
        _ => Html.Of($"↪️ Link-nya sudah pindah ke pesan yang lebih baru di bawah."),
    };

    /// <inheritdoc/>
    public string ButtonYes(int links) => $"✅ Ya, proses {links} link";

    /// <inheritdoc/>
    public string ButtonContinue(long some, long all, Rupiah total) => some == all ? $"▶️ Lanjutkan {all} tautan – {total}" : $"▶️ Lanjutkan {some} dari {all} tautan – {total}";

    /// <inheritdoc/>
    public string ButtonCancelWaiting(int orders) => orders == 1 ? "❌ Batalkan" : $"❌ Batalkan {orders} yang menunggu";

    /// <inheritdoc/>
    public Html ToastBought(int orders) => Html.Of($"{orders} pesanan masuk 👍");

    /// <inheritdoc/>
    public Html ToastPriceChanged(Rupiah price) => Html.Of($"Harga sekarang {price} per link. Cek totalnya dulu, lalu tekan lagi ya.");

    /// <inheritdoc/>
    public Html ToastMissing(Rupiah missing) => Html.Of($"Saldo belum cukup, kurang {missing}.");

    /// <inheritdoc/>
    public Html ToastInProgress(long number) => Html.Of($"Masih diproses sebagai pesanan #{number}, tidak dipotong lagi.");

    /// <inheritdoc/>
    public Html ContinueAnew(long links, Rupiah price) => Html.Of($"Sekarang ada <b>{links} link</b> yang disimpan, {price} per link. Totalnya <b>{price * links}</b>. Lanjut?");

    /// <inheritdoc/>
    public Html NoteLeftOut(int links) => Html.Of($"✋ Maksimal {LinkFinder.ItemsAMessageMax} link per pesan, jadi {links} link terakhir belum dipesan. Kirim lagi di pesan berikutnya ya.");

    /// <inheritdoc/>
    public string Why(EnvatoLink link) => link switch
    {
        EnvatoLink.OtherEnvatoSite site => $"{site.Host}: belum didukung",
        EnvatoLink.NotAnItem page => $"{PurchaseLines.Short(page.Text)} (bukan halaman item)",
        EnvatoLink.Broken broken => $"{PurchaseLines.Short(broken.Text)} (link rusak)",
        EnvatoLink.Shortened shortened => $"{PurchaseLines.Short(shortened.Text)} (link pendek)",
        EnvatoLink.NotEnvato other => $"{PurchaseLines.Short(other.Text)} (bukan Envato Elements)",
        _ => "?",
    };

    /// <inheritdoc/>
    public string More(int count) => $"… dan {count} lagi";

    /// <inheritdoc/>
    public Html ToastChanged => Html.Of($"Ada yang berubah sejak tombol ini dibuat. Cek lagi ya.");

    /// <inheritdoc/>
    public Html SentAgainHeading(int count, bool isAsked) => isAsked
        ? Html.Of($"📥 <b>Ini {count} link download kamu:</b>")
        : Html.Of($"📥 <b>{count} link ini sudah kamu beli</b>, jadi aku kirim lagi gratis:");

    /// <inheritdoc/>
    public Html SentAgainAsFile => Html.Of($"Semuanya ada di file ini. Mau beli baru salah satunya? Ketik <code>/status</code> dan nomor pesanannya.");

    /// <inheritdoc/>
    public Html SentAgainOne(long number, string title, DateTimeOffset at, string driveLink, string? licenceLink, bool isAsked)
    {
        var heading = isAsked
            ? Html.Of($"📥 <b>Pesanan #{number}</b>\n{title}")
            : Html.Of($"📥 <b>Link ini sudah kamu beli</b> (Pesanan #{number}, {Time(at)}), jadi aku kirim lagi gratis.\n{title}");
        return heading + Html.Of($"\n\n📥 Google Drive:\n{driveLink}") + LicenceLine(licenceLink);
    }

    /// <inheritdoc/>
    public Html BuyAgainAnew(long number, string title, Rupiah price) => Html.Of($"Harga sekarang <b>{price}</b>. Jadi beli baru pesanan #{number}?\n{title}");

    /// <inheritdoc/>
    public string ButtonBuyAgain(Rupiah price) => $"🛒 Beli baru – {price}";

    /// <inheritdoc/>
    public string ButtonBuyAgainOf(long number, Rupiah price) => $"🛒 Beli baru #{number} – {price}";

    /// <inheritdoc/>
    public string WordLicence => "Lisensi";

    /// <inheritdoc/>
    public Html ToastSentAgain(long number) => Html.Of($"Link pesanan #{number} aku kirim lagi di bawah 👇");
}
