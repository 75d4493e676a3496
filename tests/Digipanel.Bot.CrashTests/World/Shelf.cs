using Digipanel.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>
/// Where databases of simulated shops lie: in memory where the machine has such a folder, because here processes die, not machines, and what a dead
/// process has written the system still has. (Power cuts are SQLite's own promise: synchronous=FULL.) Migrated once, copied often.
/// </summary>
internal static class Shelf
{
    private const string Memory = "/dev/shm";

    private static readonly Lazy<byte[]> Empty = new(MakeEmpty);

    public static string NewFolder() => Directory.CreateDirectory(Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"digipanel-sim-{Guid.NewGuid():N}")).FullName;

    public static void CopyEmptyDatabase(string path) => File.WriteAllBytes(path, Empty.Value);

    private static byte[] MakeEmpty()
    {
        var folder = NewFolder();
        try
        {
            var path = Path.Combine(folder, "bot.db");
            new Store(new StorageOptions { ConnectionString = $"Data Source={path}" }, TimeProvider.System, NullLogger<Store>.Instance).Dispose();
            return File.ReadAllBytes(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
