using System.Collections.Concurrent;
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
    private static readonly ConcurrentBag<string> Free = [];
    private static readonly ConcurrentDictionary<string, byte[]> Filled = new(StringComparer.Ordinal);

    /// <summary>
    /// A folder with an empty, migrated bot.db. The folders are used again and again: Dapper keeps what it compiled for a query by its connection
    /// string, and compiling all of it anew for every world took nine tenths of the time.
    /// </summary>
    public static string Take()
    {
        if (!Free.TryTake(out var folder))
        {
            folder = NewFolder();
        }

        foreach (var file in Directory.GetFiles(folder))
        {
            File.Delete(file);
        }

        File.WriteAllBytes(Path.Combine(folder, "bot.db"), Empty.Value);
        return folder;
    }

    /// <summary>Fills a database that nobody has open: the first time as told, then with a copy of what came of it. A story begins the same some hundred times.</summary>
    /// <param name="path">The file, as it is after what was filled in before.</param>
    /// <param name="contents">All that it then holds: the name under which the copy is kept.</param>
    /// <param name="fill">Fills it, and leaves nothing open.</param>
    public static void Fill(string path, string contents, Action fill)
    {
        if (Filled.TryGetValue(contents, out var copy))
        {
            File.WriteAllBytes(path, copy);
            return;
        }

        fill();
        Filled[contents] = File.ReadAllBytes(path);
    }

    /// <summary>Gives it back; with the process it goes.</summary>
    public static void Return(string folder) => Free.Add(folder);

    private static string NewFolder()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"digipanel-sim-{Guid.NewGuid():N}")).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

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
            Return(folder);
        }
    }
}
