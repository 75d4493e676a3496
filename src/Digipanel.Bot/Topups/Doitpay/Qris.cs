using System.Globalization;
using System.Text;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>One element of an EMVCo code: a two-digit tag and its value (the length in between is implied).</summary>
public readonly record struct QrisField(string Tag, string Value);

/// <summary>What became of reading a QRIS text.</summary>
public abstract record QrisReading
{
    private QrisReading() { }

    /// <summary>The structure and the checksum are right.</summary>
    public sealed record Valid(IReadOnlyList<QrisField> Fields) : QrisReading
    {
        /// <summary>Tag 54 in whole rupiah; null where the code has none (the payer types it) or it is no whole amount.</summary>
        public long? Amount => Qris.ParseAmount(this["54"]);

        /// <summary>The value of a top-level tag.</summary>
        public string? this[string tag]
        {
            get
            {
                foreach (var field in Fields)
                {
                    if (field.Tag == tag)
                    {
                        return field.Value;
                    }
                }

                return null;
            }
        }
    }

    /// <summary>No wallet app would take this picture.</summary>
    public sealed record Broken(string Why) : QrisReading;
}

/// <summary>
/// EMVCo merchant-presented QR, as far as money needs it: a code whose checksum or amount is wrong must never reach a customer.
/// </summary>
public static class Qris
{
    /// <summary>One QRIS payment is at most this much (Bank Indonesia).</summary>
    public const long AmountMaxRupiah = 10_000_000;

    // EMVCo's own limit is 512; what is longer than this no camera reads off a screen.
    private const int LengthMaxChars = 1024;

    /// <summary>Reads tag, length, value until the end; the checksum (tag 63) must be the last element.</summary>
    public static QrisReading Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new QrisReading.Broken("empty");
        }

        if (text.Length > LengthMaxChars)
        {
            return new QrisReading.Broken("too long for a picture that phones can read");
        }

        var fields = new List<QrisField>();
        var at = 0;
        while (at < text.Length)
        {
            if (at + 4 > text.Length || !IsDigits(text.AsSpan(at, 4)))
            {
                return new QrisReading.Broken($"no tag and length at {at}");
            }

            var length = ((text[at + 2] - '0') * 10) + text[at + 3] - '0';
            if (at + 4 + length > text.Length)
            {
                return new QrisReading.Broken($"the value at {at} is cut off");
            }

            fields.Add(new QrisField(text.Substring(at, 2), text.Substring(at + 4, length)));
            at += 4 + length;
        }
        if (fields[^1] is not { Tag: "63", Value.Length: 4 } crc)
        {
            return new QrisReading.Broken("no checksum at the end");
        }

        var computed = Crc16(Encoding.UTF8.GetBytes(text[..^4])).ToString("X4", CultureInfo.InvariantCulture);
        if (!string.Equals(crc.Value, computed, StringComparison.OrdinalIgnoreCase))
        {
            return new QrisReading.Broken("the checksum is wrong");
        }

        return new QrisReading.Valid(fields);
    }

    /// <summary>CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF. "123456789" gives 29B1.</summary>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (var b in bytes)
        {
            crc ^= (ushort)(b << 8);
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
            }
        }
        return crc;
    }

    /// <summary>"50000", "50000.00": whole rupiah; anything else is null.</summary>
    internal static long? ParseAmount(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        if (fraction.AsSpan().ContainsAnyExcept('0'))
        {
            return null;
        }

        return long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
