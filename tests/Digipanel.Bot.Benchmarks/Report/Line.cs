namespace Digipanel.Bot.Benchmarks.Report;

/// <summary>One line of a scenario's table: rounds of ours, and of a reference measured in turn with them.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Ours">A value a round.</param>
internal sealed record Line(string What, string Unit, IReadOnlyList<double> Ours)
{
    /// <summary>What it is compared with; null where the number stands alone.</summary>
    public string? Against { get; init; }

    /// <summary>The reference's values, round by round beside ours.</summary>
    public IReadOnlyList<double> Reference { get; init; } = [];

    /// <summary>What issue and README ask for.</summary>
    public string Wanted { get; init; } = "";

    /// <summary>CPU, allocations and whatever else tells something.</summary>
    public string Note { get; init; } = "";

    /// <summary>Ours by the reference, each round by itself: a slow machine slows both.</summary>
    public IReadOnlyList<double> Ratios => [.. Ours.Zip(Reference, (ours, reference) => ours / reference)];
}
