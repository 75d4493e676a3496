namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html QuestionDropped => Html.Of($"Oke, tidak jadi.");

    /// <inheritdoc/>
    public Html AdminLogNobody => Html.Of($"Pelanggan itu tidak ketemu, atau ada beberapa. Pakai id-nya, misalnya <code>/log p17</code>.");

    /// <inheritdoc/>
    public Html AdminLogEmpty => Html.Of($"Belum ada catatan di sini.");

    /// <inheritdoc/>
    public Html AdminLogTitle(int page) => page == 1 ? Html.Of($"📒 <b>Catatan tindakan admin</b>") : Html.Of($"📒 <b>Catatan tindakan admin</b> · hal. {page}");

    /// <inheritdoc/>
    public string AdminLogAction(string action) => action switch
    {
        "credit" => "Kredit",
        "debit" => "Debit",
        "refund" => "Refund",
        "move" => "Pindah saldo",
        "block" => "Blokir",
        "unblock" => "Buka blokir",
        "note" => "Catatan",
        "message" => "Kirim pesan",
        "report.csv" => "Unduh laporan",
        "price" => "Harga",
        "group" => "Grup",
        "voucher.make" => "Buat voucher",
        "voucher.end" => "Hapus voucher",
        "broadcast.start" => "Mulai siaran",
        "broadcast.pause" => "Jeda siaran",
        "broadcast.resume" => "Lanjut siaran",
        "broadcast.cancel" => "Batalkan siaran",
        "broadcast.again" => "Siaran ulang ke yang tidak pasti",
        "broadcast.stop" => "Hentikan siaran",
        "case.credit" => "Pembayaran dikreditkan",
        "case.debit" => "Refund dipotong",
        "case.leave" => "Pembayaran dibiarkan",
        "order.return" => "Pesanan dikembalikan",
        "order.cancel" => "Pesanan dibatalkan",
        "order.ask" => "Tanya Digipanel",
        "lane.probe" => "Cek jalur",
        _ => action,
    };
}
