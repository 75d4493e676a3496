using System.Buffers.Binary;

namespace Digipanel.Sandbox.Telegram;

/// <summary>Looks into a photo's bytes: a PNG or a JPEG with a size that Telegram shows.</summary>
internal static class ImageRules
{
    public const int PhotoBytesMax = 10 * 1024 * 1024;
    public const int WidthPlusHeightMax = 10_000;
    public const int RatioMax = 20;

    private static ReadOnlySpan<byte> PngMagic => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public static TelegramPhoto Photo(string fileId, byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            throw TelegramRefusal.BadRequest("file must be non-empty");
        }

        if (bytes.Length > PhotoBytesMax)
        {
            throw TelegramRefusal.BadRequest($"file of size {bytes.Length} bytes is too big for a photo; the maximum size is {PhotoBytesMax} bytes");
        }

        var (type, width, height) = SizeOf(bytes) ?? throw TelegramRefusal.BadRequest("IMAGE_PROCESS_FAILED");
        if (width <= 0 || height <= 0 || width + height > WidthPlusHeightMax || Math.Max(width, height) > RatioMax * Math.Min(width, height))
        {
            throw TelegramRefusal.BadRequest("PHOTO_INVALID_DIMENSIONS");
        }

        return new TelegramPhoto(fileId, bytes, type, width, height);
    }

    /// <summary>What the bytes are and how large in pixels; null for neither a PNG nor a JPEG.</summary>
    public static (string Type, int Width, int Height)? SizeOf(byte[] bytes) => PngSize(bytes) ?? JpegSize(bytes);

    private static (string Type, int Width, int Height)? PngSize(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 33 && bytes.StartsWith(PngMagic) && bytes[12..16].SequenceEqual("IHDR"u8)
            ? ("image/png", BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
            : null;

    // A JPEG's size stands in its start-of-frame segment: walk there, segment by segment.
    private static (string Type, int Width, int Height)? JpegSize(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]))
        {
            return null;
        }

        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xff)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                return ("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}
