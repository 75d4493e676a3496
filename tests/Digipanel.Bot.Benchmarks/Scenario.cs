using Digipanel.Bot.Benchmarks.Report;

namespace Digipanel.Bot.Benchmarks;

/// <summary>Something to measure.</summary>
/// <param name="Name">As typed.</param>
/// <param name="About">One line for --list.</param>
/// <param name="IsQuick">Whether it runs where no name is given.</param>
/// <param name="Run">Does it; is given what followed the name.</param>
internal sealed record Scenario(string Name, string About, bool IsQuick, Func<string[], Task<IReadOnlyList<Line>>> Run);
