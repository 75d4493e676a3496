using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>
/// A thin typed client of the Bot API. Telegram.Bot would be the natural choice, but no version of it is in the package
/// registry that builds reach (NU1101). The token stands in every URL, so nothing here lets a URL out: no IHttpClientFactory
/// (it logs them), no exception of the transport (its text is not ours), no redirect followed.
/// </summary>
internal sealed partial class BotApiClient : IDisposable
{
    /// <summary>One call other than a long poll.</summary>
    internal const int CallTimeoutSeconds = 30;

    /// <summary>What a long poll may take beyond the time it asked for.</summary>
    internal const int PollGraceSeconds = 15;

    /// <summary>A hundred updates of the longest texts are about 3 MB.</summary>
    internal const int ResponseBytesMax = 8 * 1024 * 1024;

    /// <summary>When a 429 names no time.</summary>
    internal const int RetryAfterSecondsDefault = 5;

    /// <summary>A longer wait than this is looked at again: the bot must not sleep for a year on a typing error.</summary>
    internal const int RetryAfterSecondsMax = 3600;

    private const int DescriptionCharsMax = 300;

    /// <summary>Errors of the transport before a request has left.</summary>
    internal static readonly HttpRequestError[] NeverLeft =
        [HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError, HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError];

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly string _token;

    /// <param name="options">Validated options.</param>
    /// <param name="handler">The way out, which must neither log nor follow redirects. Owned by this client.</param>
    /// <param name="time">The clock of the timeouts.</param>
    internal BotApiClient(TelegramOptions options, HttpMessageHandler handler, TimeProvider time)
    {
        if (handler is SocketsHttpHandler sockets)
        {
            // Switches .NET's own activities off: their tag url.full would carry the token to any exporter.
            sockets.ActivityHeadersPropagator = null;
        }

        _time = time;
        _token = options.BotToken;
        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri($"{options.BaseUrl.TrimEnd('/')}/bot{options.BotToken}/"),
            MaxResponseContentBufferSize = ResponseBytesMax,
            // Timeouts are by the injected clock, below.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Task<BotApiResult<TResult>> CallAsync<TRequest, TResult>(
        string method,
        TRequest request,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<BotApiResponse<TResult>> resultType,
        CancellationToken ct) =>
        SendAsync(
            method,
            Json(request, requestType),
            body => JsonSerializer.Deserialize(body.Span, resultType),
            TimeSpan.FromSeconds(CallTimeoutSeconds),
            ct);

    private static ByteArrayContent Json<TRequest>(TRequest request, JsonTypeInfo<TRequest> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(request, type))
        {
            Headers = { ContentType = new("application/json") { CharSet = "utf-8" } },
        };

    private async Task<BotApiResult<TResult>> SendAsync<TResult>(
        string method, HttpContent content, Func<ReadOnlyMemory<byte>, BotApiResponse<TResult>?> read, TimeSpan timeout, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var either = ct.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token) : null;
        var over = either?.Token ?? deadline.Token;
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content };
        try
        {
            using var response = await _http.SendAsync(request, over);
            var body = await response.Content.ReadAsByteArrayAsync(over);
            return Classify(response, body, read);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new BotApiResult<TResult>.Unreachable($"{method}: no answer in {timeout.TotalSeconds:0} s");
        }
        catch (HttpRequestException e)
        {
            // The kind only. The message is the transport's and may quote what it was given.
            return new BotApiResult<TResult>.Unreachable($"{method}: {e.HttpRequestError}") { MayBeDone = !NeverLeft.Contains(e.HttpRequestError) };
        }
        catch (IOException)
        {
            return new BotApiResult<TResult>.Unreachable($"{method}: the connection broke");
        }
    }

    private BotApiResult<TResult> Classify<TResult>(
        HttpResponseMessage response, ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, BotApiResponse<TResult>?> read)
    {
        var status = (int)response.StatusCode;
        BotApiResponse<TResult>? answer = null;
        try
        {
            answer = read(body);
        }
        catch (JsonException)
        {
            // Not the Bot API's answer: a proxy's page, a wrong BaseUrl. The status alone decides.
        }

        if (answer is { Ok: true, Result: not null } && response.IsSuccessStatusCode)
        {
            return new BotApiResult<TResult>.Ok(answer.Result);
        }

        var code = answer is { Ok: false, ErrorCode: > 0 } ? answer.ErrorCode : status;
        var description = Describe(answer?.Description ?? $"HTTP {status} without a Bot API answer");
        return code switch
        {
            429 => new BotApiResult<TResult>.TooMany(RetryAfter(response, answer?.Parameters)),
            >= 400 and < 500 when answer?.Parameters?.MigrateToChatId is { } chatId => new BotApiResult<TResult>.Migrated(chatId),
            403 => new BotApiResult<TResult>.Blocked(description),
            >= 400 and < 500 => new BotApiResult<TResult>.Refused(code, description),
            // Nor does an answer in the Bot API's own form say that it was not done: its gateway answers like that ("Bad Gateway"), and it itself where a message
            // was sent and could not be told of.
            _ => new BotApiResult<TResult>.Unreachable(description),
        };
    }

    private static TimeSpan RetryAfter(HttpResponseMessage response, ResponseParameters? parameters)
    {
        var seconds = parameters?.RetryAfter ?? (long?)response.Headers.RetryAfter?.Delta?.TotalSeconds ?? RetryAfterSecondsDefault;
        return TimeSpan.FromSeconds(Math.Clamp(seconds, 1, RetryAfterSecondsMax));
    }

    /// <summary>Descriptions are logged and stored: short, on one line, and never with the token, should a server echo it.</summary>
    private string Describe(string text)
    {
        var line = text.Replace(_token, "***", StringComparison.Ordinal).ReplaceLineEndings(" ");
        return line.Length <= DescriptionCharsMax ? line : line[..DescriptionCharsMax];
    }
}
