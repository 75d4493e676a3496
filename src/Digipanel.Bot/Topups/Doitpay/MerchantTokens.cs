using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>
/// The bearer tokens that Doitpay fetches from us before it signs a notification in SNAP's symmetric form. A token carries its own end and a
/// seal made with a key that only we have, so there is no list of them: nothing to fill for a stranger who asks often, and nothing that
/// a restart could lose. The seal's key is derived from our private key; a new key pair ends all tokens.
/// </summary>
internal sealed class MerchantTokens
{
    /// <summary>How long a token lives, in seconds; SNAP's usual quarter of an hour.</summary>
    public const int LifeSeconds = 900;

    private const int EndBytes = 8;
    private const int NonceBytes = 16;
    private const int SealedBytes = EndBytes + NonceBytes;
    private const int TokenBytes = SealedBytes + HMACSHA256.HashSizeInBytes;

    /// <summary>56 bytes in Base64Url: what is longer or shorter is none of ours.</summary>
    private const int TokenChars = 75;

    private readonly byte[] _sealKey;
    private readonly Ids.FillRandom _fillRandom;

    /// <summary>Options must have been validated.</summary>
    public MerchantTokens(DoitpayOptions options, Ids.FillRandom? fillRandom = null)
    {
        _fillRandom = fillRandom ?? RandomNumberGenerator.Fill;
        if (options.LoadPrivateKey(out var key) is { } problem)
        {
            throw new InvalidOperationException($"Doitpay's private key {problem}");
        }

        using (key)
        {
            var secret = key!.ExportPkcs8PrivateKey();
            _sealKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes($"merchant token|{options.ClientKey}"));
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>A fresh token that ends <see cref="LifeSeconds"/> from now.</summary>
    public string Issue(DateTimeOffset now)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, now.ToUnixTimeSeconds() + LifeSeconds);
        _fillRandom(token[EndBytes..SealedBytes]);
        HMACSHA256.HashData(_sealKey, token[..SealedBytes], token[SealedBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Whether we issued the token and it has not ended. Compared in constant time; any text may be asked about.</summary>
    public bool IsLive(string? token, DateTimeOffset now)
    {
        if (token is not { Length: TokenChars })
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[TokenBytes];
        Span<byte> seal = stackalloc byte[HMACSHA256.HashSizeInBytes];

        // Not the Try form: it throws on letters that are not Base64Url's.
        if (Base64Url.DecodeFromChars(token, bytes, out _, out var length) != OperationStatus.Done || length != TokenBytes)
        {
            return false;
        }

        HMACSHA256.HashData(_sealKey, bytes[..SealedBytes], seal);
        var left = BinaryPrimitives.ReadInt64BigEndian(bytes) - now.ToUnixTimeSeconds();

        // One that has more left than it ever had was issued before the clock was set back.
        return CryptographicOperations.FixedTimeEquals(seal, bytes[SealedBytes..]) && left is > 0 and <= LifeSeconds;
    }
}
