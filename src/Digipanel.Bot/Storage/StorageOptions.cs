using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Storage;

/// <summary>Where the shop's data live (section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    /// <summary>Sqlite; PostgreSQL comes later.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>An ADO.NET connection string; a relative path counts from the working directory.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/digipanel-bot.db";

    internal void Validate(List<string> problems)
    {
        if (!string.Equals(Provider, "Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"Storage:Provider is '{Provider}'; this version knows Sqlite. Set it to Sqlite or leave it out.");
            return;
        }

        try
        {
            var source = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
            if (source.Length == 0 || source.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
            {
                problems.Add("Storage:ConnectionString names no file; money needs one. Example: Data Source=data/digipanel-bot.db");
            }
        }
        catch (ArgumentException e)
        {
            problems.Add($"Storage:ConnectionString cannot be read ({e.Message}). Example: Data Source=data/digipanel-bot.db");
        }
    }
}
