using Xunit.Abstractions;

namespace Digipanel.Bot.CrashTests.Points;

/// <summary>
/// Every scenario, killed before and after each of its durable steps, then started again on the same file; and killed once more while it recovers
/// from the first death. More pairs: <c>dotnet run --project tests/Digipanel.Bot.CrashTests -c Release -- --points --pairs 500</c>.
/// </summary>
public sealed class CrashPointTests(ITestOutputHelper output)
{
    private const int PairsAStory = 20;

    public static TheoryData<string> Scenarios => [.. Scenario.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Nothing_is_lost_or_paid_twice_wherever_it_dies_nor_where_it_dies_again(string name)
    {
        var run = CrashPointRun.Of(Scenario.All.Single(s => s.Name == name), PairsAStory);
        output.WriteLine($"{name}: {run.Points} crash points, {run.Pairs} of {run.AllPairs} pairs");
        Assert.True(run.Failures.Count == 0, $"{name}: {run.Failures.Count} of {run.Points + run.Pairs}\n{string.Join('\n', run.Failures.Take(20))}");
        Assert.True(run.Points > 20 && run.Pairs == PairsAStory, $"{name}: only {run.Points} points and {run.Pairs} pairs.");
    }
}
