using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Reports;

/// <summary>The report, read when it is sent.</summary>
internal sealed class ReportMessage(AdminOptions admins) : ILateReply
{
    private const string DayForm = "yyyyMMdd";

    public string Prefix => "report";

    public bool IsFor(ChatAddress reader) => admins.Addresses.Contains(reader);

    /// <summary>The report as it is owed to a chat.</summary>
    public static Reply Of(ReportPeriod period, ITexts texts) =>
        new(Html.Empty) { Late = $"report:{texts.Language}:{period.Span}:{Day(period.First)}:{Day(period.Last)}" };

    public LateReply Make(SqliteConnection database, string id, DateTimeOffset now)
    {
        var parts = id.Split(':');
        var texts = TextsOf.Language(parts[0]);
        var period = new ReportPeriod(Enum.Parse<ReportSpan>(parts[1]), Day(parts[2])!.Value, Day(parts[3])!.Value);
        return new LateReply(new Reply(texts.Report(ReportReader.Read(database, period, now))) { Buttons = ReportButtons.Rows(texts, period) });
    }

    /// <summary>A day as keys and buttons write it.</summary>
    public static string Day(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>Reads it back; null: it is none.</summary>
    public static DateOnly? Day(string text) => DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
