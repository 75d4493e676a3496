using Dapper;
using Digipanel.Bot.Reports;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Tests.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Reports;

/// <summary>Files in parts hold what the whole file holds, each row once.</summary>
public sealed class ReportFilesTests : IDisposable
{
    private readonly TestStore _test = new();

    private delegate long? Writer(SqliteConnection database, CsvText csv, Stretch stretch, long after, int max);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task Parts_hold_each_row_once_though_many_orders_ended_at_the_same_moment(int max)
    {
        var now = _test.Time.GetUtcNow();
        await YearsOfTrade.WriteAsync(_test.Store, 1_000, now);
        await _test.Store.InTransaction(tx => tx.Execute("UPDATE orders SET ended_at = ended_at / 10 * 10"));
        var all = new Stretch(now.AddDays(-500), now.AddDays(1));
        foreach (Writer write in new Writer[] { OrdersCsv.Write, LedgerCsv.Write })
        {
            var whole = Parts(write, all, int.MaxValue);
            var parts = Parts(write, all, max);
            Assert.Single(whole);
            Assert.Equal(Rows(whole).Order(StringComparer.Ordinal), Rows(parts).Order(StringComparer.Ordinal), StringComparer.Ordinal);
            Assert.InRange(parts.Count, 1, (Rows(whole).Count / max) + 2);
        }
    }

    [Fact]
    public async Task Files_of_days_that_follow_each_other_hold_each_ended_order_and_each_movement_once()
    {
        var now = _test.Time.GetUtcNow();
        await YearsOfTrade.WriteAsync(_test.Store, 1_000, now);
        DateTimeOffset[] bounds = [now.AddDays(-500), now.AddDays(-400).AddMilliseconds(100), now.AddMilliseconds(-100), now.AddDays(1)];
        List<Stretch> days = [.. bounds.Zip(bounds.Skip(1), (a, b) => new Stretch(a, b))];
        Assert.All(days.Skip(1), d => Assert.NotEmpty(Rows(Parts(OrdersCsv.Write, d, 100))));
        Assert.All(days.Take(2), d => Assert.NotEmpty(Rows(Parts(LedgerCsv.Write, d, 100))));
        Assert.Equal(Count("orders"), days.Sum(d => Rows(Parts(OrdersCsv.Write, d, 100)).Count));
        Assert.Equal(Count("transfers"), days.Sum(d => Rows(Parts(LedgerCsv.Write, d, 100)).Count));
    }

    public void Dispose() => _test.Dispose();

    private int Count(string table) => _test.Store.Read(c => c.ExecuteScalar<int>($"SELECT count(*) FROM {table}"));

    private List<string> Parts(Writer write, Stretch stretch, int max)
    {
        var parts = new List<string>();
        for (long? after = -1; after is not null;)
        {
            var csv = new CsvText();
            after = _test.Store.Read(c => write(c, csv, stretch, after!.Value, max));
            parts.Add(csv.ToString());
        }

        return parts;
    }

    private static List<string> Rows(List<string> parts) => [.. parts.SelectMany(p => p.Split("\r\n")[1..^1])];
}
