namespace Digipanel.Bot.Tests.Support;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("digipanel-bot-").FullName;

    /// <summary>A connection string for a database in it.</summary>
    public string ConnectionString => $"Data Source={System.IO.Path.Combine(Path, "bot.db")}";

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A child process may still be letting go of a file; the system's temp cleaner takes the rest.
        }
    }
}
