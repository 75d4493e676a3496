using System.Diagnostics;
using Digipanel.Bot.Benchmarks.Shop;

namespace Digipanel.Bot.Benchmarks.Machine;

/// <summary>The published bot, as in production: its own process, its configuration from the environment.</summary>
internal static class BotProgram
{
    private static readonly Lazy<string> Published = new(Publish);

    /// <summary>Digipanel.Bot.dll: DIGIPANEL_BOT_DLL where that is set, else published now.</summary>
    public static string Path => Published.Value;

    public static ServerProcess Start(TempFolder folder, string database, int port, int stubPort, params (string Key, string Value)[] environment)
    {
        var variables = ShopSettings.AsEnvironment(ShopSettings.For(database, port, stubPort));
        foreach (var (key, value) in environment)
        {
            variables[key] = value;
        }

        return ServerProcess.Start(folder.File("bot.log"), folder.Path, variables, "dotnet", Path);
    }

    private static string Publish()
    {
        if (Environment.GetEnvironmentVariable("DIGIPANEL_BOT_DLL") is { Length: > 0 } given)
        {
            return System.IO.Path.GetFullPath(given);
        }

        var folder = System.IO.Path.Combine(Repository.Artifacts, "bot");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "src/Digipanel.Bot", "-c", "Release", "-o", folder, "-v", "quiet", "-nologo", "-p:RunAnalyzers=false"])
        {
            WorkingDirectory = Repository.Root,
        })!;
        publish.WaitForExit();
        return publish.ExitCode == 0 ? System.IO.Path.Combine(folder, "Digipanel.Bot.dll") : throw new InvalidOperationException("The bot could not be published.");
    }
}
