namespace Digipanel.Sandbox.Scenarios;

/// <summary>A scene as the page's banner shows it. State is playing, over or failed.</summary>
public sealed record SceneView(string Name, string Title, string Note, string State, int Step, IReadOnlyList<string> Steps, string? Now, IReadOnlyList<SummaryLine> Summary);

/// <summary>One number of the summary at the end.</summary>
public sealed record SummaryLine(string Name, string Value, bool Good = true);
