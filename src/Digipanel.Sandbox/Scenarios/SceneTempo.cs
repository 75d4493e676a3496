namespace Digipanel.Sandbox.Scenarios;

/// <summary>How long things take in a scene. Tests play the same scene in a hurry.</summary>
internal sealed record SceneTempo
{
    /// <summary>As long as somebody who watches needs.</summary>
    public static SceneTempo Watchable { get; } = new();

    /// <summary>Customers of the rush.</summary>
    public int Crowd { get; init; } = 40;

    /// <summary>Within this time all of the crowd come.</summary>
    public TimeSpan Arrivals { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Between two things that a person does.</summary>
    public TimeSpan Thinking { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long Digipanel is down.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A scene that takes longer has gone wrong.</summary>
    public TimeSpan LengthMax { get; init; } = TimeSpan.FromMinutes(6);
}
