using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

/// <summary>sendMessage, sendPhoto, sendDocument, copyMessage, sendChatAction, deleteMessage. Checks run in the real server's order: text, keyboard, chat, reply.</summary>
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
        return Send(request, text, attach: null);
    }

    public JsonNode SendPhoto(ApiRequest request)
    {
        var upload = Uploads.Of(request, "photo");
        var known = upload is null ? world.KnownPhoto(request.Text("photo")) : null;
        return Send(request, SendRules.Caption(request), draft => draft with { Photo = known ?? world.AddPhoto(upload!.Bytes) });
    }

    public JsonNode SendDocument(ApiRequest request)
    {
        _ = request.Flag("disable_content_type_detection");
        var upload = Uploads.Of(request, "document");
        var known = upload is null ? world.KnownDocument(request.Text("document")) : null;
        return Send(request, SendRules.Caption(request), draft => draft with { Document = known ?? world.AddDocument(upload!) });
    }

    /// <summary>
    /// The message as it is, entities and media, without a word of where it comes from, and without its buttons. A caption that is given takes the place of the
    /// original's. Unlike the other methods' the result is the new message's id alone.
    /// </summary>
    public JsonNode CopyMessage(ApiRequest request)
    {
        if (!long.TryParse(request.Text("from_chat_id"), out var from) || world.User(from) is null)
        {
            throw TelegramRefusal.BadRequest(request.Text("from_chat_id").Length == 0 ? "from_chat_id is empty" : "chat not found");
        }

        if (request.Text("message_id").Length == 0)
        {
            throw TelegramRefusal.BadRequest("message identifier is not specified");
        }

        var original = world.Message(from, request.Integer("message_id", 0)) ?? throw TelegramRefusal.BadRequest("message to copy not found");
        var caption = request.Names.Contains("caption", StringComparer.Ordinal) && original.HasMedia ? SendRules.Caption(request) : null;
        var text = caption ?? new FormattedText(original.Text, original.Entities);
        var copy = Send(request, text, draft => draft with { Photo = original.Photo, Document = original.Document, Video = original.Video });
        return new JsonObject { ["message_id"] = copy["message_id"]!.GetValue<int>() };
    }

    public JsonNode SendChatAction(ApiRequest request)
    {
        if (!ChatActions.Contains(request.Text("action").ToLowerInvariant()))
        {
            throw TelegramRefusal.BadRequest("wrong parameter action in request");
        }

        world.Act(rules.WritableChat(request).Id, request.Text("action").ToLowerInvariant());
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

    private JsonObject Send(ApiRequest request, FormattedText text, Func<TelegramMessage, TelegramMessage>? attach)
    {
        var buttons = KeyboardRules.Parse(request);
        var silent = request.Flag("disable_notification");
        _ = request.Flag("protect_content");
        var user = rules.WritableChat(request);
        var draft = new TelegramMessage
        {
            ChatId = user.Id, Id = 0, FromBot = true, At = time.GetUtcNow(), Text = text.Text, Entities = text.Entities,
            Buttons = buttons, ReplyToMessageId = rules.ReplyTo(request, user), Silent = silent,
        };
        draft = attach?.Invoke(draft) ?? draft;
        rules.Pace(user);
        return ApiJson.Message(world.Add(user.Id, (id, at) => draft with { Id = id, At = at }), user, options);
    }
}
