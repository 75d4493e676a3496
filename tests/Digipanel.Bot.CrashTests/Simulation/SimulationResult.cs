namespace Digipanel.Bot.CrashTests.Simulation;

/// <summary>What became of a seed's world.</summary>
/// <param name="Seed">The same seed gives the same world.</param>
/// <param name="Steps">Commits and HTTP calls.</param>
/// <param name="Lived">By the virtual clock.</param>
/// <param name="Trace">A hash over every step and its time: equal for equal runs.</param>
/// <param name="Problems">Broken laws.</param>
/// <param name="LastSteps">What happened just before, where a law broke.</param>
internal sealed record SimulationResult(int Seed, long Steps, TimeSpan Lived, ulong Trace, IReadOnlyList<string> Problems, IReadOnlyList<string> LastSteps)
{
    /// <summary>What is peculiar to this world.</summary>
    public string Climate { get; init; } = "";

    public long Lives { get; init; }

    public long Orders { get; init; }

    public long Delivered { get; init; }

    public long Payments { get; init; }

    public long Losses { get; init; }

    public long Doubts { get; init; }

    public long Messages { get; init; }

    public string Describe() =>
        $"""
        Seed {Seed} breaks the law ({Lives} lives, {Orders} orders, {Payments} payments; {Climate}):
        {string.Join('\n', Problems.Select(p => "  - " + p))}
        The last steps:
        {string.Join('\n', LastSteps.Select(s => "    " + s))}
        Again: dotnet run --project tests/Digipanel.Bot.CrashTests -c Release -- --seed {Seed}
        """;
}
