using System.Globalization;
using Digipanel.Bot.CrashTests.Simulation;

// The simulation by hand: any number of seeds, or one again.
//   dotnet run --project tests/Digipanel.Bot.CrashTests -c Release -- --seeds 5000 [--first 201]
//   dotnet run --project tests/Digipanel.Bot.CrashTests -c Release -- --seed 17
if (Number("--seed") is { } seed)
{
    var world = SimulatedLife.Run(seed);
    Console.WriteLine(world.Problems.Count == 0 ? $"Seed {seed} keeps the law" : world.Describe());
    Console.WriteLine($"{world.Steps} steps, {world.Lived.TotalDays:0.0} simulated days, trace {world.Trace:x16}");
    return world.Problems.Count == 0 ? 0 : 1;
}

if (Number("--seeds") is { } count)
{
    var report = SimulationRun.Of(Number("--first") ?? 1, count, world =>
    {
        if (world.Problems.Count > 0)
        {
            Console.WriteLine(world.Describe());
        }
    });
    Console.WriteLine(report.Summary);
    return report.Failures.Count == 0 ? 0 : 1;
}

await Console.Error.WriteLineAsync("Say --seeds COUNT [--first SEED], or --seed SEED. (The tests run with tests/run.)");
return 2;

int? Number(string name) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
