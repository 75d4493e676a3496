using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Polly.Timeout;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// One account's calls. Every answer becomes a value; what an answer means for an order is decided elsewhere. A plain HttpClient over an
/// injected handler, because IHttpClientFactory logs the address of every call.
/// </summary>
public sealed partial class DigipanelClient : IDisposable
{
    private const int SurprisesMax = 100;

    private readonly ConcurrentDictionary<string, bool> _surprises = new(StringComparer.Ordinal);
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _account;

    /// <summary>A client of one account over <paramref name="handler"/>, which it does not own.</summary>
    public DigipanelClient(DigipanelOptions options, DigipanelAccount account, HttpMessageHandler handler, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(account);
        _time = time;
        _logger = logger;
        _account = account.Name;
        _http = new HttpClient(new TimeoutHandler(options.Timeout, time, handler), disposeHandler: false)
        {
            BaseAddress = new Uri(options.BaseUrl.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan, // TimeoutHandler's affair
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.ApiKey);
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Digipanel.Bot", "1"));
    }

    /// <summary>
    /// The connections of all accounts. Redirects are not followed: a POST that wanders is a POST in doubt. Idle connections are dropped before a
    /// server usually does, because a POST into a closing connection is a POST in doubt as well.
    /// </summary>
    public static HttpMessageHandler NewHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    /// <summary>POST /download. Not idempotent: whoever calls must have recorded that it does.</summary>
    public async Task<SubmitOutcome> SubmitAsync(string link, PacedRequest place, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "download")
        {
            Content = JsonContent.Create(new SubmitRequest(link), DigipanelJsonContext.Default.SubmitRequest),
        };
        var (answer, lost) = await SendAsync(request, place, cancellationToken);
        return answer switch
        {
            null => lost!.SurelyNotSent ? new SubmitOutcome.NotTaken(lost.Reason) : new SubmitOutcome.Uncertain(lost.Reason),
            { Status: >= 200 and < 300 } => (SubmitOutcome?)Submission(answer) ?? new SubmitOutcome.Uncertain("an answer without a download id"),
            { Status: 401 or 403 } => new SubmitOutcome.Unauthorized(),
            { Status: 402 } => new SubmitOutcome.NoBalance(),
            { Status: 429 } => new SubmitOutcome.RateLimited(),
            { Status: 400 or 410 or 422 } => new SubmitOutcome.Refused(answer.Status, Message(answer)),
            // 408 and every 5xx may come from a proxy after the request had gone through.
            { Status: 408 or >= 500 } => new SubmitOutcome.Uncertain($"HTTP {answer.Status}"),
            _ => new SubmitOutcome.NotTaken($"HTTP {answer.Status}"),
        };
    }

    /// <summary>GET /balance.</summary>
    public async Task<BalanceOutcome> BalanceAsync(PacedRequest place, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "balance");
        var (answer, lost) = await SendAsync(request, place, cancellationToken);
        return answer switch
        {
            null => new BalanceOutcome.NoAnswer(lost!.Reason),
            { Status: 200 } => (BalanceOutcome?)DigipanelJson.ReadBalance(answer.Body, Surprise) ?? new BalanceOutcome.NoAnswer("an answer without a balance"),
            { Status: 401 or 403 } => new BalanceOutcome.Unauthorized(),
            { Status: 402 } => new BalanceOutcome.NoBalance(),
            { Status: 429 } => new BalanceOutcome.RateLimited(),
            _ => new BalanceOutcome.NoAnswer($"HTTP {answer.Status}"),
        };
    }

    /// <summary>GET /downloads/:id.</summary>
    public async Task<LookupOutcome> LookupAsync(string downloadId, PacedRequest place, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "downloads/" + Uri.EscapeDataString(downloadId));
        var (answer, lost) = await SendAsync(request, place, cancellationToken);
        return answer switch
        {
            null => new LookupOutcome.NoAnswer(lost!.Reason),
            { Status: 200 } => DigipanelJson.ReadDownload(answer.Body, Surprise) is { } view && view.DownloadId == downloadId
                ? new LookupOutcome.Found(view)
                : new LookupOutcome.NoAnswer("an answer about something else"),
            { Status: 401 or 403 } => new LookupOutcome.Unauthorized(),
            { Status: 404 } => new LookupOutcome.NotFound(),
            { Status: 429 } => new LookupOutcome.RateLimited(),
            _ => new LookupOutcome.NoAnswer($"HTTP {answer.Status}"),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(Answer? Answer, Lost? Lost)> SendAsync(HttpRequestMessage request, PacedRequest place, CancellationToken cancellationToken)
    {
        place.Sending();
        var begun = _time.GetTimestamp();
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            place.Answered(RateLimitInfo.Read(response, _time.GetUtcNow()));
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var milliseconds = (long)_time.GetElapsedTime(begun).TotalMilliseconds;
            LogCall(_account, request.Method.Method, (int)response.StatusCode, milliseconds);
            return (new Answer((int)response.StatusCode, body), null);
        }
        catch (HttpRequestException e) when (e.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            // These four come before the first byte of the request.
            place.NotSent();
            LogLost(_account, request.Method.Method, e.HttpRequestError.ToString());
            return (null, new Lost(SurelyNotSent: true, e.HttpRequestError.ToString()));
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // SocketsHttpHandler.ConnectTimeout: a firewall that drops, say. Nothing was sent on a connection that never was.
            place.NotSent();
            LogLost(_account, request.Method.Method, "no connection in time");
            return (null, new Lost(SurelyNotSent: true, "no connection in time"));
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or IOException or OperationCanceledException)
        {
            place.Unanswered();
            var reason = e is TimeoutRejectedException ? "time-out" : (e as HttpRequestException)?.HttpRequestError.ToString() ?? e.GetType().Name;
            LogLost(_account, request.Method.Method, reason);
            return (null, new Lost(SurelyNotSent: false, reason));
        }
        catch
        {
            place.Unanswered();
            throw;
        }
    }

    private SubmitOutcome.Accepted? Submission(Answer answer) => DigipanelJson.ReadSubmission(answer.Body, Surprise);

    private string? Message(Answer answer)
    {
        const int wordsChars = 200;
        var message = DigipanelJson.ReadMessage(answer.Body);
        LogRefused(_account, answer.Status, message);
        return message is { Length: > wordsChars } ? message[..wordsChars] : message;
    }

    /// <summary>Each unknown field is worth one line of the log, not one a call.</summary>
    private void Surprise(string field)
    {
        if (_surprises.Count < SurprisesMax && _surprises.TryAdd(field, true))
        {
            LogUnknownField(_account, field.Length <= 64 ? field : field[..64]);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Digipanel {Account}: {Method} answered {Status} in {Milliseconds} ms")]
    private partial void LogCall(string account, string method, int status, long milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Digipanel {Account}: {Method} got no answer: {Reason}")]
    private partial void LogLost(string account, string method, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Digipanel {Account}: refused with {Status}: {Words}")]
    private partial void LogRefused(string account, int status, string? words);

    [LoggerMessage(Level = LogLevel.Information, Message = "Digipanel {Account}: unknown field '{Field}' in an answer, passed over")]
    private partial void LogUnknownField(string account, string field);

    private sealed record Answer(int Status, byte[] Body);

    private sealed record Lost(bool SurelyNotSent, string Reason);
}
