using System.Collections.Concurrent;
using Digipanel.Bot.CrashTests.World;

namespace Digipanel.Bot.CrashTests.Points;

/// <summary>A scenario played once undisturbed, then killed at each of its points, then at pairs of them.</summary>
/// <param name="Points">Crash points: before and after each durable step.</param>
/// <param name="Pairs">Pairs that were played: a second death while it recovers from the first.</param>
/// <param name="AllPairs">Pairs there are.</param>
/// <param name="Failures">Where a law was broken, and which.</param>
internal sealed record CrashPointRun(int Points, int Pairs, int AllPairs, IReadOnlyList<string> Failures)
{
    /// <param name="scenario">The story.</param>
    /// <param name="pairsMax">Pairs at the most, evenly over all of them and the same every time.</param>
    public static CrashPointRun Of(Scenario scenario, int pairsMax)
    {
        var undisturbed = scenario.Play();
        if (undisturbed.Problems.Count > 0)
        {
            return new CrashPointRun(0, 0, 0, [.. undisturbed.Problems.Select(p => $"without any death: {p}")]);
        }

        var pairs = new ConcurrentBag<CrashPoint[]>();
        var points = PointsOf(undisturbed.Lives[0]);
        var failures = Play(scenario, [.. points.Select(p => new[] { p })], (deaths, played) =>
        {
            foreach (var second in PointsOf(played.Lives[^1]))
            {
                pairs.Add([deaths[0], second]);
            }
        });
        var chosen = Choose([.. pairs.OrderBy(p => p[0].Step).ThenBy(p => p[0].Side).ThenBy(p => p[1].Step).ThenBy(p => p[1].Side)], pairsMax);
        failures = [.. failures, .. Play(scenario, chosen, (_, _) => { })];
        return new CrashPointRun(points.Count, chosen.Count, pairs.Count, failures);
    }

    private static IReadOnlyList<string> Play(Scenario scenario, IReadOnlyList<CrashPoint[]> deaths, Action<CrashPoint[], Played> then)
    {
        var failures = new ConcurrentBag<string>();
        // No more at a time than there are cores: else the pool, whose threads wait here, adds thread after thread, and each takes a folder of its own from
        // the shelf, for which all queries are compiled anew.
        var asMany = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(Partitioner.Create(deaths.AsEnumerable(), EnumerablePartitionerOptions.NoBuffering), asMany, points =>
        {
            var played = scenario.Play(points);
            if (played.Problems.Count > 0 || played.Lives.Count != points.Length + 1)
            {
                var where = string.Join(", then ", points.Select((p, life) => $"{p} ({StepOf(played, life, p)})"));
                failures.Add($"{where}; {played.Lives.Count} lives: {string.Join("; ", played.Problems)}");
            }
            else
            {
                then(points, played);
            }
        });
        return [.. failures.Order(StringComparer.Ordinal)];
    }

    private static string StepOf(Played played, int life, CrashPoint point) =>
        life < played.Lives.Count && point.Step <= played.Lives[life].Steps.Count ? played.Lives[life].Steps[point.Step - 1] : "never reached";

    private static List<CrashPoint> PointsOf(Seam life) =>
        [.. life.Left.Order().SelectMany(step => (CrashPoint[])[new(step, Side.Before), new(step, Side.After)])];

    private static List<CrashPoint[]> Choose(IReadOnlyList<CrashPoint[]> pairs, int pairsMax)
    {
        var count = Math.Min(pairsMax, pairs.Count);
        return [.. Enumerable.Range(0, count).Select(i => pairs[(int)((long)i * pairs.Count / count)])];
    }
}
