using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

/// <summary>The Bot API's objects as JSON.</summary>
internal static class ApiJson
{
    public static JsonObject Bot(TelegramServerOptions options) => new()
    {
        ["id"] = BotId(options),
        ["is_bot"] = true,
        ["first_name"] = options.BotName,
        ["username"] = options.BotUsername,
    };

    public static long BotId(TelegramServerOptions options) => long.Parse(options.Token[..options.Token.IndexOf(':', StringComparison.Ordinal)]);

    public static JsonObject User(TelegramUser user)
    {
        var json = new JsonObject { ["id"] = user.Id, ["is_bot"] = false, ["first_name"] = user.FirstName };
        AddIf(json, "username", user.Username);
        AddIf(json, "language_code", user.LanguageCode);
        return json;
    }

    public static JsonObject Chat(TelegramUser user)
    {
        var json = new JsonObject { ["id"] = user.Id, ["first_name"] = user.FirstName };
        AddIf(json, "username", user.Username);
        json["type"] = "private";
        return json;
    }

    /// <summary>A message.</summary>
    /// <param name="message">It.</param>
    /// <param name="user">Whose chat it is in.</param>
    /// <param name="options">The bot.</param>
    /// <param name="answered">The message that it answers, where updates carry it.</param>
    public static JsonObject Message(TelegramMessage message, TelegramUser user, TelegramServerOptions options, TelegramMessage? answered = null)
    {
        var json = new JsonObject
        {
            ["message_id"] = message.Id,
            ["from"] = message.FromBot ? Bot(options) : User(user),
            ["chat"] = Chat(user),
            ["date"] = message.At.ToUnixTimeSeconds(),
        };
        if (message.EditedAt is { } edited)
        {
            json["edit_date"] = edited.ToUnixTimeSeconds();
        }

        if (answered is not null)
        {
            json["reply_to_message"] = Message(answered, user, options);
        }
        else if (message.ReplyToMessageId is { } reply)
        {
            json["reply_to_message"] = new JsonObject { ["message_id"] = reply, ["date"] = message.At.ToUnixTimeSeconds(), ["chat"] = Chat(user) };
        }

        if (message.Photo is { } photo)
        {
            json["photo"] = new JsonArray(Photo(photo));
        }

        if (message.Video is { } video)
        {
            json["video"] = new JsonObject
            {
                ["file_id"] = video.FileId, ["file_unique_id"] = "AgAV" + video.FileId[^6..], ["file_size"] = video.Bytes.Length,
                ["width"] = 640, ["height"] = 360, ["duration"] = 1,
            };
        }

        if (message.Document is { } document)
        {
            json["document"] = Document(document);
        }

        if (message.Text.Length > 0)
        {
            json[message.HasMedia ? "caption" : "text"] = message.Text;
        }

        if (message.Entities.Count > 0)
        {
            json[message.HasMedia ? "caption_entities" : "entities"] = new JsonArray([.. message.Entities.Select(Entity)]);
        }

        if (message.Buttons.Count > 0)
        {
            var rows = message.Buttons.Select(row => (JsonNode)new JsonArray([.. row.Select(Button)]));
            json["reply_markup"] = new JsonObject { ["inline_keyboard"] = new JsonArray([.. rows]) };
        }

        return json;
    }

    private static JsonObject Photo(TelegramPhoto photo) => new()
    {
        ["file_id"] = photo.FileId,
        ["file_unique_id"] = "AQAD" + photo.FileId[^6..],
        ["file_size"] = photo.Bytes.Length,
        ["width"] = photo.Width,
        ["height"] = photo.Height,
    };

    private static JsonObject Document(TelegramDocument document) => new()
    {
        ["file_id"] = document.FileId,
        ["file_unique_id"] = "AgAD" + document.FileId[^6..],
        ["file_size"] = document.Bytes.Length,
        ["file_name"] = document.FileName,
        ["mime_type"] = document.ContentType,
    };

    private static JsonObject Entity(TelegramEntity entity)
    {
        var json = new JsonObject { ["offset"] = entity.Offset, ["length"] = entity.Length, ["type"] = entity.Type };
        AddIf(json, "url", entity.Url);
        AddIf(json, "language", entity.Language);
        return json;
    }

    private static JsonObject Button(TelegramButton button)
    {
        var json = new JsonObject { ["text"] = button.Text };
        AddIf(json, "callback_data", button.CallbackData);
        AddIf(json, "url", button.Url);
        AddIf(json, "style", button.Style);
        if (button.CopyText is { } copy)
        {
            json["copy_text"] = new JsonObject { ["text"] = copy };
        }

        return json;
    }

    private static void AddIf(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
