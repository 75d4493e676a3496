using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// X-Hub-Signature-256: <c>sha256=</c> and the hex HMAC-SHA256 of the raw body, keyed with the app's secret. Meta signs the bytes that it sends, in which
/// everything above ASCII is escaped as \uXXXX: what has been parsed and written again would have another signature.
/// </summary>
public static class WhatsAppSignature
{
    private const string Prefix = "sha256=";

    /// <summary>Whether the header signs this body with this secret. Pure, and in constant time for a header of the right shape.</summary>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, ReadOnlySpan<byte> secret)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (secret.IsEmpty || header is null || !TryRead(header, claimed))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, claimed);
    }

    /// <summary>Whether two secrets are one, in constant time for those of one length.</summary>
    public static bool AreEqual(string shown, string secret) =>
        secret.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(secret));

    private static bool TryRead(string header, Span<byte> claimed) =>
        header.StartsWith(Prefix, StringComparison.Ordinal)
        && header.Length == Prefix.Length + (claimed.Length * 2)
        && Convert.FromHexString(header.AsSpan(Prefix.Length), claimed, out _, out var written) == OperationStatus.Done
        && written == claimed.Length;
}
