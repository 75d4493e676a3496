using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Digipanel.Sandbox.Bot;

/// <summary>
/// A small process between the sandbox and the bot: it stops the bot when its own standard input ends. The kernel closes that
/// pipe however the sandbox dies, kill -9 included, so no bot is left behind. Linux's parent-death signal would need a change in
/// the bot (and follows the thread that started it, not the process); this works everywhere and leaves the bot unmodified.
/// </summary>
internal static partial class BotGuard
{
    /// <summary>The first argument that turns the sandbox's program into the guard.</summary>
    public const string Verb = "guard-bot";

    /// <summary>What the guard prints before the bot's own lines, followed by the bot's process id.</summary>
    public const string PidPrefix = "guard: bot is process ";

    private const int GraceSeconds = 10;

    /// <summary>Runs a command until it ends or our standard input does.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <returns>The command's exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> command)
    {
        // Ctrl+C reaches the whole group: the bot answers it itself, and the guard stays to see it end.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var bot = Start(command);
        Console.Out.WriteLine(PidPrefix + bot.Id);

        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            AskToStop(bot);
        });
        var exited = bot.WaitForExitAsync();
        // Console.In reads synchronously under a lock; a thread of its own keeps it off the pool.
        var parentGone = Task.Factory.StartNew(WaitForEndOfInput, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(exited, parentGone) == parentGone)
        {
            AskToStop(bot);
            if (await Task.WhenAny(exited, Task.Delay(TimeSpan.FromSeconds(GraceSeconds))) != exited)
            {
                bot.Kill(entireProcessTree: true);
            }
        }
        await exited;
        return bot.ExitCode;
    }

    /// <summary>SIGTERM, as a supervisor would send it; where there are no signals, the process is ended.</summary>
    public static void AskToStop(Process process)
    {
        try
        {
            if (process.HasExited)
            {
                return;
            }
            if (OperatingSystem.IsWindows())
            {
                process.Kill(entireProcessTree: true);
            }
            else
            {
                _ = SendSignal(process.Id, SignalTerminate);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended between the look and the signal, which is what was wanted.
        }
    }

    private static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0]) { UseShellExecute = false, RedirectStandardInput = true };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }
        var bot = Process.Start(start) ?? throw new InvalidOperationException("The bot's process could not be started.");
        bot.StandardInput.Close();
        return bot;
    }

    private static void WaitForEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[64];
        while (input.Read(ignored) > 0)
        {
        }
    }

    private const int SignalTerminate = 15;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);
}
