using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

/// <summary>The four edits. As in the real server, an edit without reply_markup takes the keyboard away.</summary>
internal sealed class EditMethods(ChatWorld world, SendRules rules, TelegramServerOptions options, TimeProvider time)
{
    public JsonNode EditMessageText(ApiRequest request)
    {
        var text = SendRules.Text(request);
        return Edit(request, message => !message.HasMedia
            ? message with { Text = text.Text, Entities = text.Entities }
            : throw TelegramRefusal.BadRequest("there is no text in the message to edit"));
    }

    public JsonNode EditMessageCaption(ApiRequest request)
    {
        var caption = SendRules.Caption(request);
        return Edit(request, message => message.HasMedia
            ? message with { Text = caption.Text, Entities = caption.Entities }
            : throw TelegramRefusal.BadRequest("there is no caption in the message to edit"));
    }

    /// <summary>A photo for another, and since Bot API 7.11 for a text as well. There is no way back from a photo to a text.</summary>
    public JsonNode EditMessageMedia(ApiRequest request)
    {
        var media = InputMedia.Parse(request, world);
        return Edit(request, message =>
        {
            // The picture that it shows already stays the one it is, uploaded once more or not.
            var photo = media.Photo();
            return message with
            {
                Photo = message.Photo is { } shown && shown.Bytes.Span.SequenceEqual(photo.Bytes.Span) ? shown : photo,
                Document = null, Text = media.Caption.Text, Entities = media.Caption.Entities,
            };
        });
    }

    public JsonNode EditMessageReplyMarkup(ApiRequest request) => Edit(request, message => message);

    private JsonObject Edit(ApiRequest request, Func<TelegramMessage, TelegramMessage> change)
    {
        var buttons = KeyboardRules.Parse(request);
        if (request.Text("message_id").Length == 0)
        {
            throw TelegramRefusal.BadRequest("message identifier is not specified");
        }

        var user = rules.WritableChat(request);
        var message = world.Message(user.Id, request.Integer("message_id", 0)) ?? throw TelegramRefusal.BadRequest("message to edit not found");
        if (!message.FromBot)
        {
            throw TelegramRefusal.BadRequest("message can't be edited");
        }

        var edited = change(message) with { Buttons = buttons };
        if (Same(edited, message))
        {
            throw TelegramRefusal.BadRequest("message is not modified: specified new message content and reply markup are exactly the same as a "
                + "current content and reply markup of the message");
        }

        rules.Pace(user);
        var stored = world.Replace(user.Id, message.Id, m => m with
        {
            Text = edited.Text, Entities = edited.Entities, Photo = edited.Photo, Document = edited.Document, Buttons = edited.Buttons,
            EditedAt = time.GetUtcNow(),
        });
        return ApiJson.Message(stored, user, options);
    }

    private static bool Same(TelegramMessage a, TelegramMessage b) =>
        a.Text == b.Text
        && a.Entities.SequenceEqual(b.Entities)
        && a.Photo?.FileId == b.Photo?.FileId
        && a.Document?.FileId == b.Document?.FileId
        && a.Buttons.Count == b.Buttons.Count
        && a.Buttons.Zip(b.Buttons, (x, y) => x.SequenceEqual(y)).All(same => same);
}
