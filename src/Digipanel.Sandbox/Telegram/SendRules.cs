using System.Text;
using System.Text.Json;

namespace Digipanel.Sandbox.Telegram;

/// <summary>What a message from the bot must fulfil: a chat it may write to, a text of the right length, a reply that exists.</summary>
internal sealed class SendRules(ChatWorld world, TelegramRateLimits limits, TimeProvider time)
{
    public const int TextCharactersMax = 4096;
    public const int CaptionCharactersMax = 1024;
    public const int RawTextBytesMax = 1 << 15;

    public TelegramUser ReadableChat(ApiRequest request)
    {
        var text = request.Text("chat_id");
        if (text.Length == 0)
        {
            throw TelegramRefusal.BadRequest("chat_id is empty");
        }

        return long.TryParse(text, out var id) && world.User(id) is { } user ? user : throw TelegramRefusal.BadRequest("chat not found");
    }

    public TelegramUser WritableChat(ApiRequest request)
    {
        var user = ReadableChat(request);
        return world.Reach(user.Id) switch
        {
            TelegramReach.Blocked => throw TelegramRefusal.Forbidden("bot was blocked by the user"),
            TelegramReach.Deactivated => throw TelegramRefusal.Forbidden("user is deactivated"),
            TelegramReach.NotStarted => throw TelegramRefusal.Forbidden("bot can't initiate conversation with a user"),
            _ => user,
        };
    }

    /// <summary>Last of all checks: what would be refused anyway does not count.</summary>
    public void Pace(TelegramUser user) => limits.Take(user.Id, time.GetUtcNow());

    public static FormattedText Text(ApiRequest request)
    {
        if (request.Text("text").Length == 0)
        {
            throw TelegramRefusal.BadRequest("message text is empty");
        }

        RefuseBadLinkPreview(request);
        var text = Formatted(request.Text("text"), request.Text("parse_mode"));
        if (text.Text.Length == 0)
        {
            throw TelegramRefusal.BadRequest("text must be non-empty");
        }

        return text.Text.Length <= TextCharactersMax ? text : throw TelegramRefusal.BadRequest("message is too long");
    }

    public static FormattedText Caption(ApiRequest request) => Caption(request.Text("caption"), request.Text("parse_mode"));

    public static FormattedText Caption(string text, string parseMode)
    {
        var caption = Formatted(text, parseMode);
        return caption.Text.Length <= CaptionCharactersMax ? caption : throw TelegramRefusal.BadRequest("message caption is too long");
    }

    public int? ReplyTo(ApiRequest request, TelegramUser user)
    {
        if (request.Json("reply_parameters", "can't parse reply parameters JSON object") is not { } reply)
        {
            return null;
        }

        if (reply.ValueKind != JsonValueKind.Object)
        {
            throw TelegramRefusal.BadRequest("object expected as reply parameters");
        }

        Fields.RefuseUnknown(reply, "the ReplyParameters", "message_id", "chat_id", "allow_sending_without_reply");
        if (!int.TryParse(Fields.Required(reply, "message_id"), out var id) || world.Message(user.Id, id) is null)
        {
            return reply.TryGetProperty("allow_sending_without_reply", out var allow) && allow.ValueKind == JsonValueKind.True
                ? null
                : throw TelegramRefusal.BadRequest("message to be replied not found");
        }

        return id;
    }

    private static FormattedText Formatted(string raw, string parseMode)
    {
        if (Encoding.UTF8.GetByteCount(raw) > RawTextBytesMax)
        {
            throw TelegramRefusal.BadRequest("text is too long");
        }

        var parsed = parseMode.ToUpperInvariant() switch
        {
            "" or "NONE" => new FormattedText(raw, []),
            "HTML" => HtmlEntities.Parse(raw),
            "MARKDOWN" or "MARKDOWNV2" => throw TelegramRefusal.BadRequest("the sandbox knows parse_mode HTML only"),
            _ => throw TelegramRefusal.BadRequest("unsupported parse_mode"),
        };
        var trimmed = parsed.Trimmed();
        return EntityDetection.Detect(trimmed.Text, trimmed.Entities);
    }

    private static void RefuseBadLinkPreview(ApiRequest request)
    {
        if (request.Json("link_preview_options", "can't parse link preview options JSON object") is not { } preview)
        {
            return;
        }

        if (preview.ValueKind != JsonValueKind.Object)
        {
            throw TelegramRefusal.BadRequest("object expected as link preview options");
        }

        Fields.RefuseUnknown(preview, "the LinkPreviewOptions", "is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text");
    }
}
