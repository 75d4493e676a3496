using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

/// <summary>sendMessage, sendPhoto, sendChatAction, deleteMessage. Checks run in the real server's order: text, keyboard, chat, reply.</summary>
internal sealed class SendMethods(ChatWorld world, SendRules rules, TelegramServerOptions options, TimeProvider time)
{
    private static readonly TimeSpan DeletableFor = TimeSpan.FromHours(48);

    private static readonly string[] ChatActions =
    [
        "cancel", "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    ];

    public JsonNode SendMessage(ApiRequest request)
    {
        var text = SendRules.Text(request);
        return Send(request, text, null);
    }

    public JsonNode SendPhoto(ApiRequest request)
    {
        var upload = Upload(request);
        var known = upload is null ? KnownPhoto(request.Text("photo")) : null;
        return Send(request, SendRules.Caption(request), () => known ?? world.AddPhoto(upload!));
    }

    public JsonNode SendChatAction(ApiRequest request)
    {
        if (!ChatActions.Contains(request.Text("action").ToLowerInvariant()))
        {
            throw TelegramRefusal.BadRequest("wrong parameter action in request");
        }

        rules.WritableChat(request);
        return true;
    }

    public JsonNode DeleteMessage(ApiRequest request)
    {
        var user = rules.ReadableChat(request);
        var message = world.Message(user.Id, request.Integer("message_id", 0)) ?? throw TelegramRefusal.BadRequest("message to delete not found");
        if (time.GetUtcNow() - message.At > DeletableFor)
        {
            throw TelegramRefusal.BadRequest("message can't be deleted for everyone");
        }

        world.Replace(user.Id, message.Id, m => m with { Deleted = true });
        return true;
    }

    private JsonObject Send(ApiRequest request, FormattedText text, Func<TelegramPhoto>? photo)
    {
        var buttons = KeyboardRules.Parse(request);
        var silent = request.Flag("disable_notification");
        _ = request.Flag("protect_content");
        var user = rules.WritableChat(request);
        var reply = rules.ReplyTo(request, user);
        var picture = photo?.Invoke();
        rules.Pace(user);
        var message = world.Add(user.Id, (id, at) => new TelegramMessage
        {
            ChatId = user.Id, Id = id, FromBot = true, At = at, Text = text.Text, Entities = text.Entities, Photo = picture,
            Buttons = buttons, ReplyToMessageId = reply, Silent = silent,
        });
        return ApiJson.Message(message, user, options);
    }

    // A file comes as the part "photo" itself, or as a part of any name that the text attach://name points to.
    private static byte[]? Upload(ApiRequest request)
    {
        const string Attach = "attach://";
        var text = request.Text("photo");
        var part = text.StartsWith(Attach, StringComparison.Ordinal) ? text[Attach.Length..] : "photo";
        if (request.Files.TryGetValue(part, out var file))
        {
            return file.Bytes;
        }

        return text.Length == 0 || part != "photo" ? throw TelegramRefusal.BadRequest("there is no photo in the request") : null;
    }

    private TelegramPhoto KnownPhoto(string fileId)
    {
        if (fileId.Contains("://", StringComparison.Ordinal))
        {
            // The sandbox fetches nothing: from Telegram's side our loopback addresses are out of reach as well.
            throw TelegramRefusal.BadRequest("failed to get HTTP URL content");
        }

        return world.Photo(fileId)
            ?? throw TelegramRefusal.BadRequest("wrong remote file identifier specified: can't unserialize it. Wrong last symbol");
    }
}
