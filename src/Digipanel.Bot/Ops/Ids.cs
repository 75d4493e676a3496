using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Digipanel.Bot.Ops;

/// <summary>Makes ids. Randomness and time are injected, so that a test can replay them.</summary>
/// <param name="time">The clock inside version-7 UUIDs.</param>
/// <param name="fillRandom">Fills a span with random bytes; the operating system's generator unless a test says otherwise.</param>
public sealed class Ids(TimeProvider time, Ids.FillRandom? fillRandom = null)
{
    // Crockford's base 32: no I, L, O or U, so that a reference survives being read out over the phone.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int ReferenceLetters = 12;
    private const int PageLetters = 26;
    private readonly FillRandom _fillRandom = fillRandom ?? RandomNumberGenerator.Fill;

    /// <summary>Fills the span with random bytes.</summary>
    public delegate void FillRandom(Span<byte> bytes);

    /// <summary>A version-7 UUID (RFC 9562): 48 bits of Unix milliseconds, 74 random bits; lower case with dashes.</summary>
    public string NewUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _fillRandom(bytes);
        Span<byte> clock = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(clock, time.GetUtcNow().ToUnixTimeMilliseconds());
        clock[2..].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>A reference that people can read out: the prefix, a dash and 12 letters (60 random bits).</summary>
    /// <param name="prefix">For example <c>TU</c>.</param>
    public string NewReference(string prefix) => $"{prefix}-{Letters(ReferenceLetters)}";

    /// <summary>The last part of the address of a page that its owner alone may see: 26 letters, 130 random bits and no clock.</summary>
    public string NewPageName() => Letters(PageLetters);

    /// <summary>Letters for a code that people type: 5 random bits each, none of them I, L, O or U.</summary>
    /// <param name="count">1 or more.</param>
    public string NewLetters(int count) => Letters(count);

    /// <summary>32 hexadecimal digits for X-EXTERNAL-ID: a fresh one for every HTTP attempt (Doitpay allows 36).</summary>
    public string NewExternalId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _fillRandom(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Decimal digits, the first of them no zero: some screens drop those.</summary>
    /// <param name="count">1 or more.</param>
    public string NewDigits(int count)
    {
        Span<byte> bytes = stackalloc byte[count];
        _fillRandom(bytes);
        Span<char> digits = stackalloc char[count];
        for (var i = 0; i < count; i++)
        {
            digits[i] = (char)(i == 0 ? '1' + (bytes[i] % 9) : '0' + (bytes[i] % 10));
        }

        return new string(digits);
    }

    /// <summary>A number from 0 (inclusive) to 1 (exclusive), for jitter.</summary>
    public double NextDouble()
    {
        Span<byte> bytes = stackalloc byte[8];
        _fillRandom(bytes);
        return (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 11) * (1.0 / (1UL << 53));
    }

    private string Letters(int count)
    {
        Span<byte> bytes = stackalloc byte[count];
        _fillRandom(bytes);
        Span<char> letters = stackalloc char[count];
        for (var i = 0; i < count; i++)
        {
            letters[i] = Alphabet[bytes[i] & 31];
        }

        return new string(letters);
    }
}
