using System.Collections.Concurrent;
using Digipanel.Bot.CrashTests.World;
using Xunit.Abstractions;

namespace Digipanel.Bot.CrashTests.Points;

/// <summary>
/// Every scenario, killed before and after each of its durable steps, then started again on the same file; and killed once more while it recovers
/// from the first death. All points, and of the pairs as many a scenario as DIGIPANEL_CRASH_PAIRS says ("all": every one; hours).
/// </summary>
public sealed class CrashPointTests(ITestOutputHelper output)
{
    private const string PairsSetting = "DIGIPANEL_CRASH_PAIRS";
    private const int PairsUsual = 20;

    public static TheoryData<string> Scenarios => [.. Scenario.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Nothing_is_lost_or_paid_twice_wherever_it_dies_nor_where_it_dies_again(string name)
    {
        var scenario = Scenario.All.Single(s => s.Name == name);
        var undisturbed = scenario.Play();
        Assert.Empty(undisturbed.Problems);

        var pairs = new ConcurrentBag<(CrashPoint First, CrashPoint Second)>();
        var points = PointsOf(undisturbed.Lives[0]);
        Play(scenario, points.ConvertAll(p => new[] { p }), (deaths, played) =>
        {
            foreach (var second in PointsOf(played.Lives[^1]))
            {
                pairs.Add((deaths[0], second));
            }
        });

        var chosen = Choose([.. pairs.OrderBy(p => p.First.Step).ThenBy(p => p.First.Side).ThenBy(p => p.Second.Step).ThenBy(p => p.Second.Side)]);
        Play(scenario, chosen.ConvertAll(p => new[] { p.First, p.Second }), (_, _) => { });
        output.WriteLine($"{name}: {points.Count} crash points, {chosen.Count} of {pairs.Count} pairs");
    }

    private static void Play(Scenario scenario, List<CrashPoint[]> deaths, Action<CrashPoint[], Played> then)
    {
        var failures = new ConcurrentBag<string>();
        Parallel.ForEach(deaths, points =>
        {
            var played = scenario.Play(points);
            if (played.Problems.Count > 0 || played.Lives.Count != points.Length + 1)
            {
                var where = string.Join(", then ", points.Select((p, life) => $"{p} ({(p.Step <= played.Lives[life].Steps.Count ? played.Lives[life].Steps[p.Step - 1] : "?")})"));
                failures.Add($"{where}; {played.Lives.Count} lives: {string.Join("; ", played.Problems)}");
            }
            else
            {
                then(points, played);
            }
        });
        Assert.True(failures.IsEmpty, $"{scenario}: {failures.Count} of {deaths.Count}\n{string.Join('\n', failures.Order(StringComparer.Ordinal).Take(20))}");
    }

    private static List<CrashPoint> PointsOf(Seam life) =>
        [.. life.Left.Order().SelectMany(step => (CrashPoint[])[new(step, Side.Before), new(step, Side.After)])];

    /// <summary>Evenly over all of them, the same every time.</summary>
    private static List<(CrashPoint First, CrashPoint Second)> Choose(IReadOnlyList<(CrashPoint First, CrashPoint Second)> pairs)
    {
        var wanted = Environment.GetEnvironmentVariable(PairsSetting) switch
        {
            null or "" => PairsUsual,
            "all" => pairs.Count,
            var number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
        };
        var count = Math.Min(wanted, pairs.Count);
        return [.. Enumerable.Range(0, count).Select(i => pairs[(int)((long)i * pairs.Count / count)])];
    }
}
