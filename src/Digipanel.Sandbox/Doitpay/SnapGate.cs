using System.Collections.Concurrent;
using System.Security.Cryptography;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>Tokens, and the headers and symmetric signature of every call but the token's own.</summary>
internal sealed class SnapGate(DoitpayServerOptions options, TimeProvider time, RSA merchantKey)
{
    private const int ExternalIdCharactersMax = 36;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _externalIds = new(StringComparer.Ordinal);

    /// <summary>POST /auth/v1.0/access-token/b2b, with the page's own codes and messages.</summary>
    public Answer Token(Request request)
    {
        var answers = new SnapAnswers("73", options);
        if (request.Header("X-CLIENT-KEY") is not { } key || request.Header("X-TIMESTAMP") is not { } timestamp || request.Header("X-SIGNATURE") is not { } signature
            || !SnapCrypto.TryTime(timestamp, out var at) || (at - time.GetUtcNow()).Duration() > options.TimestampTolerance)
        {
            return answers.Say(400, "02", "Invalid Client Key or Timestamp or Signature");
        }

        if (key != options.ClientKey)
        {
            return answers.Say(401, "00", "Invalid Client Key");
        }

        var right = (options.Separator != TokenSeparator.Colon && SnapCrypto.Verify(merchantKey, $"{key}|{timestamp}", signature))
            || (options.Separator != TokenSeparator.Pipe && SnapCrypto.Verify(merchantKey, $"{key}:{timestamp}", signature));
        if (!right)
        {
            return options.WrongSignatureCode == "4007302"
                ? answers.Say(400, "02", "Invalid Client Key or Timestamp or Signature")
                : answers.Say(401, "00", "Invalid Signature");
        }

        var fields = new SnapFields(request.Body, answers);
        var grant = fields.Text("grantType", 64, mandatory: true);
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (grant != "client_credentials")
        {
            return answers.Format("grantType");
        }

        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        _tokens[token] = time.GetUtcNow() + options.TokenLifetime;
        // expiresIn is a string there.
        return answers.Ok(new() { ["accessToken"] = token, ["tokenType"] = "Bearer", ["expiresIn"] = $"{(long)options.TokenLifetime.TotalSeconds}" });
    }

    /// <summary>Makes every token invalid: the next calls are 401SS01.</summary>
    public void RevokeTokens() => _tokens.Clear();

    /// <summary>Refuses a call whose headers or signature are wrong.</summary>
    public Answer? Check(Request request, string service)
    {
        var answers = new SnapAnswers(service, options);
        var now = time.GetUtcNow();
        if (request.Header("Authorization") is not { } bearer || !bearer.StartsWith("Bearer ", StringComparison.Ordinal)
            || !_tokens.TryGetValue(bearer["Bearer ".Length..], out var until) || now >= until)
        {
            return answers.InvalidToken();
        }

        foreach (var name in new[] { "X-TIMESTAMP", "X-SIGNATURE", "X-PARTNER-ID", "X-EXTERNAL-ID", "CHANNEL-ID" })
        {
            if (request.Header(name) is null)
            {
                return answers.Missing(name);
            }
        }

        var timestamp = request.Header("X-TIMESTAMP")!;
        var externalId = request.Header("X-EXTERNAL-ID")!;
        if (!SnapCrypto.TryTime(timestamp, out var at))
        {
            return answers.Format("X-TIMESTAMP");
        }

        if (externalId.Length > ExternalIdCharactersMax)
        {
            return answers.Format("X-EXTERNAL-ID");
        }

        if (request.Header("X-PARTNER-ID") != options.PartnerId || (request.Header("X-CLIENT-KEY") ?? options.ClientKey) != options.ClientKey)
        {
            return answers.Unauthorized("Invalid Partner");
        }

        // For GET the service's own SDK puts nothing in the hash's place.
        var hash = request.Method == "GET" ? "" : SnapJson.Minify(request.Body.Span) is { } minified ? SnapCrypto.Hash(minified) : null;
        if (hash is null)
        {
            return answers.BadRequest();
        }

        var expected = SnapCrypto.Symmetric(options.ClientKey, request.Method, request.Target, bearer["Bearer ".Length..], hash, timestamp);
        if (!SnapCrypto.Same(expected, request.Header("X-SIGNATURE")!))
        {
            return answers.Unauthorized("Invalid Signature");
        }

        if ((at - now).Duration() > options.TimestampTolerance)
        {
            return answers.Unauthorized("Invalid Timestamp");
        }

        // A day is Jakarta's. Counted once the caller is known to be the merchant, whatever becomes of the call.
        return _externalIds.TryAdd($"{now.ToOffset(TimeSpan.FromHours(7)):yyyyMMdd}:{externalId}", 0) ? null : answers.ExternalIdUsed();
    }
}
