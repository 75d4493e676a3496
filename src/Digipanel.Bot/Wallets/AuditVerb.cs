using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Wallets;

/// <summary>
/// <c>Digipanel.Bot audit [--deep] [--strict]</c>: proves the books of a database, also while the bot runs on it. It opens the file only
/// to read, takes no lock, migrates nothing, and needs of all the settings only where the database is.
/// </summary>
internal static class AuditVerb
{
    public const string Name = "audit";
    private const int ExitClean = 0;
    private const int ExitViolations = 1;
    private const int ExitNotAudited = 2;
    private const string Usage = "Usage: Digipanel.Bot audit [--deep] [--strict] [--Storage:ConnectionString=\"Data Source=FILE\"]";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var deep = args.Contains("--deep", StringComparer.Ordinal);
        var strict = args.Contains("--strict", StringComparer.Ordinal);
        string[] settings = [.. args.Where(a => a is not ("--deep" or "--strict"))];
        if (settings.Any(a => !a.StartsWith("--Storage:", StringComparison.OrdinalIgnoreCase) || !a.Contains('=', StringComparison.Ordinal)))
        {
            await errors.WriteLineAsync(Usage);
            return ExitNotAudited;
        }

        try
        {
            var options = ReadStorage(settings);
            var path = new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
            var started = time.GetTimestamp();
            if (!File.Exists(path))
            {
                await errors.WriteLineAsync($"Not audited: there is no database {Path.GetFullPath(path)}. Say where it is: --Storage:ConnectionString=\"Data Source=FILE\"");
                return ExitNotAudited;
            }

            using var connection = Database.OpenReadOnly(options.ConnectionString);
            if (Migrator.FindDifference(connection) is { } difference)
            {
                await errors.WriteLineAsync($"Not audited: {difference}");
                return ExitNotAudited;
            }

            var report = LedgerAudit.Run(connection, time.GetUtcNow(), deep, cancellationToken);
            await output.WriteLineAsync($"{(deep ? "Deep audit" : "Audit")} of {path} at {report.At:yyyy-MM-dd HH:mm:ss} UTC, {time.GetElapsedTime(started).TotalSeconds:0.0} s\n");
            foreach (var line in AuditTable.Lines(report))
            {
                await output.WriteLineAsync(line);
            }

            return report.IsClean && !(strict && report.Warnings.Count > 0) ? ExitClean : ExitViolations;
        }
        catch (ConfigurationProblemsException e)
        {
            await errors.WriteLineAsync(e.Message);
        }
        catch (InvalidDataException e)
        {
            await errors.WriteLineAsync($"{e.Message} {e.GetBaseException().Message}");
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"Not audited: {e.Message}");
        }

        return ExitNotAudited;
    }

    // The same sources as the bot's own, but no other section is read: this machine may hold no secrets.
    private static StorageOptions ReadStorage(string[] settings)
    {
        var configuration = WebApplication.CreateSlimBuilder(settings).Configuration;
        var reader = new OptionsReader(configuration);
        reader.AddProblems(SecretFiles.Apply(configuration, "Storage"));
        var options = reader.Read<StorageOptions>("Storage", (o, problems) => o.Validate(problems));
        reader.ThrowIfProblems();
        return options;
    }
}
