using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Digipanel.Bot.Ops;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>One call: its name in the log, its path, the method of payment it is about, its minified body.</summary>
internal sealed record SnapCall(string Name, string Path, string Method, byte[] Body);

/// <summary>
/// Gets a call answered. Every HTTP attempt is signed anew with its own X-EXTERNAL-ID and time, and what was hashed is what is sent.
/// Only questions are repeated here: repeating an order for a QR is the pump's decision, because the answer may be "known".
/// </summary>
internal sealed partial class SnapTransport : IDisposable
{
    private const int QueryRetriesMax = 2;
    private static readonly TimeSpan QueryRetryDelay = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly RSA _privateKey;
    private readonly SnapTokens _tokens;
    private readonly DoitpayOptions _options;
    private readonly TimeProvider _time;
    private readonly Ids _ids;
    private readonly ILogger _logger;
    private readonly FieldWatch _fields;
    private readonly ResiliencePipeline<SnapAnswer> _once;
    private readonly ResiliencePipeline<SnapAnswer> _repeating;

    public SnapTransport(DoitpayOptions options, HttpMessageHandler handler, Ids ids, TimeProvider time, ILogger logger)
    {
        (_options, _ids, _time, _logger) = (options, ids, time, logger);
        Budget = new StatusBudget(options.StatusCallsPerMinute, time);
        if (options.LoadPrivateKey(out var key) is { } problem)
        {
            throw new InvalidOperationException($"Doitpay's private key {problem}");
        }

        _privateKey = key!;

        // Not IHttpClientFactory: it logs addresses. Polly's timeout stands for HttpClient's, which knows no TimeProvider.
        _http = new HttpClient(new ClockSkewHandler(handler, Skew, time), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = SnapHttp.ResponseBytesMax,
        };
        _tokens = new SnapTokens(_http, options, _privateKey, time, logger);
        _fields = new FieldWatch(logger);
        _once = Pipeline(retry: false);
        _repeating = Pipeline(retry: true);
    }

    public char Separator => _tokens.Separator;

    public ClockSkew Skew { get; } = new();

    public StatusBudget Budget { get; }

    /// <summary>One attempt.</summary>
    public Task<SnapAnswer> OrderAsync(SnapCall call, CancellationToken cancellationToken) => CallAsync(call, _once, cancellationToken);

    /// <summary>A few attempts: asking twice changes nothing.</summary>
    public Task<SnapAnswer> AskAsync(SnapCall call, CancellationToken cancellationToken) => CallAsync(call, _repeating, cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _privateKey.Dispose();
    }

    private async Task<SnapAnswer> CallAsync(SnapCall call, ResiliencePipeline<SnapAnswer> pipeline, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await pipeline.ExecuteAsync(async token => await AttemptAsync(call, token), cancellationToken);
            if (answer is SnapAnswer.Answered { Body.ValueKind: JsonValueKind.Object } answered)
            {
                _fields.Look(call.Name, answered.Body);
            }

            return answer;
        }
        catch (TimeoutRejectedException)
        {
            return new SnapAnswer.Unreachable($"no answer within {_options.Timeout}");
        }
    }

    private async Task<SnapAnswer> AttemptAsync(SnapCall call, CancellationToken cancellationToken)
    {
        string? rejected = null;
        while (true)
        {
            switch (await _tokens.GetAsync(rejected, cancellationToken))
            {
                case TokenOutcome.Refused no:
                    return new SnapAnswer.NotAuthorised(no.Code, no.Message);
                case TokenOutcome.Unreachable unreachable:
                    return new SnapAnswer.Unreachable(unreachable.Why);
                case TokenOutcome.Granted granted:
                    using (var request = Sign(call, granted.Token))
                    {
                        var answer = await SnapHttp.SendAsync(_http, request, cancellationToken);
                        if (answer is not SnapAnswer.Answered { Code.Status: 401 } no)
                        {
                            return answer;
                        }

                        if (rejected is not null)
                        {
                            LogRefused(call.Name, no.Code.Text, no.Message);
                            return new SnapAnswer.NotAuthorised(no.Code.Text, no.Message);
                        }

                        rejected = granted.Token; // 401SS01: it ended earlier than it said. A fresh one, once.
                    }

                    break;
            }
        }
    }

    private HttpRequestMessage Sign(SnapCall call, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _options.BaseUrl.TrimEnd('/') + call.Path)
        {
            Content = new ByteArrayContent(call.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        var timestamp = SnapTimestamp.Format(_time.GetUtcNow());
        var stringToSign = SnapSigner.SymmetricStringToSign("POST", request.RequestUri!.PathAndQuery, token, call.Body, timestamp);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-TIMESTAMP", timestamp);
        request.Headers.Add("X-SIGNATURE", SnapSigner.SignSymmetric(_options.ClientKey, stringToSign));
        request.Headers.Add("X-CLIENT-KEY", _options.ClientKey);
        request.Headers.Add("X-PARTNER-ID", _options.PartnerId);
        request.Headers.Add("X-EXTERNAL-ID", _ids.NewExternalId());
        request.Headers.Add("CHANNEL-ID", _options.ChannelIdOf(call.Method));
        return request;
    }

    private ResiliencePipeline<SnapAnswer> Pipeline(bool retry)
    {
        var builder = new ResiliencePipelineBuilder<SnapAnswer> { TimeProvider = _time };
        if (retry)
        {
            builder.AddRetry(new RetryStrategyOptions<SnapAnswer>
            {
                MaxRetryAttempts = QueryRetriesMax,
                Delay = QueryRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = new PredicateBuilder<SnapAnswer>()
                    .Handle<TimeoutRejectedException>()
                    .HandleResult(static answer => answer is SnapAnswer.Unreachable or SnapAnswer.Answered { Code.IsPassing: true }),
                OnRetry = _ =>
                {
                    Budget.Charge();
                    return ValueTask.CompletedTask;
                },
            });
        }

        return builder.AddTimeout(_options.Timeout).Build();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Doitpay refused {Call} even with a fresh token: {Code} {Reason}")]
    private partial void LogRefused(string call, string code, string reason);
}
