using Digipanel.Bot.Reports;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>/laporan with days that are none, too many, or still to come.</summary>
    Html ReportUnreadable { get; }

    /// <summary>The report's files are on their way.</summary>
    Html ToastReportFiles { get; }

    /// <summary>Makes the report's files.</summary>
    string ButtonReportFiles { get; }

    /// <summary>The report.</summary>
    internal Html Report(ReportFigures figures);

    /// <summary>A stretch of days on a button.</summary>
    internal string ButtonReport(ReportSpan span);

    /// <summary>Under a file: orders that ended, or were open, in these days.</summary>
    internal Html ReportOrdersFile(CsvPart part);

    /// <summary>Under a file: the ledger's movements in these days.</summary>
    internal Html ReportLedgerFile(CsvPart part);
}
