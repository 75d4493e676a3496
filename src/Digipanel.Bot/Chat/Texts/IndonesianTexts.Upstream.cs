using Digipanel.Bot.Admin;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    /// <inheritdoc/>
    public Html CancelUnreadable => Html.Of($"Tulis nomor pesanannya ya, misalnya <code>/batal 12</code>. Kalau mau batalkan semua yang belum diproses, cukup /batal");

    /// <inheritdoc/>
    public Html AlertUnreachable(string account) => Html.Of(
        $"🚨 Digipanel akun <b>{account}</b> tidak memberi jawaban lebih dari 5 menit, padahal ada pesanan menunggu. Bot terus mencoba; cek apakah server Digipanel atau internet sedang bermasalah.");

    /// <inheritdoc/>
    public string ButtonCancelNot => "Tidak, lanjut saja";

    /// <inheritdoc/>
    public Html CancelNot => Html.Of($"Oke, pesananmu tetap antre 👍");

    Html ITexts.CancelAsk(IReadOnlyList<OrderLabel> orders, Rupiah refund) => Html.Lines(
    [
        Html.Of($"Batalkan <b>{orders.Count} pesanan</b> yang masih menunggu? {refund} kembali ke saldo."),
        Html.Of($"{PurchaseForm.Numbers(orders.Select(o => o.Number))}"),
        .. PurchaseLines.Others(orders, More),
    ]);

    /// <inheritdoc/>
    public string ButtonCancelYes(int orders) => $"❌ Ya, batalkan {orders}";

    /// <inheritdoc/>
    public Html ToastCancelled(int orders, Rupiah refund) => Html.Of($"{orders} pesanan dibatalkan, {refund} kembali ke saldo.");

    Html ITexts.Cancelled(Cancellation cancellation)
    {
        var lines = new List<Html>();
        if (cancellation.Cancelled.Count > 0)
        {
            lines.Add(Html.Of($"↩️ <b>{cancellation.Cancelled.Count} pesanan dibatalkan</b>: {PurchaseForm.Numbers(cancellation.Cancelled.Select(o => o.Number))}"));
            lines.AddRange(PurchaseLines.Bought(cancellation.Cancelled, More));
            lines.Add(Html.Of($"{cancellation.Refund} sudah kembali ke saldo. Saldo kamu: <b>{cancellation.Balance}</b>"));
        }

        if (cancellation.Running.Count > 0)
        {
            PurchaseLines.Gap(lines).Add(Html.Of($"⚙️ Sudah diproses, jadi tidak bisa dibatalkan lagi:"));
            lines.AddRange(PurchaseLines.Others(cancellation.Running, More));
            lines.Add(Html.Of($"Kalau ternyata gagal, saldonya kembali otomatis."));
        }

        return lines.Count > 0 ? Html.Lines(lines)
            : cancellation.Ended ? Html.Of($"Pesanan #{cancellation.Number} sudah selesai, jadi tidak ada yang perlu dibatalkan. Lihat /riwayat")
            : cancellation.Number is { } number ? Html.Of($"Pesanan #{number} tidak ketemu. Lihat nomornya di /riwayat")
            : Html.Of($"Tidak ada pesanan yang sedang menunggu, jadi tidak ada yang dibatalkan.");
    }

    Html ITexts.Upstream(UpstreamReport report) => UpstreamLines.Form(report, new UpstreamWords
    {
        Waiting = "Pesanan menunggu",
        InDoubt = "Belum jelas hasilnya",
        GivenUp = "Dikembalikan, 7 hari terakhir",
        Losses = "Kerugian di Digipanel, 30 hari terakhir",
        Certain = "Pasti",
        Possible = "Mungkin",
        Unknown = "saldo belum diketahui",
        Lasts = (days, spent) => $"cukup {Days(days)}, 24 jam terakhir terpakai {spent}",
        State = why => why switch { null => "jalan", LaneBooks.Unauthorized => "berhenti (API key ditolak)", _ => "berhenti (saldo habis)" },
        Evidence = what => what switch { null => "saldo belum dicek", Verdict.Charged => "saldo terpotong, menunggu webhook", _ => "saldo tidak bisa jadi bukti" },
        Reason = why => why == FailureReason.Lost ? "jawaban hilang" : "tidak pernah selesai",
        Time = at => Time(DateTimeOffset.FromUnixTimeMilliseconds(at)),
        More = More,
    });
}
