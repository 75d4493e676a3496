using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>What became of asking for an access token.</summary>
internal abstract record TokenOutcome
{
    private TokenOutcome()
    {
    }

    public sealed record Granted(string Token) : TokenOutcome;

    public sealed record Refused(string Code, string Message) : TokenOutcome;

    public sealed record Unreachable(string Why) : TokenOutcome;
}

/// <summary>The access token: cached until shortly before its end, refreshed by one caller while the others wait for it.</summary>
internal sealed partial class SnapTokens(HttpClient http, DoitpayOptions options, RSA privateKey, TimeProvider time, ILogger logger)
{
    private const string Endpoint = "/auth/v1.0/access-token/b2b";
    private static readonly TimeSpan EndMargin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LifeWhenUnstated = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LifeMax = TimeSpan.FromHours(24);
    private static readonly byte[] Body = """{"grantType":"client_credentials"}"""u8.ToArray();

    private readonly Lock _gate = new();
    private Task<TokenOutcome>? _refreshing;
    private volatile Cached? _cached;
    private char _separator = '|';
    private char _proven;

    /// <summary>The separator of the string to sign that worked last.</summary>
    internal char Separator => _separator;

    /// <summary>A token to call with.</summary>
    /// <param name="rejected">A token that Doitpay has just refused: if it is the cached one, a fresh one is fetched.</param>
    /// <param name="cancellationToken">The caller's patience.</param>
    public async Task<TokenOutcome> GetAsync(string? rejected, CancellationToken cancellationToken)
    {
        if (Usable(rejected) is { } token)
        {
            return new TokenOutcome.Granted(token);
        }

        return await Refreshed(rejected).WaitAsync(cancellationToken);
    }

    /// <summary>The refresh under way, or a new one. It belongs to nobody: the first caller may give up while others still wait for it.</summary>
    private Task<TokenOutcome> Refreshed(string? rejected)
    {
        lock (_gate)
        {
            // Whoever held the gate before may have fetched it.
            if (Usable(rejected) is { } fresh)
            {
                return Task.FromResult<TokenOutcome>(new TokenOutcome.Granted(fresh));
            }

            if (_refreshing is null)
            {
                var refresh = RefreshOnceAsync();
                _refreshing = refresh.IsCompleted ? null : refresh;
                return refresh;
            }

            return _refreshing;
        }
    }

    private async Task<TokenOutcome> RefreshOnceAsync()
    {
        using var patience = new CancellationTokenSource(options.Timeout, time);
        try
        {
            return await RefreshAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new TokenOutcome.Unreachable($"no token within {options.Timeout}");
        }
        finally
        {
            lock (_gate)
            {
                _refreshing = null;
            }
        }
    }

    private string? Usable(string? rejected) =>
        _cached is { } cached && cached.Token != rejected && time.GetUtcNow() < cached.Until ? cached.Token : null;

    private async Task<TokenOutcome> RefreshAsync(CancellationToken cancellationToken)
    {
        _cached = null;
        var outcome = await AskAsync(_separator, cancellationToken);
        if (outcome is not TokenOutcome.Refused { Code: "4017300" or "4007302" } first)
        {
            return outcome;
        }

        // Doitpay's page signs "key:time" in one section and "key|time" in the other: the server's answer decides.
        var other = _separator == '|' ? ':' : '|';
        switch (await AskAsync(other, cancellationToken))
        {
            case TokenOutcome.Granted granted:
                _separator = other;
                return granted;
            case TokenOutcome.Unreachable unreachable:
                return unreachable;
            default:
                return first;
        }
    }

    private async Task<TokenOutcome> AskAsync(char separator, CancellationToken cancellationToken)
    {
        var timestamp = SnapTimestamp.Format(time.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, options.BaseUrl.TrimEnd('/') + Endpoint)
        {
            Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("X-TIMESTAMP", timestamp);
        request.Headers.Add("X-CLIENT-KEY", options.ClientKey);
        request.Headers.Add("X-SIGNATURE", SnapSigner.SignAsymmetric(privateKey, SnapSigner.AsymmetricStringToSign(options.ClientKey, separator, timestamp)));
        switch (await SnapHttp.SendAsync(http, request, cancellationToken))
        {
            case SnapAnswer.Answered answer when answer.Code.IsSuccess && answer.Body.Text("accessToken") is { } token:
                _cached = new Cached(token, time.GetUtcNow() + LifeOf(answer.Body));
                if (_proven != separator)
                {
                    _proven = separator;
                    LogSeparator(separator);
                }

                return new TokenOutcome.Granted(token);
            case SnapAnswer.Answered answer when answer.Code.IsSuccess || answer.Code.IsPassing:
                return new TokenOutcome.Unreachable($"token: {answer.Code.Text}");
            case SnapAnswer.Answered answer:
                LogRefused(separator, answer.Code.Text, answer.Message);
                return new TokenOutcome.Refused(answer.Code.Text, answer.Message);
            case SnapAnswer.Unreachable unreachable:
                return new TokenOutcome.Unreachable($"token: {unreachable.Why}");
            default:
                throw new InvalidOperationException("An answer of a kind that the token call does not have.");
        }
    }

    // A string of seconds according to the page; a number is taken too.
    private static TimeSpan LifeOf(JsonElement body)
    {
        var stated = double.TryParse(body.Text("expiresIn"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : LifeWhenUnstated;
        var life = stated < LifeMax ? stated : LifeMax;
        return life > 2 * EndMargin ? life - EndMargin : life / 2;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Doitpay takes signatures over ClientKey{Separator}Timestamp; keeping that")]
    private partial void LogSeparator(char separator);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Doitpay refused the token signed over ClientKey{Separator}Timestamp: {Code} {Reason}")]
    private partial void LogRefused(char separator, string code, string reason);

    private sealed record Cached(string Token, DateTimeOffset Until);
}
