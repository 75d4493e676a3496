using System.Diagnostics;
using System.Globalization;
using Dapper;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit.Abstractions;

namespace Digipanel.Bot.Tests.Wallets;

/// <summary>An audit of years of trade takes seconds and holds nobody up. AUDIT_ENTRIES=5000000 measures it at any size.</summary>
public sealed class AuditSpeedTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestStore _test = new();

    private static long Entries => long.Parse(Environment.GetEnvironmentVariable("AUDIT_ENTRIES") ?? "20000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Years_of_trade_audit_clean_while_the_shop_goes_on_writing()
    {
        await YearsOfTrade.WriteAsync(_test.Store, Entries, _test.Time.GetUtcNow());
        output.WriteLine($"{_test.Store.Read(c => c.ExecuteScalar<long>("SELECT count(*) FROM entries")):N0} entries, file {new FileInfo(new SqliteConnectionStringBuilder(_test.ConnectionString).DataSource).Length / 1_000_000} MB");
        Time(RunAll());
        var alone = await WriteWhileAsync(done => done < (Entries > 100_000 ? 2_000 : 50));
        var computing = Task.Run(() => Compute(TimeSpan.FromSeconds(Entries > 100_000 ? 5 : 0.2)));
        var beside = await WriteWhileAsync(_ => !computing.IsCompleted);
        var audit = Task.Run(RunAll);
        var meanwhile = await WriteWhileAsync(_ => !audit.IsCompleted);
        Time(await audit);
        output.WriteLine($"writes a second: {alone:N0} alone, {meanwhile:N0} during the audit, {beside:N0} beside a thread that only computes");
    }

    [Fact]
    public async Task A_small_shop_audits_in_so_few_steps_of_sqlite_that_a_simulation_can_ask_at_every_quiet_point()
    {
        // Counted, not timed: a step is an instruction of SQLite's virtual machine, the same on any machine, and a million take about 10 ms.
        const int stepsACall = 100;
        using var shop = await AuditedShop.OpenAsync();
        var calls = 0;
        var report = shop.Test.Store.Read(connection =>
        {
            raw.sqlite3_progress_handler(connection.Handle, stepsACall, _ => ++calls * 0, null);
            var found = LedgerAudit.Run(connection, shop.Time.GetUtcNow());
            raw.sqlite3_progress_handler(connection.Handle, 0, (delegate_progress?)null, null);
            return found;
        });
        Assert.Empty(report.Violations);
        output.WriteLine($"a small shop: {calls * stepsACall:N0} steps");
        Assert.InRange(calls * stepsACall, 1_000, 50_000);
    }

    public void Dispose() => _test.Dispose();

    private (TimeSpan Took, AuditReport Report) RunAll()
    {
        var started = Stopwatch.GetTimestamp();
        var report = _test.Store.Read(c => LedgerAudit.Run(c, _test.Time.GetUtcNow()));
        Assert.Empty(report.Violations);
        return (Stopwatch.GetElapsedTime(started), report);
    }

    private void Time((TimeSpan Took, AuditReport Report) run) => output.WriteLine($"audit: {run.Took.TotalMilliseconds:N0} ms");

    // What any busy core costs on this machine: the audit should cost no more, for it holds no lock that a writer wants.
    private static void Compute(TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
        }
    }

    /// <summary>Customers who top up, four at a time, each for as long as the count of its own says so.</summary>
    private async Task<double> WriteWhileAsync(Func<int, bool> goesOn)
    {
        var started = Stopwatch.GetTimestamp();
        var writes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var done = 0;
            while (goesOn(done))
            {
                await _test.Store.InTransaction(tx => Ledger.Post(tx, TransferKind.Credit, 1, new Rupiah(1), $"speed:{Guid.NewGuid()}"));
                done++;
            }

            return done;
        }));
        return writes.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
