using System.Globalization;
using Digipanel.Bot.Benchmarks.Load;
using Digipanel.Bot.Benchmarks.Machine;
using Digipanel.Bot.Benchmarks.Report;
using Digipanel.Bot.Benchmarks.Shop;

namespace Digipanel.Bot.Benchmarks.Scenarios;

/// <summary>
/// An update comes in by webhook, its reply reaches Telegram: the published bot against the rival on Node, in turn, with the same stream, the same
/// stub and the same durability. Every second update is /saldo, the others paste a new link.
/// </summary>
internal static class UpdatesScenario
{
    private const int Customers = 20_000; // one message a second and chat is Telegram's limit, and the bot keeps to it
    private const int Senders = 64;
    private const int Rounds = 3;
    private const double WarmSeconds = 10; // both compile what is hot while they run
    private const double RoundSeconds = 5;
    private const double OpenSeconds = 10;
    private const double OpenPerSecond = 500;

    public static readonly Scenario Scenario = new("updates", "update in by webhook, reply received by Telegram: against grammY and better-sqlite3", IsQuick: true, RunAsync);

    private static async Task<IReadOnlyList<Line>> RunAsync(string[] args)
    {
        var stream = args.Length > 0 ? Enum.Parse<Load.Stream>(args[0], ignoreCase: true) : Load.Stream.Mixed;
        using var folder = Repository.NewFolder();
        using var load = new LoadProcess();
        var database = folder.File("bot.db");
        SeededDatabase.Make(database, Customers);
        var (port, rivalPort) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        using var bot = BotProgram.Start(folder, database, port, load.StubPort);
        if (args.Length > 1)
        {
            return [await AloneAsync(bot, port, load, stream, Number(args[1]), args.Length > 2 ? Number(args[2]) : 0)];
        }

        using var rival = Rival.Start(folder, rivalPort, load.StubPort, Customers);
        bot.WaitUntilHealthy(port);
        rival.WaitUntilHealthy(rivalPort);
        var ours = new Side(bot, port, load, stream);
        var theirs = new Side(rival, rivalPort, load, stream);
        foreach (var side in (Side[])[ours, theirs])
        {
            await side.RunAsync(WarmSeconds, 0);
        }

        var (closed, against) = (new List<Measured>(), new List<Measured>());
        for (var round = 0; round < Rounds; round++)
        {
            closed.Add(await ours.RunAsync(RoundSeconds, 0));
            against.Add(await theirs.RunAsync(RoundSeconds, 0));
        }

        var open = await ours.RunAsync(OpenSeconds, OpenPerSecond);
        var openRival = await theirs.RunAsync(OpenSeconds, OpenPerSecond);
        var name = stream.ToString().ToLowerInvariant();
        return
        [
            new Line($"updates ({name}), {Senders} at once", "/s", [.. closed.Select(m => m.Result.PerSecond)])
            {
                Against = "Node", Reference = [.. against.Select(m => m.Result.PerSecond)], Wanted = "ratio ≥ 3", Note = $"ours {Cost(closed)}; Node {Cost(against)}",
            },
            new Line($"updates ({name}), open loop {OpenPerSecond}/s, p99", "ms", [open.Result.P99Ms])
            {
                Against = "Node", Reference = [openRival.Result.P99Ms], Wanted = "< 10 ms",
                Note = $"p50 {open.Result.P50Ms:0.0} ms, max {open.Result.MaxMs:0} ms, {Cost([open])}; Node p50 {openRival.Result.P50Ms:0.0} ms",
            },
        ];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>For a profiler: only ours, for so many seconds; all at once, or so many a second.</summary>
    private static async Task<Line> AloneAsync(ServerProcess bot, int port, LoadProcess load, Load.Stream stream, double seconds, double rate)
    {
        bot.WaitUntilHealthy(port);
        var side = new Side(bot, port, load, stream);
        await side.RunAsync(seconds / 2, 0);
        var measured = await side.RunAsync(seconds / 2, rate);
        return rate > 0
            ? new Line($"updates ({stream}), open loop {rate}/s, p99", "ms", [measured.Result.P99Ms]) { Note = $"p50 {measured.Result.P50Ms:0.0} ms, {Cost([measured])}" }
            : new Line($"updates ({stream}), {Senders} at once", "/s", [measured.Result.PerSecond]) { Note = Cost([measured]) };
    }

    private static string Cost(IReadOnlyList<Measured> runs)
    {
        var failed = runs.Sum(r => r.Result.Failed);
        var done = runs.Sum(r => r.Result.Done);
        var us = runs.Sum(r => r.ServerCpu.TotalMicroseconds) / done;
        var load = runs.Sum(r => r.Result.CpuSeconds) * 1e6 / done;
        var p99 = MarkdownTable.Median([.. runs.Select(r => r.Result.P99Ms)]);
        return $"{us:0} µs CPU an update (load generator {load:0}), {(double)runs.Sum(r => r.Result.Calls) / done:0.0} calls each, p99 {p99:0} ms{(failed > 0 ? $", **{failed} failed**" : "")}";
    }

    private sealed record Measured(LoadResult Result, TimeSpan ServerCpu);

    private sealed class Side(ServerProcess server, int port, LoadProcess load, Load.Stream stream)
    {
        private long _next;

        public async Task<Measured> RunAsync(double seconds, double rate)
        {
            var cpu = server.Cpu;
            var result = await load.RunAsync(new LoadOrder(stream, port, Senders, seconds) { Customers = Customers, FirstNumber = _next, RatePerSecond = rate });
            _next = result.NextNumber;
            return new Measured(result, server.Cpu - cpu);
        }
    }
}
