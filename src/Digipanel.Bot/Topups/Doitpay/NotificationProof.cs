using System.Security.Cryptography;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>What a notification's signature proves.</summary>
public abstract record NotificationProof
{
    private NotificationProof() { }

    /// <summary>Form 1. Doitpay's key signed these very bytes for this very path.</summary>
    public sealed record Body : NotificationProof;

    /// <summary>Form 2. Doitpay's key signed the time only, not the body: good for a hint, never for money.</summary>
    public sealed record TimeOnly : NotificationProof;

    /// <summary>Form 3. Covers the body, with a token of ours that lives; but the secret is one that we have as well: a hint.</summary>
    public sealed record SharedSecret : NotificationProof;

    /// <summary>Form 4. It verifies, but its key travels in a header, so anyone can make it: a hint, and one to be rationed.</summary>
    public sealed record Unproven : NotificationProof;

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
    string Path, ReadOnlyMemory<byte> RawBody, ReadOnlyMemory<byte> MinifiedBody, string? Timestamp, string? Signature)
{
    /// <summary>The bearer token of the request, where it is a live one that we issued; else null.</summary>
    public string? LiveToken { get; init; }

    /// <summary>X-PARTNER-ID, where it is ours; else null.</summary>
    public string? PartnerId { get; init; }
}

/// <summary>
/// Tries the ways in which Doitpay is known to sign, strongest first: its page, its SDK and a shop in production each show another one.
/// </summary>
public static class NotificationVerifier
{
    private static readonly NotificationProof Body = new NotificationProof.Body();
    private static readonly NotificationProof TimeOnly = new NotificationProof.TimeOnly();
    private static readonly NotificationProof SharedSecret = new NotificationProof.SharedSecret();
    private static readonly NotificationProof Unproven = new NotificationProof.Unproven();

    /// <summary>A pure function of the request, the keys and the time.</summary>
    public static NotificationProof Verify(SignedNotification notification, string clientKey, RSA doitpayKey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (!SnapTimestamp.TryParse(notification.Timestamp, out var signedAt) || !SnapTimestamp.IsFresh(signedAt, now))
        {
            return new NotificationProof.Stale();
        }

        if (Covers(notification, body => IsService(notification, body, doitpayKey)))
        {
            return Body;
        }

        if (IsAsymmetric(notification, clientKey, '|', doitpayKey) || IsAsymmetric(notification, clientKey, ':', doitpayKey))
        {
            return TimeOnly;
        }

        if (notification.LiveToken is { } token && Covers(notification, body => IsSymmetric(notification, body, clientKey, token)))
        {
            return SharedSecret;
        }

        // The Laravel shop: the partner id is the key and stands in the token's place.
        if (notification.PartnerId is { } partner && Covers(notification, body => IsSymmetric(notification, body, partner, partner)))
        {
            return Unproven;
        }

        return new NotificationProof.Forged();
    }

    // A sender that hashes what it sends, white space and all, covers its body just as well.
    private static bool Covers(SignedNotification n, Func<ReadOnlyMemory<byte>, bool> verifies) =>
        verifies(n.MinifiedBody) || (n.RawBody.Length != n.MinifiedBody.Length && verifies(n.RawBody));

    private static bool IsService(SignedNotification n, ReadOnlyMemory<byte> body, RSA key) =>
        SnapSigner.VerifyAsymmetric(key, SnapSigner.ServiceStringToSign("POST", n.Path, body.Span, n.Timestamp!), n.Signature);

    private static bool IsAsymmetric(SignedNotification n, string clientKey, char separator, RSA key) =>
        SnapSigner.VerifyAsymmetric(key, SnapSigner.AsymmetricStringToSign(clientKey, separator, n.Timestamp!), n.Signature);

    private static bool IsSymmetric(SignedNotification n, ReadOnlyMemory<byte> body, string secret, string token) =>
        SnapSigner.VerifySymmetric(secret, SnapSigner.SymmetricStringToSign("POST", n.Path, token, body.Span, n.Timestamp!), n.Signature);
}
