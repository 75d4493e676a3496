using System.Diagnostics;
using Digipanel.Bot.Benchmarks;
using Digipanel.Bot.Benchmarks.Load;
using Digipanel.Bot.Benchmarks.Machine;
using Digipanel.Bot.Benchmarks.Report;
using Digipanel.Bot.Benchmarks.Scenarios;

// Verbs of the processes that a scenario starts beside itself.
switch (args)
{
    case ["load"]:
        return await LoadProgram.RunAsync();
    case ["bare", var secret]:
        return await Hosts.RunBareAsync(secret);
    case ["empty"]:
        return await Hosts.RunEmptyAsync();
    default:
        break;
}

IReadOnlyList<Scenario> scenarios =
[
    TransactionScenario.Scenario,
    UpdatesScenario.Scenario,
    WebhooksScenario.Scenario,
    StartScenario.Scenario,
    LaneScenario.Scenario,
    SizeScenario.Scenario,
    MemoryScenario.Scenario,
];

if (args is ["--list"] or ["--help"])
{
    foreach (var scenario in scenarios)
    {
        Console.WriteLine($"{scenario.Name,-14}{(scenario.IsQuick ? "" : "(by name) ")}{scenario.About}");
    }

    return 0;
}

var chosen = args is [] or ["all"] ? [.. scenarios.Where(s => s.IsQuick)] : scenarios.Where(s => s.Name == args[0]).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"There is no scenario '{args[0]}': {string.Join(", ", scenarios.Select(s => s.Name))}.");
    return 2;
}

var lines = new List<Line>();
foreach (var scenario in chosen)
{
    var started = Stopwatch.GetTimestamp();
    var measured = await scenario.Run(args.Length > 1 ? args[1..] : []);
    Console.WriteLine($"\n## {scenario.Name}: {scenario.About} ({Stopwatch.GetElapsedTime(started).TotalSeconds:0} s)\n\n{MarkdownTable.Render(measured)}");
    lines.AddRange(measured);
}

if (chosen.Count > 1)
{
    Console.WriteLine($"\n## All\n\n{Machines.Describe()}\n\n{MarkdownTable.Render(lines)}");
}

return 0;
