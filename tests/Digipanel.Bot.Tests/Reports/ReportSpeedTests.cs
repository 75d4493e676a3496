using System.Diagnostics;
using System.Globalization;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Reports;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Tests.Wallets;
using Digipanel.Bot.Wallets;
using Xunit.Abstractions;

namespace Digipanel.Bot.Tests.Reports;

/// <summary>A report of years of trade, all of it in one month. REPORT_ENTRIES=1000000 measures it at any size.</summary>
public sealed class ReportSpeedTests(ITestOutputHelper output) : IDisposable
{
    private const int WritesABatch = 5_000;
    private readonly TestStore _test = new();

    private static long Entries => long.Parse(Environment.GetEnvironmentVariable("REPORT_ENTRIES") ?? "10000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Years_of_trade_fit_a_report_and_its_files()
    {
        var now = _test.Time.GetUtcNow();
        await YearsOfTrade.WriteAsync(_test.Store, Entries, now);
        var day = ReportPeriod.Today(now.AddDays(-400));
        var month = new ReportPeriod(ReportSpan.Days, new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1));
        var figures = Timed("report", () => _test.Store.Read(c => ReportReader.Read(c, month, now)));
        figures = Timed("report, warm", () => _test.Store.Read(c => ReportReader.Read(c, month, now)));
        Timed("report of today", () => _test.Store.Read(c => ReportReader.Read(c, ReportPeriod.Of(ReportSpan.Today, ReportPeriod.Today(now)), now)));
        Assert.Equal(_test.Store.Read(c => c.ExecuteScalar<long>("SELECT sum(balance) FROM accounts WHERE type IN ('customer', 'held')")), figures.Money.Closing.Value);

        var (orders, movements) = (FileRows(CsvFile.Orders, month), FileRows(CsvFile.Ledger, month));
        Assert.Equal(_test.Store.Read(c => c.ExecuteScalar<long>("SELECT count(*) FROM transfers")), movements);
        Assert.Equal(_test.Store.Read(c => c.ExecuteScalar<long>("SELECT count(*) FROM orders WHERE ended_at < @until", new { until = month.Until.ToUnixTimeMilliseconds() })), orders);
        if (Entries > 100_000)
        {
            await MeasureWritesAsync();
        }
    }

    public void Dispose() => _test.Dispose();

    private long FileRows(CsvFile file, ReportPeriod period)
    {
        var (rows, maker) = (0L, new CsvMessage(new AdminOptions()));
        for (Reply? next = CsvMessage.Of(file, period, TextsOf.Language("id")); next is not null;)
        {
            var key = next.Late!["csv:".Length..];
            var made = Timed($"{file} file", () => _test.Store.Read(c => maker.Make(c, key, _test.Time.GetUtcNow())));
            var text = made.Reply.Document!.Text;
            output.WriteLine($"  {made.Reply.Document.Name}: {text.Length:N0} characters");
            rows += text.AsSpan().Count("\r\n") - 1;
            next = made.Next;
        }

        return rows;
    }

    // What the index of the times costs each movement of the ledger.
    private async Task MeasureWritesAsync()
    {
        for (var round = 0; round < 4; round++)
        {
            output.WriteLine($"with the index: {await WritesAsync()}");
            await _test.Store.InTransaction(tx => tx.Execute("DROP INDEX transfers_by_time"));
            output.WriteLine($"without ({Number("PRAGMA freelist_count") * Number("PRAGMA page_size") / 1_000_000} MB less): {await WritesAsync()}");
            await _test.Store.InTransaction(tx => tx.Execute("CREATE INDEX transfers_by_time ON transfers (at, kind, amount, from_account)"));
        }
    }

    private long Number(string sql) => _test.Store.Read(c => c.ExecuteScalar<long>(sql));

    private async Task<string> WritesAsync()
    {
        var (started, worked) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        for (var i = 0; i < 10; i++)
        {
            _test.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAll(Enumerable.Range(0, WritesABatch).Select(n => _test.Store.InTransaction(tx => Ledger.Post(tx, TransferKind.Credit, (n % 5_000) + 1, new Rupiah(1), $"speed:{Guid.NewGuid()}"))));
        }

        var cpu = (Process.GetCurrentProcess().TotalProcessorTime - worked).TotalMicroseconds / (10 * WritesABatch);
        return $"{10 * WritesABatch / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} movements a second, {cpu:N1} µs of a core each";
    }

    private T Timed<T>(string what, Func<T> work)
    {
        var (started, worked) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var result = work();
        var cpu = (Process.GetCurrentProcess().TotalProcessorTime - worked).TotalMilliseconds;
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N0} ms, {cpu:N0} of a core");
        return result;
    }
}
