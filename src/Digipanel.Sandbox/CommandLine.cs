using System.Globalization;

namespace Digipanel.Sandbox;

/// <summary>The few arguments of the program.</summary>
internal static class CommandLine
{
    public const string Help = """
        The outside world of Digipanel.Bot on this machine: Telegram, Digipanel and Doitpay, the bot itself, and a page with the chat.

          dotnet run --project src/Digipanel.Sandbox [-- options]

          --port N       the page's port (otherwise 5080, or a free one where that is taken)
          --data FOLDER  keep the database, keys and log there (otherwise a temporary folder, deleted at the end)
          --help         this text

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
                default:
                    return (null, $"Unknown argument {args[i]}. Known: --port N, --data FOLDER, --help.");
            }
        }
        return (options, null);
    }
}
