using System.Globalization;
using Digipanel.Sandbox.Scenarios;

namespace Digipanel.Sandbox;

/// <summary>The few arguments of the program.</summary>
internal static class CommandLine
{
    public static string Help { get; } = $"""
        The outside world of Digipanel.Bot on this machine: Telegram, Digipanel and Doitpay, the bot itself, and a page with the chat.

          dotnet run --project src/Digipanel.Sandbox [-- options]

          --port N         the page's port (otherwise 5080, or a free one where that is taken)
          --data FOLDER    keep the database, keys and log there (otherwise a temporary folder, deleted at the end)
          --scenario NAME  play a prepared scene, which begins when the page is opened, and leave everything running:
        {string.Join(Environment.NewLine, SceneCatalogue.All.Select(scene => $"    {scene.Name,-13}{scene.About}"))}
          --help           this text

        Ctrl+C stops everything.
        """;

    /// <summary>The options, or what is wrong with the arguments; both null when the help was asked for.</summary>
    public static (SandboxOptions? Options, string? Problem) Parse(IReadOnlyList<string> args)
    {
        var options = new SandboxOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i])
            {
                case "--help" or "-h" or "-?":
                    return (null, null);
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue:
                    options = options with { Port = port, AnotherPortWhenTaken = false };
                    break;
                case "--port":
                    return (null, "--port takes a number from 0 (any free port) to 65535.");
                case "--data" when !string.IsNullOrWhiteSpace(value):
                    options = options with { DataFolder = Path.GetFullPath(value) };
                    break;
                case "--data":
                    return (null, "--data takes a folder.");
                case "--scenario" when SceneCatalogue.Find(value) is { } scene:
                    options = scene.Prepare(options with { Scenario = scene.Name });
                    break;
                case "--scenario":
                    return (null, $"--scenario {(value is null ? "takes the name of a scene." : $"does not know {value}.")} Known: {SceneCatalogue.Names}.");
                default:
                    return (null, $"Unknown argument {args[i]}. Known: --port N, --data FOLDER, --scenario NAME, --help.");
            }
        }
        return options is { Scenario: not null, DataFolder: not null }
            ? (null, "--scenario begins with an empty shop and counts what comes of it: leave --data out.")
            : (options, null);
    }
}
