using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html AlertAuditClean => Html.Of($"✅ Audit: pembukuan sudah benar lagi.");

    /// <inheritdoc/>
    public string AuditProblem(string check) => check switch
    {
        "ledger:entries" => "transfer yang dua catatannya tidak lengkap atau tidak cocok",
        "ledger:kinds" => "transfer antar akun yang tidak sesuai jenisnya",
        "ledger:strays" => "catatan tanpa transfer (akun/transfer)",
        "ledger:zero" => "jumlah semua catatan tidak nol",
        "ledger:balances" => "akun yang saldonya bukan jumlah catatannya",
        "ledger:chain" => "catatan yang saldo berjalannya tidak nyambung dengan sebelumnya (akun/transfer)",
        "ledger:negative" => "saldo pelanggan atau uang tertahan di bawah nol (akun, atau akun/transfer)",
        "orders:held-once" => "pesanan yang harganya tidak tertahan tepat sekali dari saldo pelanggannya",
        "orders:settled-once" => "pesanan selesai yang uangnya tidak tepat sekali dibukukan (terkirim) atau dikembalikan (gagal)",
        "orders:settled-early" => "pesanan berjalan yang uangnya sudah dibukukan atau dikembalikan",
        "orders:strays" => "uang tertahan, dibukukan atau dikembalikan tanpa pesanan",
        "orders:held-sum" => "uang tertahan bukan jumlah harga pesanan berjalan",
        "orders:sales-sum" => "penjualan bukan jumlah harga pesanan terkirim dikurangi refund",
        "orders:refunded-once" => "pesanan yang direfund tanpa uangnya kembali tepat sekali ke pembayarnya",
        "orders:told" => "pesanan selesai yang pelanggannya belum dikabari",
        "orders:late" => "pesanan lewat batas waktu yang belum selesai",
        "topups:credited-once" => "topup lunas yang tidak tepat sekali masuk ke saldo pelanggannya",
        "topups:unpaid-credit" => "saldo masuk tanpa topup yang lunas",
        "topups:decisions" => "keputusan admin yang tidak cocok dengan buku besar",
        "topups:bonus-once" => "topup lunas yang bonusnya tidak tepat, atau bonus tanpa topup yang lunas",
        "topups:late" => "topup lewat waktu yang belum selesai",
        "topups:mismatch" => "pembayaran yang tidak cocok dan belum masuk saldo",
        "adjustments:moved-once" => "koreksi saldo oleh admin yang uangnya tidak tepat sekali berpindah",
        "joined:empty" => "dompet akun terhubung yang tidak kosong (akun)",
        "joined:pairs" => "akun terhubung yang tidak cocok dengan pemilik dompetnya",
        "joined:passages" => "uang yang tidak utuh melewati dompet akun terhubung",
        "vouchers:used-once" => "pemakaian voucher yang uangnya tidak tepat sekali masuk, atau uang voucher tanpa pemakaian",
        "vouchers:used-up" => "voucher yang dipakai lebih sering dari kuotanya, atau hitungannya salah",
        "broadcasts:sending" => "penerima siaran yang masih tercatat sedang dikirim lebih dari sejam",
        "broadcasts:done" => "siaran selesai yang masih punya kiriman berjalan",
        "messages:late" => "pesan ke orang yang bisa dihubungi tapi tertunda lebih dari sejam",
        "messages:dead" => "pesan yang ditolak selamanya dalam 7 hari terakhir",
        "file:pages" => "kerusakan di file database",
        "file:references" => "baris yang menunjuk ke baris yang tidak ada",
        "file:guards" => "tabel, indeks atau trigger yang tidak seperti buatan versi ini",
        _ => check,
    };

    /// <inheritdoc/>
    public Html AlertAudit(IReadOnlyList<AuditFinding> violations) => Html.Lines(
        violations.Select(v => Html.Of($"• {v.Describe(this)}"))
            .Prepend(Html.Of($"🚨 <b>Audit: pembukuan tidak cocok.</b> Tolong dicek sebelum makin banyak pesanan masuk:"))
            .Append(Html.Of($"Selengkapnya: <code>Digipanel.Bot audit</code> di server.")));
}
