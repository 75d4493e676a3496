using System.Globalization;
using Digipanel.Bot.Admin.Queue;
using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    private QueueWords QueueWords => new()
    {
        Title = "Antrean",
        Waiting = "menunggu",
        Running = "diproses",
        InDoubt = "belum jelas",
        Customers = "Yang menunggu",
        NobodyKnows = "belum tahu kapan",
        Stuck = "Perlu dilihat",
        NothingStuck = "Tidak ada pesanan yang macet.",
        Alerts = "Peringatan yang masih berlaku",
        Budget = "permintaan/menit terpakai",
        Customer = "Pelanggan",
        Placed = "Masuk",
        Now = "Sekarang",
        Lane = "Jalur",
        Paused = seconds => $"diminta menunggu {seconds} detik",
        Attempts = (attempts, doubts) => doubts == 0 ? $"{attempts}× dikirim" : $"{attempts}× dikirim, {doubts}× jawabannya hilang",
        LaneState = why => why switch { null => "jalan", LaneBooks.Unauthorized => "berhenti (API key ditolak)", _ => "berhenti (saldo habis)" },
        State = (state, evidence) => state switch
        {
            "accepted" => "menunggu giliran",
            "submitting" => "sedang dikirim",
            "submitted" => "diproses Digipanel",
            "uncertain" => evidence switch { null => "jawaban hilang, saldo belum dicek", Verdict.Charged => "saldo terpotong, menunggu webhook", _ => "jawaban hilang, saldo tidak bisa jadi bukti" },
            "delivered" => "selesai",
            _ => "dikembalikan",
        },
        Time = at => Time(DateTimeOffset.FromUnixTimeMilliseconds(at)),
    };

    /// <inheritdoc/>
    public string ButtonAskNow => "🔁 Tanya lagi sekarang";

    /// <inheritdoc/>
    public string ButtonGiveBack => "↩️ Kembalikan uang";

    /// <inheritdoc/>
    public string ButtonTakeOut => "❌ Batalkan";

    /// <inheritdoc/>
    public string ButtonGiveBackYes => "✅ Ya, kembalikan";

    /// <inheritdoc/>
    public string ButtonGiveBackNo => "Tidak jadi";

    /// <inheritdoc/>
    public string ButtonQueue => "📋 Antrean";

    /// <inheritdoc/>
    public string ButtonUpstream => "📡 Upstream";

    /// <inheritdoc/>
    public Html ToastAsking => Html.Of($"Oke, Digipanel ditanya sekarang 👍");

    /// <inheritdoc/>
    public Html ToastAskedAlready => Html.Of($"Sudah ditanyakan, tunggu sebentar ya.");

    Html ITexts.Queue(QueueReport report) => QueueForm.Of(this, report, QueueWords);

    Html ITexts.AdminOrder(AdminOrderView order) => QueueForm.Of(order, this, QueueWords);

    Html ITexts.AdminOrderAsk(AdminOrderView order) => order.Order.State == "accepted"
        ? Html.Of($"Batalkan pesanan <b>#{order.Order.Number}</b> dan kembalikan {order.Order.Price} ke {order.Customer}?")
        : Html.Of($"Kembalikan {order.Order.Price} untuk pesanan <b>#{order.Order.Number}</b> ke {order.Customer}?\nKalau file-nya datang juga, pelanggan dapat gratis dan biaya Digipanel jadi kerugian toko.");

    /// <inheritdoc/>
    public Html AdminOrderNone(long number) => Html.Of($"Pesanan #{number} tidak ada.");

    /// <inheritdoc/>
    public string ButtonLookAt(long number) => $"🔎 #{number}";

    /// <inheritdoc/>
    public string ButtonProbe(string account) => $"🔁 Coba lagi sekarang: {account}";

    /// <inheritdoc/>
    public Html ToastGivenBack(long number) => Html.Of($"Uang pesanan #{number} sudah kembali ke pelanggan.");

    /// <inheritdoc/>
    public Html ToastOrderMoved(long number) => Html.Of($"Pesanan #{number} sudah berubah sejak tombol ini dibuat. Cek lagi ya.");

    /// <inheritdoc/>
    public Html ToastProbing(string account) => Html.Of($"Akun {account} dicek sekarang, hasilnya aku kabari.");

    /// <inheritdoc/>
    public Html ToastNotProbing(string account) => Html.Of($"Akun {account} sudah jalan, atau sedang dicek.");

    private static string Days(double days) => days switch
    {
        < 1 => "kurang dari 1 hari",
        > 365 => "lebih dari setahun",
        _ => string.Create(CultureInfo.InvariantCulture, $"±{Math.Floor(days):0} hari"),
    };
}
