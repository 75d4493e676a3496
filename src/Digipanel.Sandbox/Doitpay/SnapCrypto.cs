using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>SNAP's signatures, written for the sandbox alone: it is the second opinion on the bot's own.</summary>
internal static class SnapCrypto
{
    /// <summary>lowerhex(SHA-256(text)).</summary>
    public static string Hash(ReadOnlySpan<byte> minified) => Convert.ToHexStringLower(SHA256.HashData(minified));

    /// <summary>Base64(HMAC-SHA512(key, METHOD:target:token:hash:timestamp)).</summary>
    public static string Symmetric(string key, string method, string target, string token, string hash, string timestamp) =>
        Convert.ToBase64String(HMACSHA512.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{method}:{target}:{token}:{hash}:{timestamp}")));

    /// <summary>Base64(SHA256withRSA PKCS#1 v1.5).</summary>
    public static string Asymmetric(RSA key, string text) =>
        Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>Whether an asymmetric signature is right.</summary>
    public static bool Verify(RSA key, string text, string signature)
    {
        var bytes = new byte[key.KeySize / 8];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(Encoding.UTF8.GetBytes(text), bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>Whether two texts are the same, in the same time whatever they are.</summary>
    public static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));

    /// <summary>ISO-8601 with seconds and an offset (Z, +07:00).</summary>
    public static bool TryTime(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out time);

    /// <summary>A moment as the service writes it: Jakarta's time.</summary>
    public static string Time(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
