using System.Diagnostics;
using Digipanel.Sandbox.Bot;

namespace Digipanel.Bot.Tests.Sandbox.Bot;

public sealed class BotGuardTests
{
    [Fact]
    public async Task When_the_sandbox_is_gone_the_bot_is_stopped()
    {
        // The kernel closes a dead sandbox's end of this pipe, whatever killed it.
        using var guard = Start("/bin/sh", "-c", "trap 'echo asked to stop; exit 7' TERM; echo running; while :; do sleep 0.05; done");
        // The two write into the same pipe, so either may be first.
        string?[] lines = [await guard.StandardOutput.ReadLineAsync(), await guard.StandardOutput.ReadLineAsync()];
        Assert.Contains(lines, line => line == "running");
        var pid = Assert.Single(lines, line => line!.StartsWith(BotGuard.PidPrefix, StringComparison.Ordinal))![BotGuard.PidPrefix.Length..];

        guard.StandardInput.Close();

        Assert.Equal("asked to stop", await guard.StandardOutput.ReadLineAsync());
        await guard.WaitForExitAsync();
        Assert.Equal(7, guard.ExitCode);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(pid)));
    }

    [Fact]
    public async Task The_bots_exit_code_is_handed_on()
    {
        using var guard = Start("/bin/sh", "-c", "echo no settings >&2; exit 3");
        await guard.WaitForExitAsync();
        Assert.Equal(3, guard.ExitCode);
        Assert.Equal("no settings", (await guard.StandardError.ReadToEndAsync()).Trim());
    }

    private static Process Start(params string[] command)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(BotProcess).Assembly.Location, BotGuard.Verb, .. command])
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }
}
