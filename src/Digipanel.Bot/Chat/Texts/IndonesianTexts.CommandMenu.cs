namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public IReadOnlyList<CommandMenuLine> CommandMenu { get; } =
    [
        new("start", "Mulai"),
        new("topup", "Isi saldo, misalnya /topup 50rb"),
        new("saldo", "Cek saldo"),
        new("riwayat", "Pesanan dan mutasi saldo"),
        new("status", "Cek status pesanan"),
        new("harga", "Harga download"),
        new("voucher", "Pakai kode voucher"),
        new("bantuan", "Cara pakai"),
        new("bahasa", "Ganti bahasa"),
        new("hubungkan", "Satu saldo untuk Telegram dan WhatsApp"),
        new("batal", "Batalkan pesanan yang belum diproses"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<CommandMenuLine> AdminMenu { get; } =
    [
        new("pelanggan", "Admin: cari pelanggan"),
        new("broadcast", "Admin: kirim siaran"),
        new("laporan", "Admin: laporan penjualan"),
        new("antrian", "Admin: antrean pesanan"),
        new("upstream", "Admin: Digipanel, saldo, kerugian"),
        new("kredit", "Admin: tambah saldo pelanggan"),
        new("debit", "Admin: kurangi saldo pelanggan"),
        new("refund", "Admin: kembalikan uang pesanan"),
        new("grup", "Admin: grup harga pelanggan"),
        new("blokir", "Admin: blokir pelanggan"),
        new("buka", "Admin: buka blokir"),
        new("kasus", "Admin: pembayaran yang perlu dicek"),
        new("log", "Admin: catatan tindakan admin"),
    ];
}
