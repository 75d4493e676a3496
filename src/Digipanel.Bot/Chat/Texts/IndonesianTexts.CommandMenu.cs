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
        new("bantuan", "Cara pakai"),
        new("bahasa", "Ganti bahasa"),
        new("hubungkan", "Satu saldo untuk Telegram dan WhatsApp"),
        new("batal", "Batalkan pesanan yang belum diproses"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<CommandMenuLine> AdminMenu { get; } = [new("upstream", "Admin: Digipanel, antrean, kerugian")];
}
