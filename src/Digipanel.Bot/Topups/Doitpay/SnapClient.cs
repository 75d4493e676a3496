using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Digipanel.Bot.Ops;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// Doitpay's calls. Every HTTP attempt is signed anew with its own X-EXTERNAL-ID and time; what was hashed is what is sent.
/// Only questions are repeated here: a repeated order for a QR is the pump's decision, because its answer may be "known".
/// </summary>
public sealed partial class SnapClient : IDisposable
{
    private const int QueryRetriesMax = 2;
    private static readonly TimeSpan QueryRetryDelay = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly RSA _privateKey;
    private readonly SnapTokens _tokens;
    private readonly DoitpayOptions _options;
    private readonly TimeProvider _time;
    private readonly Ids _ids;
    private readonly ILogger<SnapClient> _logger;
    private readonly FieldWatch _fields;
    private readonly ResiliencePipeline<SnapAnswer> _once;
    private readonly ResiliencePipeline<SnapAnswer> _repeating;

    /// <summary>Options must have been validated. The handler is owned by the caller.</summary>
    public SnapClient(DoitpayOptions options, HttpMessageHandler handler, Ids ids, TimeProvider time, ILogger<SnapClient> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _ids, _time, _logger) = (options, ids, time, logger);
        if (options.LoadPrivateKey(out var key) is { } problem)
        {
            throw new InvalidOperationException($"Doitpay's private key {problem}");
        }

        _privateKey = key!;
        // Not IHttpClientFactory: it logs addresses. Polly's timeout stands for HttpClient's, which knows no TimeProvider.
        _http = new HttpClient(handler, disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = SnapHttp.ResponseBytesMax,
        };
        _tokens = new SnapTokens(_http, options, _privateKey, time, logger);
        _fields = new FieldWatch(logger);
        _once = Pipeline(retry: false);
        _repeating = Pipeline(retry: true);
    }

    /// <summary>The separator that Doitpay took last in the token's signature.</summary>
    internal char Separator => _tokens.Separator;

    /// <summary>Asks for a QRIS text of a fixed amount.</summary>
    public async Task<IssueOutcome> CreateQrisAsync(string reference, long rupiah, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var body = SnapBodies.CreateQris(_options, reference, rupiah, expiresAt);
        var call = new SnapCall("QRIS", "/qris/v1.0/qr/qr-mpm-generate", DoitpayOptions.Qris, body);
        return Issue(call, await CallAsync(call, _once, cancellationToken), static answer => answer.Text("qrContent"));
    }

    /// <summary>Asks for a payment link of a channel (DANA, OVO, CC…).</summary>
    /// <param name="reference">Ours.</param>
    /// <param name="rupiah">The fixed amount.</param>
    /// <param name="expiresAt">Until when it may be paid.</param>
    /// <param name="channel">additionalInfo.channel.</param>
    /// <param name="customerName">Shown on the payment page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IssueOutcome> CreatePaymentLinkAsync(
        string reference, long rupiah, DateTimeOffset expiresAt, string channel, string customerName, CancellationToken cancellationToken)
    {
        var body = SnapBodies.CreateLink(_options, reference, rupiah, expiresAt, channel, customerName);
        var call = new SnapCall("payment link", "/api/v1.0/debit/payment-host-to-host", channel, body);
        return Issue(call, await CallAsync(call, _once, cancellationToken), static answer => answer.Text("webRedirectUrl"));
    }

    /// <summary>Asks after a QRIS payment.</summary>
    public Task<StatusOutcome> QueryQrisAsync(string reference, string? providerReference, CancellationToken cancellationToken) => QueryAsync(
        new SnapCall("QRIS status", "/qris/v1.0/qr/qr-mpm-query", DoitpayOptions.Qris, SnapBodies.Query(reference, providerReference, "47")), cancellationToken);

    /// <summary>Asks after a payment link.</summary>
    public Task<StatusOutcome> QueryLinkAsync(string reference, string? providerReference, string channel, CancellationToken cancellationToken) => QueryAsync(
        new SnapCall("payment link status", "/api/v1.0/debit/status", channel, SnapBodies.Query(reference, providerReference, serviceCode: null)), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _tokens.Dispose();
        _http.Dispose();
        _privateKey.Dispose();
    }

    private IssueOutcome Issue(SnapCall call, SnapAnswer answer, Func<JsonElement, string?> content)
    {
        switch (answer)
        {
            case SnapAnswer.Answered { Code: { IsSuccess: true } } made:
                return content(made.Body) is { } text
                    ? new IssueOutcome.Issued(made.Body.Text("referenceNo") ?? made.Body.Child("additionalInfo").Text("originalReferenceNo"), text)
                    : new IssueOutcome.Unusable($"{made.Code.Text} without anything to pay with");
            case SnapAnswer.Answered { Code: { Status: 202 } }:
                return new IssueOutcome.InProgress();
            case SnapAnswer.Answered { Code: { Status: 409, Case: "00" } }:
                return new IssueOutcome.ExternalIdUsed();
            case SnapAnswer.Answered { Code: { Status: 409, Case: "01" } }:
                return new IssueOutcome.ReferenceKnown();
            case SnapAnswer.Answered { Code: { IsPassing: true } } passing:
                return new IssueOutcome.Unreachable($"{passing.Code.Text} {passing.Message}".Trim());
            case SnapAnswer.Answered no:
                LogRefused(call.Name, no.Code.Text, no.Message);
                return new IssueOutcome.Refused(no.Code.Text, no.Message);
            case SnapAnswer.NotAuthorised no:
                return new IssueOutcome.NotAuthorised(no.Code, no.Message);
            default:
                return new IssueOutcome.Unreachable(((SnapAnswer.Unreachable)answer).Why);
        }
    }

    private async Task<StatusOutcome> QueryAsync(SnapCall call, CancellationToken cancellationToken)
    {
        switch (await CallAsync(call, _repeating, cancellationToken))
        {
            case SnapAnswer.Answered { Code: { IsSuccess: true }, Body: var body } when body.Text("latestTransactionStatus") is { } status:
                return new StatusOutcome.Known(
                    status,
                    body.Text("originalPartnerReferenceNo"),
                    body.Text("originalReferenceNo"),
                    SnapAmount.In(body, "amount", "transAmount", "paidAmount"));
            case SnapAnswer.Answered { Code: { Status: 404 } }:
                return new StatusOutcome.NotFound();
            case SnapAnswer.Answered { Code: { IsSuccess: false, IsPassing: false, Status: not 202 } } no:
                LogRefused(call.Name, no.Code.Text, no.Message);
                return new StatusOutcome.Refused(no.Code.Text, no.Message);
            case SnapAnswer.Answered unclear:
                return new StatusOutcome.Unreachable($"{unclear.Code.Text} {unclear.Message}".Trim());
            case SnapAnswer.NotAuthorised no:
                return new StatusOutcome.NotAuthorised(no.Code, no.Message);
            case var other:
                return new StatusOutcome.Unreachable(((SnapAnswer.Unreachable)other).Why);
        }
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
            });
        }

        return builder.AddTimeout(_options.Timeout).Build();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Doitpay refused {Call}: {Code} {Reason}")]
    private partial void LogRefused(string call, string code, string reason);

    private sealed record SnapCall(string Name, string Path, string Method, byte[] Body);
}
