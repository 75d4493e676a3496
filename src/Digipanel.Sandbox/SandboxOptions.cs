using System.Reflection;

namespace Digipanel.Sandbox;

/// <summary>How a sandbox starts.</summary>
public sealed record SandboxOptions
{
    /// <summary>The port that is tried first, so that the address stays the same from one start to the next.</summary>
    public const int UsualPort = 5080;

    /// <summary>The page's port; 0 takes any free one.</summary>
    public int Port { get; init; } = UsualPort;

    /// <summary>Whether a taken port is replaced by a free one; false where it was asked for by name.</summary>
    public bool AnotherPortWhenTaken { get; init; } = true;

    /// <summary>Where the database, the keys and the log go; null: a temporary folder that is deleted at the end.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Digipanel.Bot.dll; null starts no bot, for tests of the page alone.</summary>
    public string? BotAssembly { get; init; } = BuiltBot;

    /// <summary>How long the bot may take until /readyz says yes.</summary>
    public TimeSpan ReadySecondsMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>In how long Digipanel takes 30 requests of an account, and the bot's lane keeps to it; the real service says a minute.</summary>
    public TimeSpan LaneWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The scene to play, by name; null: nobody does anything by themselves.</summary>
    public string? Scenario { get; init; }

    /// <summary>Settings for the bot on top of the sandbox's own, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> BotSettings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The bot that was built together with this sandbox; the build notes where (see the project file).</summary>
    private static string? BuiltBot { get; } = typeof(SandboxOptions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == "BotAssembly")?.Value;
}
