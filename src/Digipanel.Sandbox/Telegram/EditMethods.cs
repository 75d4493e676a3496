using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

/// <summary>The three edits. As in the real server, an edit without reply_markup takes the keyboard away.</summary>
internal sealed class EditMethods(ChatWorld world, SendRules rules, TelegramServerOptions options, TimeProvider time)
{
    public JsonNode EditMessageText(ApiRequest request)
    {
        var text = SendRules.Text(request);
        return Edit(request, message => message.Photo is null
            ? message with { Text = text.Text, Entities = text.Entities }
            : throw TelegramRefusal.BadRequest("there is no text in the message to edit"));
    }

    public JsonNode EditMessageCaption(ApiRequest request)
    {
        var caption = SendRules.Caption(request);
        return Edit(request, message => message.Photo is not null
            ? message with { Text = caption.Text, Entities = caption.Entities }
            : throw TelegramRefusal.BadRequest("there is no caption in the message to edit"));
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
            Text = edited.Text, Entities = edited.Entities, Buttons = edited.Buttons, EditedAt = time.GetUtcNow(),
        });
        return ApiJson.Message(stored, user, options);
    }

    private static bool Same(TelegramMessage a, TelegramMessage b) =>
        a.Text == b.Text
        && a.Entities.SequenceEqual(b.Entities)
        && a.Buttons.Count == b.Buttons.Count
        && a.Buttons.Zip(b.Buttons, (x, y) => x.SequenceEqual(y)).All(same => same);
}
