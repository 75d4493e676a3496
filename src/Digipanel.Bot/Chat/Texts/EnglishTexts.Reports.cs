using Digipanel.Bot.Reports;

namespace Digipanel.Bot.Chat.Texts;

public sealed partial class EnglishTexts
{
    private ReportWords ReportWords => new()
    {
        Title = span => span == ReportSpan.Days ? "Report" : $"Report: {ReportSpanOf(span)}",
        Compared = span => span switch
        {
            ReportSpan.Today => "Compared with yesterday up to the same hour",
            ReportSpan.Yesterday => "Compared with the day before",
            ReportSpan.Week => "Compared with last week up to the same day",
            ReportSpan.LastWeek => "Compared with the week before",
            ReportSpan.Month => "Compared with last month up to the same date",
            ReportSpan.LastMonth => "Compared with the month before",
            _ => "Compared with the days before",
        },
        Sales = "Sales",
        Delivered = "delivered",
        Failed = "failed",
        Cancelled = "cancelled",
        Open = "open",
        Returned = "Back to wallets",
        Refunds = "Refunded after delivery",
        Buyers = "buyers",
        Topups = "Top-ups",
        OtherMethods = "Others",
        Fee = "customers' fees",
        ShopFee = "shop's fees",
        Bonuses = "Top-up bonuses",
        Vouchers = "Vouchers",
        Credits = "Credits by admins",
        Debits = "Debits by admins",
        Losses = "Losses",
        Certain = "certain",
        Possible = "possible",
        AfterGifts = "After bonuses, vouchers and payment fees",
        Customers = (active, fresh) => $"{Counted(active, "customer")} bought, {Counted(fresh, "new customer")}",
        Hours = "Hours 0–23",
        BestHour = (hour, orders) => $"Busiest from {hour} to {hour + 1}: {Orders(orders)}",
        ByDays = days => days == 1 ? "By day" : $"By {days} days",
        Wallets = "Customers' money",
        In = "in",
        Out = "out",
        Held = held => $"{held} held for orders",
        Day = at => WesternIndonesia.FormatDay(at, Language),
        Time = Time,
        More = More,
    };

    /// <inheritdoc/>
    public Html ReportUnreadable => Html.Lines(
        Html.Of($"Which days? For example:"),
        Html.Of($"• <code>/laporan yesterday</code>, or week, month, last month"),
        Html.Of($"• <code>/laporan 2026-11-01</code>"),
        Html.Of($"• <code>/laporan 2026-11-01 2026-11-15</code>, up to {ReportPeriod.DaysMax} days"));

    /// <inheritdoc/>
    public Html ToastReportFiles => Html.Of($"One moment, your files are being made 📄");

    /// <inheritdoc/>
    public string ButtonReportFiles => "📄 CSV";

    Html ITexts.Report(ReportFigures figures) => ReportForm.Of(figures, ReportWords);

    string ITexts.ButtonReport(ReportSpan span) => ReportSpanOf(span) is var words ? char.ToUpperInvariant(words[0]) + words[1..] : "";

    Html ITexts.ReportOrdersFile(CsvPart part) => CsvCaption(part, "Orders that ended, and those still open");

    Html ITexts.ReportLedgerFile(CsvPart part) => CsvCaption(part, "The ledger's movements");

    private Html CsvCaption(CsvPart part, string what)
    {
        var caption = Html.Of($"📄 {what}: {ReportForm.Days(part.From, part.Until, part.Now, ReportWords)}\nRows: {part.Rows}");
        return part.Ends switch
        {
            CsvEnd.More => caption + Html.Of($" (part {part.Number}, more follows)"),
            CsvEnd.TooMuch => caption + Html.Of($" (part {part.Number}). There is more, but too much: please choose fewer days."),
            _ when part.Number > 1 => caption + Html.Of($" (part {part.Number}, the last)"),
            _ => caption,
        };
    }

    private static string ReportSpanOf(ReportSpan span) => span switch
    {
        ReportSpan.Today => "today",
        ReportSpan.Yesterday => "yesterday",
        ReportSpan.Week => "this week",
        ReportSpan.LastWeek => "last week",
        ReportSpan.Month => "this month",
        ReportSpan.LastMonth => "last month",
        _ => "those days",
    };
}
