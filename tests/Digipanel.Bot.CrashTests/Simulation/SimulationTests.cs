using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;

namespace Digipanel.Bot.CrashTests.Simulation;

/// <summary>Many worlds, each from one seed. More of them: <c>dotnet run --project tests/Digipanel.Bot.CrashTests -c Release -- --seeds 5000</c>.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int SeedsInTheSuite = 100;
    private const int SeedsATest = 25;

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, SeedsInTheSuite / SeedsATest).Select(i => 1 + (i * SeedsATest))];

    /// <summary>
    /// Seeds that once found something. A seed replays exactly on the code it was found on, and on later code gives another world of the same kind: so
    /// each finding has a test of its own as well, named after the fact.
    /// </summary>
    public static TheoryData<int> Found => new() { 25, 43, 48, 78, 106 };

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void In_no_world_is_money_or_a_message_lost_or_paid_twice(int firstSeed)
    {
        var report = SimulationRun.Of(firstSeed, SeedsATest);
        output.WriteLine(report.Summary);
        Assert.True(report.Failures.Count == 0, string.Join("\n\n", report.Failures.Take(3).Select(f => f.Describe())));
        Assert.True(report.Orders > 150 && report.Delivered > report.Orders / 2 && report.Payments > 100, $"Too little happened for this to prove anything: {report.Summary}");
    }

    [Theory]
    [MemberData(nameof(Found))]
    public void A_seed_that_once_broke_the_law_keeps_it(int seed)
    {
        var world = SimulatedLife.Run(seed);
        Assert.True(world.Problems.Count == 0, world.Describe());
    }

    [Theory]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_world_step_by_step(int seed)
    {
        var (first, second) = (SimulatedLife.Run(seed), SimulatedLife.Run(seed));
        Assert.Equal(first.Trace, second.Trace);
        Assert.Equal(first.Steps, second.Steps);
        Assert.NotEqual(first.Trace, SimulatedLife.Run(seed + 1).Trace);
    }
}

/// <summary>Seeds run on all cores, and what they add up to.</summary>
internal sealed record SimulationRun(IReadOnlyList<SimulationResult> Worlds, TimeSpan Took)
{
    public IReadOnlyList<SimulationResult> Failures => [.. Worlds.Where(w => w.Problems.Count > 0).OrderBy(w => w.Seed)];

    public long Orders => Worlds.Sum(w => w.Orders);

    public long Delivered => Worlds.Sum(w => w.Delivered);

    public long Payments => Worlds.Sum(w => w.Payments);

    public string Summary =>
        $"{Worlds.Count} worlds in {Took.TotalSeconds:0.0} s: {Worlds.Sum(w => w.Steps)} steps ({Worlds.Sum(w => w.Steps) / Took.TotalSeconds:0} a second), "
        + $"{Worlds.Sum(w => w.Lived.TotalDays):0.0} simulated days ({Worlds.Sum(w => w.Lived.TotalDays) / Took.TotalSeconds:0.00} a second), {Worlds.Sum(w => w.Lives)} lives, "
        + $"{Orders} orders, {Delivered} delivered, {Worlds.Sum(w => w.Doubts)} in doubt, {Worlds.Sum(w => w.Losses)} losses booked, {Payments} payments, {Worlds.Sum(w => w.Messages)} messages; "
        + $"{Failures.Count} broke the law";

    public static SimulationRun Of(int first, int count, Action<SimulationResult>? each = null)
    {
        var began = Stopwatch.GetTimestamp();
        var worlds = new ConcurrentBag<SimulationResult>();
        // Worlds differ tenfold in length: one at a time to whoever is free, not half of them to each core.
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(first, count), EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var world = SimulatedLife.Run(seed);
            worlds.Add(world);
            each?.Invoke(world);
        });
        return new SimulationRun([.. worlds], Stopwatch.GetElapsedTime(began));
    }
}
