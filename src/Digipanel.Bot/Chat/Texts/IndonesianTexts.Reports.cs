using Digipanel.Bot.Reports;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class IndonesianTexts
{
    private ReportWords ReportWords => new()
    {
        Title = span => span == ReportSpan.Days ? "Laporan" : $"Laporan {ReportSpanOf(span)}",
        Compared = span => span switch
        {
            ReportSpan.Today => "Dibanding kemarin sampai jam yang sama",
            ReportSpan.Yesterday => "Dibanding sehari sebelumnya",
            ReportSpan.Week => "Dibanding minggu lalu sampai hari yang sama",
            ReportSpan.LastWeek => "Dibanding seminggu sebelumnya",
            ReportSpan.Month => "Dibanding bulan lalu sampai tanggal yang sama",
            ReportSpan.LastMonth => "Dibanding sebulan sebelumnya",
            _ => "Dibanding hari-hari sebelumnya",
        },
        Sales = "Penjualan",
        Delivered = "terkirim",
        Failed = "gagal",
        Cancelled = "dibatalkan",
        Open = "berjalan",
        Returned = "Kembali ke saldo",
        Refunds = "Refund setelah terkirim",
        Buyers = "pembeli",
        Topups = "Topup",
        OtherMethods = "Lainnya",
        Fee = "biaya pelanggan",
        ShopFee = "biaya toko",
        Bonuses = "Bonus topup",
        Vouchers = "Voucher",
        Credits = "Kredit admin",
        Debits = "Debit admin",
        Losses = "Kerugian",
        Certain = "pasti",
        Possible = "mungkin",
        AfterGifts = "Setelah bonus, voucher, dan biaya topup",
        Customers = (active, fresh) => $"{active} pelanggan belanja, {fresh} pelanggan baru",
        Hours = "Jam 0–23",
        BestHour = (hour, orders) => $"Paling ramai jam {hour}–{hour + 1}: {orders} pesanan",
        ByDays = days => days == 1 ? "Per hari" : $"Per {days} hari",
        Wallets = "Saldo pelanggan",
        In = "masuk",
        Out = "keluar",
        Held = held => $"{held} ditahan untuk pesanan",
        Day = at => WesternIndonesia.FormatDay(at, Language),
        Time = Time,
        More = More,
    };

    /// <inheritdoc/>
    public Html ReportUnreadable => Html.Lines(
        Html.Of($"Laporan hari apa, kak? Contohnya:"),
        Html.Of($"• <code>/laporan kemarin</code>, juga minggu, bulan, bulan lalu"),
        Html.Of($"• <code>/laporan 2026-11-01</code>"),
        Html.Of($"• <code>/laporan 2026-11-01 2026-11-15</code>, paling lama {ReportPeriod.DaysMax} hari"));

    /// <inheritdoc/>
    public Html ToastReportFiles => Html.Of($"Sebentar ya, filenya sedang dibuat 📄");

    /// <inheritdoc/>
    public string ButtonReportFiles => "📄 CSV";

    Html ITexts.Report(ReportFigures figures) => ReportForm.Of(figures, ReportWords);

    string ITexts.ButtonReport(ReportSpan span) => Capital(ReportSpanOf(span));

    Html ITexts.ReportOrdersFile(CsvPart part) => CsvCaption(part, "Pesanan yang selesai, dan yang masih berjalan");

    Html ITexts.ReportLedgerFile(CsvPart part) => CsvCaption(part, "Mutasi buku besar");

    private Html CsvCaption(CsvPart part, string what)
    {
        var caption = Html.Of($"📄 {what}: {ReportForm.Days(part.From, part.Until, part.Now, ReportWords)}\nBaris: {part.Rows}");
        return part.Ends switch
        {
            CsvEnd.More => caption + Html.Of($" (bagian {part.Number}, masih ada lanjutannya)"),
            CsvEnd.TooMuch => caption + Html.Of($" (bagian {part.Number}). Masih ada lagi, tapi terlalu banyak: pilih hari yang lebih sedikit ya kak."),
            _ when part.Number > 1 => caption + Html.Of($" (bagian {part.Number}, terakhir)"),
            _ => caption,
        };
    }

    private static string ReportSpanOf(ReportSpan span) => span switch
    {
        ReportSpan.Today => "hari ini",
        ReportSpan.Yesterday => "kemarin",
        ReportSpan.Week => "minggu ini",
        ReportSpan.LastWeek => "minggu lalu",
        ReportSpan.Month => "bulan ini",
        ReportSpan.LastMonth => "bulan lalu",
        _ => "hari itu",
    };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
