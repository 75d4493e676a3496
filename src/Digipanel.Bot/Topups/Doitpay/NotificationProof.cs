using System.Security.Cryptography;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>What a notification's signature proves.</summary>
public abstract record NotificationProof
{
    private NotificationProof() { }

    /// <summary>Doitpay's key signed these very bytes for this very path.</summary>
    public sealed record Body : NotificationProof;

    /// <summary>Doitpay's key signed the time only, not the body: good for a hint, never for money.</summary>
    public sealed record TimeOnly : NotificationProof;

    /// <summary>The signed time is missing, unreadable or more than five minutes away.</summary>
    public sealed record Stale : NotificationProof;

    /// <summary>No accepted form verifies.</summary>
    public sealed record Forged : NotificationProof;
}

/// <summary>The parts of a notification that a signature may cover, as they came.</summary>
/// <param name="Path">Path of the request, without host.</param>
/// <param name="RawBody">The bytes as received.</param>
/// <param name="MinifiedBody">The same, minified.</param>
/// <param name="Timestamp">X-TIMESTAMP, letter for letter.</param>
/// <param name="Signature">X-SIGNATURE.</param>
public sealed record SignedNotification(
    string Path, ReadOnlyMemory<byte> RawBody, ReadOnlyMemory<byte> MinifiedBody, string? Timestamp, string? Signature);

/// <summary>
/// Tries the ways in which Doitpay is known to sign, strongest first. The forms with HMAC (the SDK's, with a token that we issued, and
/// the Laravel shop's, whose key travels in a header) would follow <see cref="NotificationProof.TimeOnly"/> here.
/// </summary>
public static class NotificationVerifier
{
    private static readonly NotificationProof Body = new NotificationProof.Body();
    private static readonly NotificationProof TimeOnly = new NotificationProof.TimeOnly();

    /// <summary>A pure function of the request, the keys and the time.</summary>
    public static NotificationProof Verify(SignedNotification notification, string clientKey, RSA doitpayKey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (!SnapTimestamp.TryParse(notification.Timestamp, out var signedAt) || !SnapTimestamp.IsFresh(signedAt, now))
        {
            return new NotificationProof.Stale();
        }

        if (IsService(notification, notification.MinifiedBody, doitpayKey)
            // A sender that hashes what it sends, white space and all, proves its body just as well.
            || (notification.RawBody.Length != notification.MinifiedBody.Length
                && IsService(notification, notification.RawBody, doitpayKey)))
        {
            return Body;
        }

        if (IsAsymmetric(notification, clientKey, '|', doitpayKey) || IsAsymmetric(notification, clientKey, ':', doitpayKey))
        {
            return TimeOnly;
        }

        return new NotificationProof.Forged();
    }

    private static bool IsService(SignedNotification n, ReadOnlyMemory<byte> body, RSA key) =>
        SnapSigner.VerifyAsymmetric(key, SnapSigner.ServiceStringToSign("POST", n.Path, body.Span, n.Timestamp!), n.Signature);

    private static bool IsAsymmetric(SignedNotification n, string clientKey, char separator, RSA key) =>
        SnapSigner.VerifyAsymmetric(key, SnapSigner.AsymmetricStringToSign(clientKey, separator, n.Timestamp!), n.Signature);
}
