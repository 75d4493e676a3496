using QRCoder;

namespace Digipanel.Bot.Chat.Pictures;

/// <summary>A QR code as a PNG that survives the JPEG that Telegram and WhatsApp make of it, and a cheap phone's camera.</summary>
internal static class QrPicture
{
    /// <summary>QRIS strings have 200 to 400 characters; past this the modules get too fine to scan from a screen.</summary>
    internal const int ContentBytesMax = 1200;

    private const int SidePixels = 720;

    // Both recompress photos: modules of fewer pixels than this blur.
    private const int ModulePixelsMin = 6;

    /// <summary>The picture, or null where the content is too long for one.</summary>
    internal static byte[]? Png(string content)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(content) > ContentBytesMax)
        {
            return null;
        }

        // Level M, as QRIS' own printed codes have it.
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(code);
        return png.GetGraphic(Math.Max(ModulePixelsMin, SidePixels / code.ModuleMatrix.Count));
    }
}
