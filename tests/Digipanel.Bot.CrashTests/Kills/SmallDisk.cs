using System.Runtime.InteropServices;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>A disk of a few MiB (a tmpfs) that a ballast file fills to the last byte.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Size = "size=6m";
    private const int DetachAtOnce = 2; // MNT_DETACH: a process that still holds a file does not keep the folder

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Null where this user may not mount; then <paramref name="why"/> says so.</summary>
    public static SmallDisk? TryMount(out string why)
    {
        var path = Directory.CreateTempSubdirectory("digipanel-disk-").FullName;
        if (OperatingSystem.IsLinux() && Mount("tmpfs", path, "tmpfs", 0, Size) == 0)
        {
            why = "";
            return new SmallDisk(path);
        }

        why = $"mounting a tmpfs needs root ({Marshal.GetLastPInvokeErrorMessage()}); the full disk by RLIMIT_FSIZE is tested all the same";
        Directory.Delete(path);
        return null;
    }

    /// <summary>Takes all the room there is.</summary>
    public void Fill()
    {
        using var file = File.OpenHandle(Ballast, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        var length = RandomAccess.GetLength(file);
        foreach (var size in (int[])[65_536, 4_096, 1])
        {
            try
            {
                while (true)
                {
                    RandomAccess.Write(file, new byte[size], length);
                    length = RandomAccess.GetLength(file);
                }
            }
            catch (IOException)
            {
                // Full for this size.
                length = RandomAccess.GetLength(file);
            }
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        _ = Unmount(Path, DetachAtOnce);
        Directory.Delete(Path);
    }

    [DllImport("libc", EntryPoint = "mount", SetLastError = true, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mount(string source, string target, string type, ulong flags, string data);

    [DllImport("libc", EntryPoint = "umount2", SetLastError = true, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmount(string target, int flags);
}

/// <summary>A test on a <see cref="SmallDisk"/>; counted as skipped, with the reason, where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly string? Why = Try();

    public SmallDiskFactAttribute() => Skip = Why;

    private static string? Try()
    {
        using var disk = SmallDisk.TryMount(out var why);
        return disk is null ? why : null;
    }
}
