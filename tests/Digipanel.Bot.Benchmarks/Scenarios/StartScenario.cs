using Digipanel.Bot.Benchmarks.Load;
using Digipanel.Bot.Benchmarks.Machine;
using Digipanel.Bot.Benchmarks.Report;
using Digipanel.Bot.Benchmarks.Shop;

namespace Digipanel.Bot.Benchmarks.Scenarios;

/// <summary>From the start of the published program to /healthz, beside an empty host of the framework; then what it holds while it idles.</summary>
internal static class StartScenario
{
    private const int Rounds = 7;
    private const int IdleSeconds = 30; // the books are audited once within it

    public static readonly Scenario Scenario = new("start", "start to /healthz against an empty host; memory while idle", IsQuick: true, RunAsync);

    private static async Task<IReadOnlyList<Line>> RunAsync(string[] args)
    {
        using var folder = Repository.NewFolder();
        using var load = new LoadProcess();
        var (again, fresh, empty) = (new List<double>(), new List<double>(), new List<double>());
        var database = folder.File("again.db");
        SeededDatabase.Make(database, customers: 1_000);
        for (var round = 0; round < Rounds; round++)
        {
            again.Add(Bot(folder, load, database));
            fresh.Add(Bot(folder, load, folder.File($"fresh{round}.db")));
            empty.Add(Empty(folder));
        }

        var port = ServerProcess.FreePort();
        using var bot = BotProgram.Start(folder, database, port, load.StubPort);
        bot.WaitUntilHealthy(port);
        var cpu = bot.Cpu;
        await Task.Delay(TimeSpan.FromSeconds(IdleSeconds));
        return
        [
            new Line("start to /healthz", "s", again) { Against = "empty host", Reference = empty, Wanted = "< 0.8 s" },
            new Line("first start to /healthz, all tables made", "s", fresh) { Against = "empty host", Reference = empty, Wanted = "< 0.8 s" },
            new Line("resident memory, idle", "MB", [bot.ResidentMb]) { Wanted = "< 110 MB", Note = $"{(bot.Cpu - cpu).TotalMilliseconds / IdleSeconds:0.0} ms CPU a second" },
        ];
    }

    private static double Bot(TempFolder folder, LoadProcess load, string database)
    {
        var port = ServerProcess.FreePort();
        using var bot = BotProgram.Start(folder, database, port, load.StubPort);
        return bot.WaitUntilHealthy(port).TotalSeconds;
    }

    private static double Empty(TempFolder folder)
    {
        var port = ServerProcess.FreePort();
        using var host = ServerProcess.Start(
            folder.File("empty.log"), folder.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" },
            "dotnet", typeof(StartScenario).Assembly.Location, "empty");
        return host.WaitUntilHealthy(port).TotalSeconds;
    }
}
