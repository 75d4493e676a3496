using Digipanel.Bot.Ops.Doctor;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Ops;

/// <summary>The command line.</summary>
internal static class Launcher
{
    private const int ExitFailed = 1;
    private const int ExitMisconfigured = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["healthcheck", ..])
        {
            return await CheckHealthAsync(args.Length > 1 ? args[1] : "http://127.0.0.1:8080");
        }

        if (args is [AuditVerb.Name, ..])
        {
            return await AuditVerb.RunAsync(args[1..], Console.Out, Console.Error, TimeProvider.System);
        }

        if (args is [DoctorVerb.Name, ..])
        {
            return await DoctorVerb.RunAsync(args[1..], Console.Out, Console.Error);
        }

        try
        {
            await using var app = BotApp.Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (ConfigurationProblemsException e)
        {
            // No stack: this is for the person who edits the configuration.
            await Console.Error.WriteLineAsync(e.Message);
            return ExitMisconfigured;
        }
        catch (InvalidDataException e)
        {
            // A settings file that is no JSON; the innermost message says where.
            await Console.Error.WriteLineAsync($"{e.Message} {e.GetBaseException().Message}");
            return ExitMisconfigured;
        }
        catch (Exception e) when (IsOfTheSurroundings(e))
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitFailed;
        }
    }

    // A port in use, a data folder that is not ours, a full disk, another bot on the same database: one line helps, a stack does not.
    private static bool IsOfTheSurroundings(Exception e) =>
        e is IOException or UnauthorizedAccessException or SqliteException
        || (e is InvalidOperationException && (e.InnerException is IOException || e.Message.StartsWith("The database", StringComparison.Ordinal)));

    // For a container's HEALTHCHECK: the image has no curl.
    private static async Task<int> CheckHealthAsync(string baseUrl)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var response = await client.GetAsync(new Uri(new Uri(baseUrl), "/healthz"));
            return response.IsSuccessStatusCode ? 0 : ExitFailed;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or UriFormatException)
        {
            await Console.Error.WriteLineAsync($"Not healthy: {e.Message}");
            return ExitFailed;
        }
    }
}
