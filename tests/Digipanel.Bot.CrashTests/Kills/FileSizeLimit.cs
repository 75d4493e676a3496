using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>
/// Another process may write no file any more, or again: RLIMIT_FSIZE, which any user may change for a process of their own. Its writes fail with
/// EFBIG, which SQLite takes for an I/O error where a full disk is SQLITE_FULL: two ways through the bot.
/// </summary>
internal static class FileSizeLimit
{
    private const int FileSize = 1; // RLIMIT_FSIZE
    private const int SignalFileSize = 25; // SIGXFSZ
    private const nint Ignore = 1; // SIG_IGN

    /// <summary>By default the signal that comes with EFBIG ends a process. Who ignores it hands that down to its children: call it before they start.</summary>
    public static void IgnoreItsSignal() => _ = SetSignal(SignalFileSize, Ignore);

    public static void Stop(int process) => Set(process, 1);

    public static void Lift(int process) => Set(process, ulong.MaxValue);

    private static void Set(int process, ulong soft)
    {
        var limit = new Limit { Soft = soft, Hard = ulong.MaxValue };
        if (SetLimit(process, FileSize, in limit, 0) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [DllImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int pid, int resource, in Limit limit, nint old);

    [DllImport("libc", EntryPoint = "signal", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SetSignal(int signal, nint handler);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
