using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>Reads PEM keys: PKCS#1 and PKCS#8 private keys, SPKI and PKCS#1 public keys. A problem comes back as words for the operator.</summary>
public static class RsaKeys
{
    /// <summary>Doitpay's page asks for 2048; a shorter key no longer protects money.</summary>
    public const int KeySizeMinBits = 2048;

    /// <summary>The merchant's own key, which signs.</summary>
    public static bool TryLoadPrivate(string pem, [NotNullWhen(true)] out RSA? key, [NotNullWhen(false)] out string? problem) =>
        TryLoad(pem, mustSign: true, out key, out problem);

    /// <summary>Doitpay's key, which verifies. A private key's PEM is refused here: someone has mixed the files up.</summary>
    public static bool TryLoadPublic(string pem, [NotNullWhen(true)] out RSA? key, [NotNullWhen(false)] out string? problem) =>
        TryLoad(pem, mustSign: false, out key, out problem);

    private static bool TryLoad(string pem, bool mustSign, [NotNullWhen(true)] out RSA? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        // One-line environment files write a PEM's line ends as \n.
        var text = (pem ?? "").Replace("\\n", "\n", StringComparison.Ordinal).Trim();
        var isPrivate = text.Contains("PRIVATE KEY-----", StringComparison.Ordinal);
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            problem = "the key is encrypted with a passphrase; decrypt it: openssl pkcs8 -in encrypted.pem -out key.pem";
        }
        else if (!text.StartsWith("-----BEGIN ", StringComparison.Ordinal))
        {
            problem = "this is no PEM text; it must begin with -----BEGIN";
        }
        else if (mustSign && !isPrivate)
        {
            problem = "this is a public key; the private one is needed (openssl genrsa -out rsa_private_key.pem 2048)";
        }
        else if (!mustSign && isPrivate)
        {
            problem = "this is a private key; Doitpay's public key is needed (dashboard: Setting)";
        }
        else
        {
            problem = Import(text, out key);
        }

        return problem is null;
    }

    private static string? Import(string text, out RSA? key)
    {
        key = null;
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(text);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException) // no Try form exists
        {
            rsa.Dispose();
            return "the PEM text is damaged or holds no RSA key";
        }
        if (rsa.KeySize < KeySizeMinBits)
        {
            rsa.Dispose();
            return $"the key is shorter than {KeySizeMinBits} bits";
        }
        key = rsa;
        return null;
    }
}
