using Digipanel.Bot.Admin;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Reports;

/// <summary>/laporan [hari ini|kemarin|minggu|bulan|2026-11-01 2026-11-15]. The command finds out which days; what they were is read when the answer is sent.</summary>
internal sealed class ReportCommand(AdminOptions admins) : AdminCommand(admins)
{
    public override IReadOnlyList<string> Names => ["laporan", "stats"];

    public override void Handle(CommandContext context) => context.Reply(
        PeriodWords.Find(context.Arguments, ReportPeriod.Today(context.Tx.Now)) is { } period
            ? ReportMessage.Of(period, context.Texts)
            : new Reply(context.Texts.ReportUnreadable) { Buttons = ReportButtons.Spans(context.Texts) });
}
