namespace Digipanel.Bot.Storage;

/// <summary>
/// One process a database: pumps keep their claims in memory, so a second process started by mistake would send every
/// message and submit every order twice. The operating system frees the lock when the process dies, however it dies.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    public static InstanceLock Take(string databasePath)
    {
        // Beside the file itself, whatever link leads there: two names would be two locks on one database.
        var link = File.Exists(databasePath) ? File.ResolveLinkTarget(databasePath, returnFinalTarget: true) : null;
        var path = (link?.FullName ?? Path.GetFullPath(databasePath)) + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            // FileShare.None is an advisory flock on Linux.
            return new InstanceLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new InvalidOperationException(
                $"Another Digipanel.Bot has {databasePath} open (lock {path}). Stop it first: two bots on one database would do everything twice.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
