using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Digipanel.Sandbox;

/// <summary>
/// `dotnet run` hands signals on, except the one that nobody can: after a kill -9 of it the sandbox would run on, with nobody's
/// Ctrl+C to reach it. So where `dotnet run` is the parent, its end is ours. (Another parent, such as a shell, may leave.)
/// </summary>
internal static class ParentWatch
{
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(1);

    /// <summary>Cancels once the parent is gone; does nothing where it is not dotnet.</summary>
    public static async Task RunAsync(CancellationTokenSource stop)
    {
        if (OperatingSystem.IsWindows() || !IsDotnet(ParentId()))
        {
            return;
        }
        var parent = ParentId();
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(LookPause);
            if (ParentId() != parent && !stop.IsCancellationRequested)
            {
                await stop.CancelAsync();
            }
        }
    }

    private static bool IsDotnet(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.ProcessName == "dotnet";
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ParentId();
}
