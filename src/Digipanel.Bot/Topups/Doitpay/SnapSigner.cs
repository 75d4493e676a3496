using System.Security.Cryptography;
using System.Text;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// SNAP's two signatures as pure functions of strings and keys. The strings to sign are public so that a test, or an operator with
/// openssl at hand, can compare them letter for letter with Doitpay's answer to "Invalid Signature".
/// </summary>
public static class SnapSigner
{
    /// <summary><c>ClientKey|Timestamp</c>, or with a colon: Doitpay's page shows both and its SDK the bar.</summary>
    public static string AsymmetricStringToSign(string clientKey, char separator, string timestamp) =>
        $"{clientKey}{separator}{timestamp}";

    /// <summary><c>METHOD:path?query:accessToken:hash:timestamp</c>, for every call but the token's.</summary>
    public static string SymmetricStringToSign(
        string method, string pathAndQuery, string accessToken, ReadOnlySpan<byte> minifiedBody, string timestamp) =>
        $"{method}:{pathAndQuery}:{accessToken}:{BodyHash(minifiedBody)}:{timestamp}";

    /// <summary><c>METHOD:path:hash:timestamp</c>, SNAP's service form: what a notification signed with RSA covers.</summary>
    public static string ServiceStringToSign(string method, string path, ReadOnlySpan<byte> minifiedBody, string timestamp) =>
        $"{method}:{path}:{BodyHash(minifiedBody)}:{timestamp}";

    /// <summary>Lower-case hex of SHA-256; a call without a body has an empty string in the hash's place, as in Doitpay's SDK.</summary>
    public static string BodyHash(ReadOnlySpan<byte> minifiedBody)
    {
        if (minifiedBody.IsEmpty)
        {
            return "";
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(minifiedBody, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Base64(SHA256withRSA, PKCS#1 v1.5).</summary>
    public static string SignAsymmetric(RSA privateKey, string stringToSign)
    {
        ArgumentNullException.ThrowIfNull(privateKey);
        return Convert.ToBase64String(
            privateKey.SignData(Encoding.UTF8.GetBytes(stringToSign), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>Base64(HMAC-SHA512); the secret is the ClientKey.</summary>
    public static string SignSymmetric(string secret, string stringToSign) =>
        Convert.ToBase64String(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(stringToSign)));

    /// <summary>Whether <paramref name="signature"/> is the key owner's over the string. Text that is no Base64 is just a wrong signature.</summary>
    public static bool VerifyAsymmetric(RSA publicKey, string stringToSign, string? signature)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        return TryDecode(signature, out var bytes)
            && publicKey.VerifyData(Encoding.UTF8.GetBytes(stringToSign), bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>Compares in constant time: how long a wrong answer takes must not tell how much of it was right.</summary>
    public static bool VerifySymmetric(string secret, string stringToSign, string? signature) =>
        TryDecode(signature, out var bytes)
        && CryptographicOperations.FixedTimeEquals(
            HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(stringToSign)), bytes);

    private static bool TryDecode(string? signature, out byte[] bytes)
    {
        bytes = [];
        if (string.IsNullOrEmpty(signature) || signature.Length > SignatureLengthMaxChars)
        {
            return false;
        }

        var buffer = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, buffer, out var written))
        {
            return false;
        }

        bytes = buffer[..written];
        return true;
    }

    /// <summary>RSA-8192 in Base64 is 1368 letters; anything longer is not worth decoding.</summary>
    private const int SignatureLengthMaxChars = 2048;
}
