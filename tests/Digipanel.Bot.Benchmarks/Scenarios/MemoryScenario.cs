using System.Globalization;
using Digipanel.Bot.Benchmarks.Load;
using Digipanel.Bot.Benchmarks.Machine;
using Digipanel.Bot.Benchmarks.Report;
using Digipanel.Bot.Benchmarks.Shop;

namespace Digipanel.Bot.Benchmarks.Scenarios;

/// <summary>Whether memory stays flat under load: 200 updates a second for so many minutes (<c>memory 60</c>), a sample every half minute.</summary>
internal static class MemoryScenario
{
    private const int Customers = 20_000;
    private const double PerSecond = 200;
    private const double MinutesDefault = 10;
    private const double SampleSeconds = 30;
    private const double Mb = 1024 * 1024;

    public static readonly Scenario Scenario = new("memory", "resident memory and GC heap under load, minutes as given (10)", IsQuick: false, RunAsync);

    private static async Task<IReadOnlyList<Line>> RunAsync(string[] args)
    {
        var minutes = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : MinutesDefault;
        using var folder = Repository.NewFolder();
        using var load = new LoadProcess();
        var database = folder.File("bot.db");
        var samples = folder.File("samples");
        SeededDatabase.Make(database, Customers);
        var port = ServerProcess.FreePort();
        using var bot = BotProgram.Start(
            folder, database, port, load.StubPort, ("DOTNET_STARTUP_HOOKS", typeof(MemoryScenario).Assembly.Location), (StartupHook.FileVariable, samples));
        bot.WaitUntilHealthy(port);
        var (resident, own, heap, done, next) = (new List<double>(), new List<double>(), new List<double>(), 0L, 0L);
        Console.WriteLine("minute  updates  resident MB  its own MB  GC heap MB  allocated KB each  gen2 collections");
        var allocated = Read(samples).Allocated;
        for (var minute = SampleSeconds / 60; minute <= minutes + 0.01; minute += SampleSeconds / 60)
        {
            var result = await load.RunAsync(new LoadOrder(Load.Stream.Mixed, port, 64, SampleSeconds) { Customers = Customers, FirstNumber = next, RatePerSecond = PerSecond });
            next = result.NextNumber;
            done += result.Done;
            var (size, total, gen2) = Read(samples);
            resident.Add(bot.ResidentMb);
            own.Add(bot.PrivateMb);
            heap.Add(size / Mb);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{minute,6:0.0} {done,8:#,0} {resident[^1],12:0.0} {own[^1],11:0.0} {heap[^1],11:0.0} {(total - allocated) / 1024.0 / result.Done,18:0.0} {gen2,17}"));
            allocated = total;
        }

        // The first minutes compile and fill caches: flat is what comes after.
        var (earlier, later) = (Half(own, first: true), Half(own, first: false));
        return
        [
            new Line($"memory (without the database's mapped pages) over {minutes:0} minutes of {PerSecond} updates/s: second half", "MB", later)
            {
                Against = "first half", Reference = earlier, Wanted = "flat", Note = $"resident {resident[0]:0} to {resident[^1]:0} MB; GC heap {heap.Min():0}–{heap.Max():0} MB; {done:#,0} updates",
            },
        ];
    }

    private static List<double> Half(List<double> values, bool first) => [.. first ? values.Take(values.Count / 2) : values.Skip(values.Count - (values.Count / 2))];

    private static (double Heap, double Allocated, string Gen2) Read(string samples)
    {
        // Written once a second: half of one may be read.
        for (var tries = 0; ; tries++)
        {
            var parts = File.Exists(samples) ? File.ReadAllText(samples).Split(' ') : [];
            if (parts.Length == 3 && parts[2].Length > 0)
            {
                return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
            }

            if (tries > 200)
            {
                throw new InvalidOperationException("The bot writes no samples.");
            }

            Thread.Sleep(50);
        }
    }
}
