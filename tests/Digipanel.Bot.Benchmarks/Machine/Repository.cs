namespace Digipanel.Bot.Benchmarks.Machine;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What benchmarks make and may keep; git ignores it.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "benchmarks")).FullName;

    /// <summary>A fresh folder, removed with the scenario that asked for it. BENCHMARKS_FOLDER puts it on another disk.</summary>
    public static TempFolder NewFolder() => new(Path.Combine(
        Environment.GetEnvironmentVariable("BENCHMARKS_FOLDER") is { Length: > 0 } folder ? folder : Artifacts, $"run-{Guid.NewGuid():N}"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Digipanel.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run the benchmarks from the repository's build: its root was not found.");
    }
}

/// <summary>A folder that is gone at the end. On the disk that the repository is on: a RAM disk would have no fsync to speak of.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    /// <summary>A file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
