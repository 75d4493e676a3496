using System.Net;
using System.Text;
using System.Text.Json;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>One HTTP request of the bot, as a provider sees it.</summary>
internal sealed record Call(string Provider, string Method, string Path, string Body, string? Authorization)
{
    /// <summary>For traces: no ids, no secrets.</summary>
    public string Name => $"{Provider} {Method} {Short(Path)}";

    /// <summary>It asks for a download, and costs money.</summary>
    public bool IsSubmission => Method == "POST" && Path.EndsWith("/download", StringComparison.Ordinal);

    public string? Text(string field)
    {
        using var json = JsonDocument.Parse(Body);
        return json.RootElement.TryGetProperty(field, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;
    }

    private static string Short(string path) => path.Split('?')[0].Split('/')[^1];
}

/// <summary>What a provider answers.</summary>
internal sealed record Answer(int Status, string Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}

/// <summary>A service that the bot calls; it lives on when the bot dies.</summary>
internal interface IProvider
{
    /// <summary>The name under which the bot asks for its network.</summary>
    string Name { get; }

    /// <summary>Acts on a request that arrived.</summary>
    /// <returns>Null where the answer comes later: <paramref name="later"/> then tells it.</returns>
    Answer? Act(Call call, Action<Answer> later);

    /// <summary>Its own error of a status, for faults.</summary>
    Answer Error(int status);
}

/// <summary>What becomes of one request on its way.</summary>
/// <param name="Kind">Which end.</param>
internal sealed record Fate(FateKind Kind)
{
    public static readonly Fate Fine = new(FateKind.Fine);

    /// <summary>From sending to answer; half of it is the way there.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The status of a refusal.</summary>
    public int Status { get; init; } = 500;
}

/// <summary>The ends a request can come to.</summary>
internal enum FateKind
{
    /// <summary>Acted on and answered.</summary>
    Fine,

    /// <summary>No connection: surely not sent.</summary>
    NoConnection,

    /// <summary>The connection breaks before it arrives.</summary>
    LostOnTheWay,

    /// <summary>Acted on; the connection breaks before the answer.</summary>
    AnswerLost,

    /// <summary>Refused with a status, nothing done.</summary>
    Refused,

    /// <summary>Acted on, and answered with an error all the same.</summary>
    ErrorAfterActing,

    /// <summary>Acted on, never answered: the caller's time-out ends it.</summary>
    Hangs,

    /// <summary>Never answered, and acted on only after the caller gave up.</summary>
    ActsLate,
}
