using System.Diagnostics;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox;

namespace Digipanel.Bot.Tests.Sandbox;

/// <summary>The program as `dotnet run` starts it.</summary>
public sealed class SandboxProgramTests
{
    private static readonly TimeSpan EndMax = ShopWorld.Patience;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_prints_one_address_and_leaves_nothing_running_however_it_ends(bool killed)
    {
        using var folder = new TempFolder();
        using var program = Start("--port", "0", "--data", folder.Path);
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(EndMax);
        Assert.Matches("^Open http://127\\.0\\.0\\.1:[0-9]+$", line);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        Assert.Contains("\"name\":\"shop\"", await http.GetStringAsync(new Uri(line!["Open ".Length..] + "/api/snapshot")), StringComparison.Ordinal);
        var family = ProcessesOf(folder.Path);
        Assert.Contains(family, p => p.Id != program.Id);

        if (killed)
        {
            program.Kill();
        }
        else
        {
            using var signal = Process.Start("kill", ["-INT", $"{program.Id}"]);
            await signal.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(EndMax);
        await Task.WhenAll(family.Select(p => p.WaitForExitAsync(limit.Token)));
        await program.WaitForExitAsync(limit.Token);
        Assert.Equal(killed ? 137 : 0, program.ExitCode);
        Assert.Empty(ProcessesOf(folder.Path));
    }

    [Fact]
    public async Task Wrong_arguments_are_named_and_end_it()
    {
        using var program = Start("--prot", "1");
        Assert.Contains("--prot", await program.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await program.WaitForExitAsync();
        Assert.Equal(2, program.ExitCode);
    }

    /// <summary>The sandbox's guard and the bot carry the data folder in their settings; see /proc.</summary>
    private static List<Process> ProcessesOf(string folder) =>
        [.. Process.GetProcesses().Where(p => About(p, "comm").Contains("dotnet", StringComparison.Ordinal) && About(p, "environ").Contains(folder, StringComparison.Ordinal))];

    /// <summary>Nothing of a process that has ended meanwhile, as somebody's always does.</summary>
    private static string About(Process process, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/{what}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // A shell without job control starts what runs in its background deaf to Ctrl+C, tests and all: the program must hear it.
    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("env") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--default-signal=INT", "dotnet", typeof(SandboxApp).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
