using System.Buffers;
using System.Security.Cryptography;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// X-Webhook-Signature: hex HMAC-SHA256 of <c>JSON.stringify(payload)</c>. The body that reaches us may have been laid out anew on its way,
/// so that the raw bytes are tried first and then the same JSON without insignificant white space: order, escapes and numbers stay as received.
/// Nothing is re-serialised: that would sign what we understood, not what was sent.
/// </summary>
public static class DigipanelWebhookSignature
{
    private const string Prefix = "sha256=";

    /// <summary>Whether the header signs this body with this secret. Pure, and in constant time for a header of the right shape.</summary>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, ReadOnlySpan<byte> secret)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (secret.IsEmpty || header is null || !TryReadHex(header, claimed))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, expected);
        var raw = CryptographicOperations.FixedTimeEquals(expected, claimed);
        var minified = Minify(body);
        if (minified.Length == body.Length)
        {
            return raw;
        }

        HMACSHA256.HashData(secret, minified, expected);
        return raw | CryptographicOperations.FixedTimeEquals(expected, claimed);
    }

    private static bool TryReadHex(string header, Span<byte> claimed)
    {
        var hex = header.AsSpan();
        if (hex.StartsWith(Prefix, StringComparison.Ordinal))
        {
            hex = hex[Prefix.Length..];
        }

        return hex.Length == claimed.Length * 2
            && Convert.FromHexString(hex, claimed, out _, out var written) == OperationStatus.Done
            && written == claimed.Length;
    }

    /// <summary>Drops the four white space characters of JSON outside strings, byte by byte: also of what is no JSON at all.</summary>
    internal static ReadOnlySpan<byte> Minify(ReadOnlySpan<byte> json)
    {
        var minified = new byte[json.Length];
        var length = 0;
        bool inString = false, escaped = false;
        foreach (var b in json)
        {
            if (!inString && b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            {
                continue;
            }

            minified[length++] = b;
            if (escaped)
            {
                escaped = false;
            }
            else if (b == (byte)'\\')
            {
                escaped = inString;
            }
            else if (b == (byte)'"')
            {
                inString = !inString;
            }
        }

        return minified.AsSpan(0, length);
    }
}
