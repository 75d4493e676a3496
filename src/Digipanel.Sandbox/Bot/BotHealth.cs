using System.Net;

namespace Digipanel.Sandbox.Bot;

/// <summary>What /readyz says, asked again and again.</summary>
public sealed class BotHealth(Uri bot) : IDisposable
{
    private static readonly TimeSpan AnswerSecondsMax = TimeSpan.FromSeconds(2);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = bot, Timeout = AnswerSecondsMax };

    /// <summary>True: ready. False: it answers, but is not ready. Null: nobody answers.</summary>
    public async Task<bool?> AskAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/readyz", UriKind.Relative), ct);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
