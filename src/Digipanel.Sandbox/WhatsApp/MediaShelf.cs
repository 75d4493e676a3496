using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>The files that were uploaded. A message names one by its id; Meta forgets them after 30 days.</summary>
internal sealed class MediaShelf
{
    private const int ImageBytesMax = 5 * 1024 * 1024;

    private static readonly string[] Types =
    [
        "application/pdf", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "image/jpeg", "image/png", "text/plain",
    ];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, WhatsAppMedia> _files = [];
    private long _next = 4_490_709_327_384_033;

    public void Forget()
    {
        lock (_gate)
        {
            _files.Clear();
        }
    }

    public WhatsAppMedia Add(string type, byte[] bytes, string fileName)
    {
        if (!Types.Contains(type, StringComparer.Ordinal))
        {
            throw GraphRefusal.Of(100, $"Param file must be a file with one of the following types: {string.Join(", ", Types)}. Received file of type '{type}'.");
        }

        if (bytes.Length == 0)
        {
            throw GraphRefusal.Of(100, "Param file must be a non-empty file.");
        }

        var (width, height) = type.StartsWith("image/", StringComparison.Ordinal) ? PictureSize(type, bytes) : (0, 0);
        lock (_gate)
        {
            var media = new WhatsAppMedia($"{_next++}", bytes, type, fileName) { Width = width, Height = height };
            return _files[media.Id] = media;
        }
    }

    /// <summary>The file that a message's id field names.</summary>
    public WhatsAppMedia Of(JsonFields fields)
    {
        if (fields.Has("link"))
        {
            // The sandbox fetches nothing: from Meta's side our loopback addresses are out of reach as well.
            throw GraphRefusal.Of(131053, "Downloading media from weblink failed.");
        }

        var id = fields.Text("id", 64);
        lock (_gate)
        {
            return _files.GetValueOrDefault(id) ?? throw GraphRefusal.Of(131053, $"Media with id {id} does not exist or has expired.");
        }
    }

    public WhatsAppMedia Picture(JsonFields fields) =>
        Of(fields) is { Width: > 0 } picture ? picture : throw GraphRefusal.Of(131053, "Unsupported image type. Supported types: image/jpeg, image/png.");

    private static (int Width, int Height) PictureSize(string type, byte[] bytes)
    {
        if (bytes.Length > ImageBytesMax)
        {
            throw GraphRefusal.Of(100, $"Param file of type '{type}' must be at most {ImageBytesMax} bytes.");
        }

        // The bytes are what Telegram's side looks at, too: a PNG or a JPEG, and of which size.
        return ImageRules.SizeOf(bytes) is { } found && found.Type == type
            ? (found.Width, found.Height)
            : throw GraphRefusal.Of(100, $"Param file is not of the type '{type}' that it says.");
    }
}
