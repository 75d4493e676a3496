namespace Digipanel.Sandbox.Loopback;

/// <summary>One attempt to tell the shop something.</summary>
/// <param name="Kind">webhook, notification, token.</param>
/// <param name="About">The id or reference it is about.</param>
/// <param name="Attempt">Counts from 1.</param>
/// <param name="Status">The shop's HTTP status; null: nobody answered.</param>
/// <param name="At">When it was sent.</param>
public sealed record Delivery(string Kind, string About, int Attempt, int? Status, DateTimeOffset At);

/// <summary>Sends webhooks to the shop and repeats what is not answered 2xx, a bounded number of times.</summary>
public sealed class Courier(TimeProvider time, BackgroundWork work, Action<Delivery>? delivered = null) : IDisposable
{
    /// <summary>How long the shop may take to answer.</summary>
    public static readonly TimeSpan AnswerSecondsMax = TimeSpan.FromSeconds(10);

    /// <summary>Older deliveries are forgotten.</summary>
    public const int DeliveriesMax = 20_000;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = AnswerSecondsMax };
    private readonly Lock _gate = new();
    private readonly List<Delivery> _deliveries = [];

    /// <summary>Everything sent so far.</summary>
    public IReadOnlyList<Delivery> Deliveries { get { lock (_gate) { return [.. _deliveries]; } } }

    /// <summary>Sends, and repeats until a 2xx or until the attempts are used up. True: answered 2xx.</summary>
    /// <param name="kind">What it is, for the log.</param>
    /// <param name="about">The id it is about, for the log.</param>
    /// <param name="attempts">Attempts at most.</param>
    /// <param name="pause">Between attempts; doubled each time.</param>
    /// <param name="compose">Makes the request, afresh for every attempt (time stamps differ); null gives up.</param>
    public async Task<bool> SendAsync(string kind, string about, int attempts, TimeSpan pause, Func<Task<HttpRequestMessage?>> compose)
    {
        for (var attempt = 1; attempt <= attempts; attempt++)
        {
            if (attempt > 1) await work.SleepAsync(pause * Math.Pow(2, attempt - 2));
            using var request = await compose();
            if (request is null) return false;
            var (status, _) = await PostAsync(kind, about, attempt, request);
            if (status is >= 200 and < 300) return true;
        }
        return false;
    }

    /// <summary>One attempt, with the answer's body (null: no answer).</summary>
    public async Task<(int? Status, string? Body)> PostAsync(string kind, string about, int attempt, HttpRequestMessage request)
    {
        var at = time.GetUtcNow();
        int? status = null;
        string? body = null;
        try
        {
            using var response = await _http.SendAsync(request, work.Stopping);
            status = (int)response.StatusCode;
            body = await response.Content.ReadAsStringAsync(work.Stopping);
        }
        catch (HttpRequestException) { /* nobody listens: the real services see that too */ }
        catch (TaskCanceledException) when (!work.Stopping.IsCancellationRequested) { /* too slow */ }
        var delivery = new Delivery(kind, about, attempt, status, at);
        lock (_gate)
        {
            if (_deliveries.Count == DeliveriesMax) _deliveries.RemoveRange(0, DeliveriesMax / 2);
            _deliveries.Add(delivery);
        }
        delivered?.Invoke(delivery);
        return (status, body);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
