using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// POST /v1.0/access-token/b2b: Doitpay asks for a token before it signs notifications with it. Signed with Doitpay's private key over
/// <c>clientKey|timestamp</c>; with a colon it is taken too, as Doitpay's page has it once. Nothing is kept, so asking changes nothing.
/// </summary>
internal sealed partial class MerchantTokenDesk(
    DoitpayOptions options, DoitpayPublicKey doitpayKey, MerchantTokens tokens, WebhookTrouble trouble, TimeProvider time, ILogger<MerchantTokenDesk> logger)
{
    private const string Service = "73";

    /// <summary>The codes and messages are those of Doitpay's own token call, which the page lists.</summary>
    public async Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(request, cancellationToken) is not { } body)
        {
            return Refuse(413, "00", "Request Entity Too Large");
        }

        string? timestamp = request.Headers["X-TIMESTAMP"], clientKey = request.Headers["X-CLIENT-KEY"], signature = request.Headers["X-SIGNATURE"];
        var now = time.GetUtcNow();
        if (string.IsNullOrEmpty(clientKey) || string.IsNullOrEmpty(signature)
            || !SnapTimestamp.TryParse(timestamp, out var signedAt) || !SnapTimestamp.IsFresh(signedAt, now))
        {
            return Refuse(400, "02", "Invalid Client Key or Timestamp or Signature");
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(clientKey), Encoding.UTF8.GetBytes(options.ClientKey)))
        {
            trouble.Refused(request.Path);
            return Refuse(401, "00", "Invalid Client Key");
        }

        if (!doitpayKey.Use(key => IsSigned(key, '|', timestamp!, signature) || IsSigned(key, ':', timestamp!, signature)))
        {
            trouble.Refused(request.Path);
            return Refuse(401, "00", "Invalid Signature");
        }

        trouble.Accepted(request.Path);
        if (GrantProblem(body) is { } problem)
        {
            return problem;
        }

        return new MerchantTokenReply($"200{Service}00", "Successful", tokens.Issue(now), "Bearer", $"{MerchantTokens.LifeSeconds}").ToResult();
    }

    private bool IsSigned(RSA key, char separator, string timestamp, string signature) =>
        SnapSigner.VerifyAsymmetric(key, SnapSigner.AsymmetricStringToSign(options.ClientKey, separator, timestamp), signature);

    private IResult? GrantProblem(byte[] body)
    {
        if (!SnapJson.IsJson(body))
        {
            return Refuse(400, "00", "Bad Request");
        }

        using var document = JsonDocument.Parse(body);
        return document.RootElement.Child("grantType") switch
        {
            { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => Refuse(400, "02", "Invalid Mandatory Field {grantType}"),
            { ValueKind: JsonValueKind.String } grant when grant.ValueEquals("client_credentials") => null,
            _ => Refuse(400, "01", "Invalid Field Format {grantType}"),
        };
    }

    private IResult Refuse(int status, string @case, string message)
    {
        LogRefused(message);
        return SnapReply.Of(status, Service, @case, message).ToResult();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a request for a token: {Why}")]
    private partial void LogRefused(string why);
}
