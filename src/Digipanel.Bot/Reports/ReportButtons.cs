using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Reports;

/// <summary>Other days in the place of these, and these days as files.</summary>
internal sealed class ReportButtons(AdminOptions admins) : AdminButtons(admins)
{
    private const string Name = "report";
    private const string Show = "show";
    private const string Files = "csv";

    public override string Prefix => Name;

    /// <summary>Below a report.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Rows(ITexts texts, ReportPeriod period) =>
        [.. Spans(texts), [new Button(texts.ButtonReportFiles) { Action = $"{Name}:{Files}:{ReportMessage.Day(period.First)}:{ReportMessage.Day(period.Last)}" }]];

    /// <summary>The days that have names.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Spans(ITexts texts) =>
        [Row(texts, ReportSpan.Today, ReportSpan.Yesterday), Row(texts, ReportSpan.Week, ReportSpan.Month, ReportSpan.LastMonth)];

    protected override void Press(CommandContext context, string[] parts)
    {
        var today = ReportPeriod.Today(context.Tx.Now);
        switch (parts)
        {
            case [Show, var name] when Enum.TryParse<ReportSpan>(name, out var span) && Enum.IsDefined(span) && span != ReportSpan.Days:
                context.Edit(ReportMessage.Of(ReportPeriod.Of(span, today), context.Texts));
                break;
            case [Files, var from, var until] when ReportMessage.Day(from) is { } first && ReportMessage.Day(until) is { } last
                && new ReportPeriod(ReportSpan.Days, first, last) is { Days: > 0 and <= ReportPeriod.DaysMax } period:
                SendFiles(context, period);
                break;
            default:
                context.Toast(context.Texts.ToastOldButton);
                break;
        }
    }

    // What "today" is, is decided when it is pressed.
    private static IReadOnlyList<Button> Row(ITexts texts, params ReportSpan[] spans) => [.. spans.Select(s => new Button(texts.ButtonReport(s)) { Action = $"{Name}:{Show}:{s}" })];

    private static void SendFiles(CommandContext context, ReportPeriod period)
    {
        context.Reply(CsvMessage.Of(CsvFile.Orders, period, context.Texts));
        context.Reply(CsvMessage.Of(CsvFile.Ledger, period, context.Texts));
        AdminLog.Write(context.Tx, context.Customer, new AdminAct("report.csv") { Subject = FormattableString.Invariant($"{period.First:yyyy-MM-dd} – {period.Last:yyyy-MM-dd}") });
        context.Toast(context.Texts.ToastReportFiles);
    }
}
