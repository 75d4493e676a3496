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

    Html ITexts.Bought(Purchase purchase)
    {
        var lines = new List<Html>();
        if (purchase.Bought.Count > 0)
        {
            lines.Add(Html.Of($"✅ <b>{purchase.Bought.Count} pesanan masuk</b>, langsung aku proses ya:"));
            lines.AddRange(PurchaseLines.Bought(purchase.Bought, More));
            lines.Add(Html.Of($"Harga: {purchase.Price} × {purchase.Bought.Count} = <b>{purchase.Price * purchase.Bought.Count}</b>"));
            lines.Add(Html.Of($"Sisa saldo: <b>{purchase.Balance}</b>"));
        }

        if (purchase.Delayed)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"⏳ Server download lagi ada kendala, jadi agak lama. Pesananmu tetap antre, dan kalau tidak bisa diproses saldomu balik otomatis."));
        }

        if (purchase.InProgress.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"🔁 Masih diproses, tidak dipotong lagi:"));
            lines.AddRange(PurchaseLines.Others(purchase.InProgress, More));
        }

        if (purchase.Unpaid.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"💰 Saldo belum cukup untuk {purchase.Unpaid.Count} link ini, jadi belum dipesan:"));
            lines.AddRange(PurchaseLines.Others(purchase.Unpaid.Select(PurchaseLines.Short), More));
            lines.Add(Html.Of($"Saldo kamu {purchase.Balance}, kurang <b>{purchase.Missing}</b>. Topup dulu, lalu kirim link-nya lagi ya."));
        }

        if (purchase.Links.LeftOut > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"✋ Maksimal {LinkFinder.ItemsAMessageMax} link per pesan, jadi {purchase.Links.LeftOut} link terakhir belum dipesan. Kirim lagi di pesan berikutnya ya."));
        }

        if (purchase.Links.Refused.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"⚠️ Link ini tidak bisa diproses (saldo tidak dipotong):"));
            lines.AddRange(PurchaseLines.Others(purchase.Links.Refused.Select(Why), More));
            lines.Add(Html.Of($"Yang bisa: link item Envato Elements, misalnya <code>https://elements.envato.com/nama-item-ABC1234</code>"));
        }

        return Html.Lines(lines);
    }

    /// <inheritdoc/>
    public Html Delivered(long number, string title, string driveLink, string? licenceLink) =>
        Html.Of($"🎉 <b>Pesanan #{number} selesai!</b>\n{title}\n\n📥 Google Drive:\n{driveLink}") + LicenceLine(licenceLink);

    /// <inheritdoc/>
    public Html Gift(long number, string title, string driveLink, string? licenceLink) =>
        Html.Of($"🎁 <b>Pesanan #{number} ternyata selesai juga.</b>\n{title}\n\nSaldonya sudah kami kembalikan, jadi yang ini gratis buat kamu.\n\n📥 Google Drive:\n{driveLink}")
        + LicenceLine(licenceLink);

    /// <inheritdoc/>
    public Html Refunded(long number, string title, string reason, Rupiah price, Rupiah balance)
    {
        var words = reason switch
        {
            FailureReason.Refused => "Link ini tidak bisa didownload oleh server. Coba cek lagi link-nya di Envato Elements.",
            FailureReason.Upstream => "Download-nya gagal di server. Boleh dicoba lagi dengan kirim ulang link-nya.",
            FailureReason.Lost => "Server tidak memberi jawaban yang jelas, jadi pesanan kami hentikan. Boleh dicoba lagi dengan kirim ulang link-nya.",
            FailureReason.Cancelled => "Pesanan dibatalkan sesuai permintaanmu.",
            FailureReason.Waited => "Antrean terlalu lama karena ada kendala di server. Maaf ya, boleh dicoba lagi nanti.",
            _ => "Server tidak menyelesaikan download ini. Boleh dicoba lagi dengan kirim ulang link-nya.",
        };
        return Html.Of($"😔 <b>Pesanan #{number} gagal</b>\n{title}\n\n{words}\n\n↩️ {price} sudah kembali ke saldo. Saldo kamu: <b>{balance}</b>");
    }

    /// <inheritdoc/>
    public Html OrdersDelayed(long orders) => Html.Of(
        $"⏳ Maaf, server download lagi ada kendala. {orders} pesananmu tetap antre dan jalan otomatis begitu normal lagi. Kalau terlalu lama, saldomu kami kembalikan.");

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

    private static string More(int count) => $"… dan {count} lagi";

    private static Html LicenceLine(string? licenceLink) => licenceLink is null ? Html.Empty : Html.Of($"\n\n📄 Lisensi:\n{licenceLink}");

    private static string Why(EnvatoLink link) => link switch
    {
        EnvatoLink.OtherEnvatoSite site => $"{site.Host}: belum didukung",
        EnvatoLink.NotAnItem page => $"{PurchaseLines.Short(page.Text)} (bukan halaman item)",
        EnvatoLink.Broken broken => $"{PurchaseLines.Short(broken.Text)} (link rusak)",
        EnvatoLink.Shortened shortened => $"{PurchaseLines.Short(shortened.Text)} (link pendek, bukanya harus di browser dulu)",
        EnvatoLink.NotEnvato other => $"{PurchaseLines.Short(other.Text)} (bukan Envato Elements)",
        _ => "?",
    };
}
