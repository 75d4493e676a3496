using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Reports;

/// <summary>Which file.</summary>
internal enum CsvFile
{
    /// <summary>orders.csv</summary>
    Orders,

    /// <summary>ledger.csv</summary>
    Ledger,
}

/// <summary>What comes after a part of a file.</summary>
internal enum CsvEnd
{
    /// <summary>Nothing: it is all there.</summary>
    Last,

    /// <summary>The next part, by itself.</summary>
    More,

    /// <summary>More than is sent.</summary>
    TooMuch,
}

/// <summary>A file, or a part of one, as its caption tells it.</summary>
internal sealed record CsvPart(DateTimeOffset From, DateTimeOffset Until, DateTimeOffset Now, long Rows, int Number, CsvEnd Ends);

/// <summary>
/// The report's files. Each part is made when it is sent, from where the one before ended, and owed when that one was recorded as sent: never more than one
/// part is in memory, and none is in the database.
/// </summary>
internal sealed class CsvMessage(AdminOptions admins) : ILateReply
{
    /// <summary>Two to five MB: uploaded well before a call is given up, and opened by any spreadsheet.</summary>
    public const int PartRowsMax = 20_000;

    /// <summary>Parts of one file.</summary>
    public const int PartsMax = 25;

    public string Prefix => "csv";

    public bool IsFor(ChatAddress reader) => admins.Addresses.Contains(reader);

    /// <summary>A file as it is owed to a chat.</summary>
    public static Reply Of(CsvFile file, ReportPeriod period, ITexts texts) => Part(texts.Language, file, period, after: -1, 1);

    public LateReply Make(SqliteConnection database, string id, DateTimeOffset now)
    {
        var parts = id.Split(':');
        var (texts, file) = (TextsOf.Language(parts[0]), Enum.Parse<CsvFile>(parts[1]));
        var period = new ReportPeriod(ReportSpan.Days, ReportMessage.Day(parts[2])!.Value, ReportMessage.Day(parts[3])!.Value);
        var (after, number) = (long.Parse(parts[4], CultureInfo.InvariantCulture), int.Parse(parts[5], CultureInfo.InvariantCulture));
        var csv = new CsvText();
        var stretch = new Stretch(period.From, period.Until);
        var more = file == CsvFile.Orders ? OrdersCsv.Write(database, csv, stretch, after, PartRowsMax) : LedgerCsv.Write(database, csv, stretch, after, PartRowsMax);
        var part = new CsvPart(period.From, period.Until, now, csv.Rows, number, more is null ? CsvEnd.Last : number < PartsMax ? CsvEnd.More : CsvEnd.TooMuch);
        var caption = file == CsvFile.Orders ? texts.ReportOrdersFile(part) : texts.ReportLedgerFile(part);
        var next = more is { } from && part.Ends == CsvEnd.More ? Part(texts.Language, file, period, from, number + 1) : null;
        return new LateReply(new Reply(caption) { Document = new TextDocument(Name(file, period, part), csv.ToString()) }, next);
    }

    private static Reply Part(string language, CsvFile file, ReportPeriod period, long after, int number) => new(Html.Empty)
    {
        Late = string.Create(CultureInfo.InvariantCulture, $"csv:{language}:{file}:{ReportMessage.Day(period.First)}:{ReportMessage.Day(period.Last)}:{after}:{number}"),
    };

    // orders-20261101-20261115.csv, and where that is not all of it …-1.csv, …-2.csv
    private static string Name(CsvFile file, ReportPeriod period, CsvPart part)
    {
        var days = period.Days == 1 ? ReportMessage.Day(period.First) : $"{ReportMessage.Day(period.First)}-{ReportMessage.Day(period.Last)}";
        return $"{(file == CsvFile.Orders ? "orders" : "ledger")}-{days}{(part is { Number: 1, Ends: CsvEnd.Last } ? "" : $"-{part.Number}")}.csv";
    }
}
