using System.Text.Json.Serialization;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Ops;

/// <summary>One reason why the shop might not be open.</summary>
public interface IReadinessCheck
{
    /// <summary>A short name, for example <c>database</c>.</summary>
    string Name { get; }

    /// <summary>Null when all is well, else one sentence without secrets.</summary>
    Task<string?> FindProblemAsync(CancellationToken cancellationToken);
}

/// <summary>/healthz says that the process lives; /readyz that the shop can do its work.</summary>
internal static class Health
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(3);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", async (HttpContext context, IEnumerable<IReadinessCheck> checks, TimeProvider time) =>
        {
            var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var check in checks)
            {
                found[check.Name] = await AskAsync(check, time, context.RequestAborted) ?? "ok";
            }

            var ready = found.Values.All(v => v == "ok");
            return Results.Json(
                new Readiness(ready ? "ready" : "not ready", found),
                HealthJson.Default.Readiness,
                statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }

    private static async Task<string?> AskAsync(IReadinessCheck check, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await check.FindProblemAsync(cancellationToken).WaitAsync(CheckTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return $"no answer within {CheckTimeout.TotalSeconds:0} s";
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"failed: {e.GetType().Name}";
        }
    }
}

/// <summary>The answer of /readyz.</summary>
internal sealed record Readiness(string Status, SortedDictionary<string, string> Checks);

/// <summary>Its form.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class HealthJson : JsonSerializerContext;

/// <summary>The writer answers: a disk that is full or a database that is locked shows here.</summary>
internal sealed class DatabaseCheck(Store store) : IReadinessCheck
{
    public string Name => "database";

    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        await store.InTransaction(tx => tx.Execute(Database.ProbeSql), cancellationToken);
        return null;
    }
}
