using Digipanel.Sandbox.Bot;

namespace Digipanel.Sandbox;

/// <summary>Where a sandbox keeps its files: a folder that was given, or a temporary one that is deleted at the end.</summary>
internal sealed class SandboxFolder : IDisposable
{
    private const string TemporaryPrefix = "digipanel-sandbox-";
    private readonly bool _temporary;

    private SandboxFolder(string path, bool temporary)
    {
        Path = path;
        _temporary = temporary;
        Log = new BotLog(System.IO.Path.Combine(path, "bot.log"));
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "digipanel-bot.db");

    public BotLog Log { get; }

    /// <summary>Told before the folder goes: let go of its files.</summary>
    public event Action? Closing;

    public static SandboxFolder Open(string? path)
    {
        if (path is null)
        {
            // Private to the user, as keys lie in it.
            return new SandboxFolder(Directory.CreateTempSubdirectory(TemporaryPrefix).FullName, temporary: true);
        }
        return new SandboxFolder(Directory.CreateDirectory(path).FullName, temporary: false);
    }

    /// <summary>Writes a file that only its owner may read.</summary>
    public string Write(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
        return file;
    }

    public void Dispose()
    {
        Closing?.Invoke();
        Log.Dispose();
        if (!_temporary)
        {
            return;
        }
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that is still held stays for the system's temp cleaner.
        }
    }
}
