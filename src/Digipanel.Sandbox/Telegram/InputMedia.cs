using System.Text.Json;

namespace Digipanel.Sandbox.Telegram;

/// <summary>The media of editMessageMedia: a photo, uploaded beside it or known by its id, and its caption. The file is looked at last.</summary>
internal sealed record InputMedia(Func<TelegramPhoto> Photo, FormattedText Caption)
{
    private const string ParseFailed = "can't parse InputMedia: ";

    /// <summary>In the real server's order: the object, its caption, its type, its file.</summary>
    public static InputMedia Parse(ApiRequest request, ChatWorld world)
    {
        if (request.Text("media").Length == 0)
        {
            throw TelegramRefusal.BadRequest("parameter \"media\" is required");
        }

        var media = request.Json("media", "can't parse input media JSON object")!.Value;
        if (media.ValueKind != JsonValueKind.Object)
        {
            throw Refuse("expected an Object");
        }

        Fields.RefuseUnknown(media, "the InputMedia", "type", "media", "caption", "parse_mode", "has_spoiler", "show_caption_above_media");
        var caption = SendRules.Caption(Fields.Optional(media, "caption") ?? "", Fields.Optional(media, "parse_mode") ?? "");
        var type = (Fields.Optional(media, "type") ?? throw Refuse("Can't find field \"type\"")).ToLowerInvariant();
        if (type is "animation" or "audio" or "document" or "video")
        {
            throw TelegramRefusal.BadRequest("the sandbox knows InputMedia of type photo only");
        }

        var file = Fields.Optional(media, "media") ?? "";
        var upload = Uploads.Attached(request, file);
        if (upload is null && (file.Length == 0 || file.StartsWith("attach://", StringComparison.Ordinal)))
        {
            throw Refuse("media not found");
        }

        return type == "photo"
            ? new InputMedia(() => upload is null ? world.KnownPhoto(file) : world.AddPhoto(upload.Bytes), caption)
            : throw Refuse($"type \"{type}\" is unsupported");
    }

    private static TelegramRefusal Refuse(string reason) => TelegramRefusal.BadRequest(ParseFailed + reason);
}
