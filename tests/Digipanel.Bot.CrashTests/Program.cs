using System.Globalization;
using Digipanel.Bot.CrashTests.Points;
using Digipanel.Bot.CrashTests.Simulation;

// By hand: any number of seeds, or one again; all crash points, and as many pairs a story as one likes.
//   dotnet run --project tests/Digipanel.Bot.CrashTests -c Release -- --seeds 5000 [--first 201]
//   dotnet run --project tests/Digipanel.Bot.CrashTests -c Release -- --seed 17
//   dotnet run --project tests/Digipanel.Bot.CrashTests -c Release -- --points [--pairs 500] [--story "one link"]
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

if (args.Contains("--points", StringComparer.Ordinal))
{
    var story = Word("--story");
    var runs = Scenario.All.Where(s => story is null || s.Name.Contains(story, StringComparison.Ordinal)).Select(scenario =>
    {
        var run = CrashPointRun.Of(scenario, Number("--pairs") ?? 20);
        Console.WriteLine($"{scenario}: {run.Points} crash points, {run.Pairs} of {run.AllPairs} pairs");
        run.Failures.ToList().ForEach(Console.WriteLine);
        return run;
    }).ToList();
    var failures = runs.Sum(r => r.Failures.Count);
    Console.WriteLine($"{runs.Count} stories: {runs.Sum(r => r.Points)} crash points, {runs.Sum(r => r.Pairs)} of {runs.Sum(r => r.AllPairs)} pairs; {failures} broke the law");
    return failures == 0 ? 0 : 1;
}

await Console.Error.WriteLineAsync("Say --seeds COUNT [--first SEED], --seed SEED, or --points [--pairs COUNT] [--story WORDS]. (The tests run with tests/run.)");
return 2;

int? Number(string name) => int.TryParse(Word(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

string? Word(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
