using System.Diagnostics;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.CrashTests.Sabotage;

/// <summary>
/// A copy of the bot's source with all breakages in it, each behind a switch, built once; and copies of the built test projects that load that bot
/// instead of the real one.
/// </summary>
public sealed class BrokenBot : IDisposable
{
    private const string Switch = "DIGIPANEL_SABOTAGE";
    // Nets under what hangs: a busy machine takes as long as it likes, and the longest take more than a minute on a quiet one.
    private const int BuildMinutesMax = 10;
    private const int TestMinutesMax = 10;

    private static readonly string[] BuildFiles = ["Directory.Build.props", "Directory.Packages.props", "global.json"];

    // Below the tree, where the tests find it from; artifacts/ is not committed.
    private readonly string _folder = Path.Combine(SourceTree.Root, "artifacts", $"sabotage-{Environment.ProcessId}");

    public BrokenBot()
    {
        var source = Path.Combine(_folder, "tree", "src", "Digipanel.Bot");
        CopyTree(Path.Combine(SourceTree.Root, "src", "Digipanel.Bot"), source, f => !f.StartsWith("bin", StringComparison.Ordinal) && !f.StartsWith("obj", StringComparison.Ordinal));
        foreach (var file in BuildFiles)
        {
            File.Copy(Path.Combine(SourceTree.Root, file), Path.Combine(_folder, "tree", file));
        }

        foreach (var patch in Breakage.All.SelectMany(b => b.Patches))
        {
            Apply(source, patch);
        }

        File.WriteAllText(
            Path.Combine(source, "Broken.cs"),
            $"namespace Digipanel.Bot; internal static class Broken {{ public static bool Is(string name) => System.Environment.GetEnvironmentVariable(\"{Switch}\") == name; }}");
        var built = Path.Combine(_folder, "bot");
        var (code, output) = Dotnet(
            TimeSpan.FromMinutes(BuildMinutesMax), null, "build", source, "-c", "Release", "-o", built, "-nologo", "-v", "quiet",
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:NoWarn=CS1591");
        Assert.True(code == 0, $"The sabotaged bot does not build: a patch no longer fits.\n{output}");
        foreach (var project in Breakage.All.Select(b => b.Project).Distinct(StringComparer.Ordinal))
        {
            CopyTree(OutputOf(project), Path.Combine(_folder, project), f => !f.StartsWith(".playwright", StringComparison.Ordinal));
            File.Copy(Path.Combine(built, "Digipanel.Bot.dll"), Path.Combine(_folder, project, "Digipanel.Bot.dll"), overwrite: true);
        }
    }

    /// <summary>Runs tests of a project against it.</summary>
    /// <returns>How many passed and failed, and what was said.</returns>
    internal (int Passed, int Failed, string Output) Test(string project, string filter, string? breakage)
    {
        var (_, output) = Dotnet(
            TimeSpan.FromMinutes(TestMinutesMax), breakage, "test", Path.Combine(_folder, project, project + ".dll"), "--filter", filter, "--nologo", "--logger", "console;verbosity=minimal");
        return (Count(output, "Passed:"), Count(output, "Failed:"), output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Apply(string source, Patch patch)
    {
        var path = Path.Combine(source, patch.File);
        var text = File.ReadAllText(path);
        var times = text.Split(patch.Text).Length - 1;
        Assert.True(times == 1, $"{patch.File} has {times} times what the sabotage replaces, instead of once:\n{patch.Text}");
        File.WriteAllText(path, text.Replace(patch.Text, patch.Broken, StringComparison.Ordinal));
    }

    private static string OutputOf(string project) =>
        AppContext.BaseDirectory.Replace(typeof(BrokenBot).Assembly.GetName().Name!, project, StringComparison.Ordinal);

    private static void CopyTree(string from, string to, Func<string, bool> wanted)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (wanted(relative))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, relative))!);
                File.Copy(file, Path.Combine(to, relative));
            }
        }
    }

    // "Failed!  - Failed:     1, Passed:     3, Skipped:     0, Total:     4"
    private static int Count(string output, string what) =>
        output.LastIndexOf(what, StringComparison.Ordinal) is >= 0 and var at && int.TryParse(output[(at + what.Length)..].Split(',')[0].Trim(), out var count) ? count : 0;

    private static (int Code, string Output) Dotnet(TimeSpan longest, string? breakage, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment[Switch] = breakage ?? "";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(longest))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }
}
