using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Digipanel.Sandbox.Bot;

/// <summary>How the bot is started: behind its guard, in the sandbox's folder, with the sandbox's settings and no others.</summary>
internal static class BotCommand
{
    public static ProcessStartInfo Make(string botAssembly, IReadOnlyDictionary<string, string> settings, string folder)
    {
        var start = new ProcessStartInfo(DotnetHost())
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[typeof(BotProcess).Assembly.Location, BotGuard.Verb, DotnetHost(), botAssembly])
        {
            start.ArgumentList.Add(argument);
        }
        // A shop's real settings may stand in this shell: the sandbox's bot must never see them.
        foreach (var key in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(key);
        }
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }
        return start;
    }

    private static bool IsSetting(string variable) =>
        variable.Contains("__", StringComparison.Ordinal)
        || variable.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("Kestrel", StringComparison.OrdinalIgnoreCase)
        || string.Equals(variable, "URLS", StringComparison.OrdinalIgnoreCase)
        || string.Equals(variable, "Admins", StringComparison.OrdinalIgnoreCase)
        || string.Equals(variable, "DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);

    /// <summary>The dotnet that runs us, also where it is not on the path.</summary>
    private static string DotnetHost()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        // …/dotnet/shared/Microsoft.NETCore.App/10.0.x/ is where the runtime lies.
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
