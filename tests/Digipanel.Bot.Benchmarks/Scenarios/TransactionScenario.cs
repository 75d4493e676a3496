using System.Diagnostics;
using Digipanel.Bot.Benchmarks.Machine;
using Digipanel.Bot.Benchmarks.Report;
using Digipanel.Bot.Benchmarks.Shop;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Benchmarks.Scenarios;

/// <summary>
/// The hot transaction: a customer pastes one link. Ours is the dispatcher with everything it does, 64 callers at once; the reference is a bare loop
/// of the very statements that ours runs, prepared once, 128 pastes a commit. Both at full durability, on the same disk, from the same file.
/// </summary>
internal static class TransactionScenario
{
    private const int Callers = 64;
    private const int Customers = 10_000;
    private const int Pastes = 6_400;
    private const int Rounds = 3;

    public static readonly Scenario Scenario = new("transaction", "a paste's transaction, 64 callers, against a bare loop of its statements", IsQuick: true, RunAsync);

    private static async Task<IReadOnlyList<Line>> RunAsync(string[] args)
    {
        using var folder = Repository.NewFolder();
        var seed = folder.File("seed.db");
        SeededDatabase.Make(seed, Customers);
        var recorded = Record(Copy(seed, folder.File("recorded.db")));
        var ours = new List<double>();
        var bare = new List<double>();
        var allocated = new List<double>();
        var cpu = new List<double>();
        await OursAsync(Copy(seed, folder.File("warm.db")));
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(Bare(Copy(seed, folder.File($"bare{round}.db")), recorded));
            var (perSecond, bytes, cpuUs) = await OursAsync(Copy(seed, folder.File($"ours{round}.db")));
            ours.Add(perSecond);
            allocated.Add(bytes);
            cpu.Add(cpuUs);
        }

        return
        [
            new Line("a paste's transaction, 64 callers, FULL", "/s", ours)
            {
                Against = "bare loop, 128 a commit", Reference = bare, Wanted = "ratio ≥ 0.60",
                Note = $"{recorded[0].Count} statements; {MarkdownTable.Number(MarkdownTable.Median(allocated) / 1024)} KB allocated and {MarkdownTable.Number(MarkdownTable.Median(cpu))} µs CPU each",
            },
        ];
    }

    private static string Copy(string seed, string path)
    {
        File.Copy(seed, path, overwrite: true);
        return path;
    }

    /// <summary>Every paste's statements, once, on one thread.</summary>
    private static List<List<RecordedStatement>> Record(string database)
    {
        using var shop = new ShopInProcess(database, singleThread: true);
        RecordedStatements? trace = null;
        shop.Store.InTransaction(tx => { trace = new RecordedStatements(tx.Connection); }).GetAwaiter().GetResult();
        trace!.Take();
        var recorded = new List<List<RecordedStatement>>(Pastes);
        for (var i = 0; i < Pastes; i++)
        {
            shop.Dispatcher.DispatchAsync(Updates.Paste(i, Customers), CancellationToken.None).GetAwaiter().GetResult();
            recorded.Add(trace.Take());
        }

        trace.Dispose();
        return recorded;
    }

    private static double Bare(string database, List<List<RecordedStatement>> recorded)
    {
        using var connection = SeededDatabase.Open(database);
        using var begin = Prepare(connection, "BEGIN IMMEDIATE");
        using var commit = Prepare(connection, "COMMIT");
        var prepared = new Dictionary<string, SqliteCommand>(StringComparer.Ordinal);
        foreach (var statement in recorded[0])
        {
            prepared.TryAdd(statement.Sql, Prepare(connection, statement.Sql));
        }

        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < recorded.Count; i++)
        {
            if (i % Store.BatchMax == 0)
            {
                begin.ExecuteNonQuery();
            }

            foreach (var statement in recorded[i])
            {
                if (!prepared.TryGetValue(statement.Sql, out var command))
                {
                    prepared[statement.Sql] = command = Prepare(connection, statement.Sql);
                }

                Run(command, statement);
            }

            if (i % Store.BatchMax == Store.BatchMax - 1 || i == recorded.Count - 1)
            {
                commit.ExecuteNonQuery();
            }
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        return recorded.Count / seconds;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Prepare();
        return command;
    }

    private static void Run(SqliteCommand command, RecordedStatement statement)
    {
        if (command.Parameters.Count == 0)
        {
            foreach (var name in Names(statement.Sql))
            {
                command.Parameters.Add(new SqliteParameter(name, null));
            }
        }

        for (var i = 0; i < statement.Values.Length; i++)
        {
            command.Parameters[i].Value = statement.Values[i] ?? DBNull.Value;
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _ = reader.GetValue(0);
        }
    }

    private static IEnumerable<string> Names(string sql) =>
        System.Text.RegularExpressions.Regex.Matches(sql, "[@$?][A-Za-z0-9_]+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value).Distinct(StringComparer.Ordinal);

    private static async Task<(double PerSecond, double BytesEach, double CpuUsEach)> OursAsync(string database)
    {
        using var shop = new ShopInProcess(database);
        GC.Collect();
        var next = -1L;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < Pastes; i = Interlocked.Increment(ref next))
            {
                await shop.Dispatcher.DispatchAsync(Updates.Paste(i, Customers), CancellationToken.None);
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (Pastes / seconds, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / Pastes, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Pastes);
    }
}
