using System.Text;
using System.Text.Json;

namespace Digipanel.Sandbox.Telegram;

/// <summary>Inline keyboards. The other kinds of reply markup belong to group chats and menus that the sandbox's chat does not show.</summary>
internal static class KeyboardRules
{
    public const int ButtonsMax = 100;
    public const int CallbackDataBytesMax = 64;
    public const int CopyTextCharactersMax = 256;

    public static IReadOnlyList<IReadOnlyList<TelegramButton>> Parse(ApiRequest request)
    {
        if (request.Json("reply_markup", "can't parse reply keyboard markup JSON object") is not { } markup)
        {
            return [];
        }

        if (markup.ValueKind != JsonValueKind.Object)
        {
            throw TelegramRefusal.BadRequest("object expected as reply markup");
        }

        Fields.RefuseUnknown(markup, "the InlineKeyboardMarkup", "inline_keyboard");
        if (!markup.TryGetProperty("inline_keyboard", out var rows) || rows.ValueKind != JsonValueKind.Array)
        {
            throw TelegramRefusal.BadRequest("field \"inline_keyboard\" must be of type Array");
        }

        var keyboard = rows.EnumerateArray().Select(Row).Where(row => row.Count > 0).ToList();
        return keyboard.Sum(row => row.Count) <= ButtonsMax ? keyboard : throw TelegramRefusal.BadRequest("reply markup is too long");
    }

    private static List<TelegramButton> Row(JsonElement row) => row.ValueKind == JsonValueKind.Array
        ? [.. row.EnumerateArray().Select(Button)]
        : throw TelegramRefusal.BadRequest("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays");

    private static TelegramButton Button(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Refuse("InlineKeyboardButton must be an Object");
        }

        Fields.RefuseUnknown(value, "an InlineKeyboardButton", "text", "callback_data", "url", "copy_text", "style", "icon_custom_emoji_id");
        var text = Fields.Optional(value, "text") ?? throw Refuse("Can't find field \"text\"");
        if (string.IsNullOrWhiteSpace(text))
        {
            // The real server drops such a button without a word, and the customer never sees it.
            throw Refuse("inline keyboard button text is empty");
        }

        var button = new TelegramButton(text)
        {
            CallbackData = Fields.Optional(value, "callback_data"),
            Url = Fields.Optional(value, "url") is { Length: > 0 } url ? CheckedUrl(url) : null,
            CopyText = CopyText(value),
            Style = Fields.Optional(value, "style") switch
            {
                null or "" => null,
                "danger" or "success" or "primary" => Fields.Optional(value, "style"),
                _ => throw Refuse("invalid button style specified"),
            },
        };
        var actions = new[] { button.CallbackData, button.Url, button.CopyText }.Count(a => !string.IsNullOrEmpty(a));
        if (actions == 0)
        {
            throw Refuse("Text buttons are unallowed in the inline keyboard");
        }

        if (actions > 1)
        {
            // The documentation asks for exactly one; the real server takes the first it knows and forgets the others.
            throw Refuse("InlineKeyboardButton must have exactly one action");
        }

        return button.CallbackData is null || Encoding.UTF8.GetByteCount(button.CallbackData) <= CallbackDataBytesMax
            ? button
            : throw TelegramRefusal.BadRequest("BUTTON_DATA_INVALID");
    }

    private static string CheckedUrl(string url) => LinkRules.Check(url) switch
    {
        LinkRules.Good good => good.Url,
        LinkRules.Bad bad => throw TelegramRefusal.BadRequest($"inline keyboard button URL '{url}' is invalid: {bad.Reason}"),
        _ => throw new InvalidOperationException("A link is good or bad."),
    };

    private static string? CopyText(JsonElement value)
    {
        if (!value.TryGetProperty("copy_text", out var copy))
        {
            return null;
        }

        if (copy.ValueKind != JsonValueKind.Object)
        {
            throw Refuse("Field \"copy_text\" must be of type Object");
        }

        Fields.RefuseUnknown(copy, "a CopyTextButton", "text");
        var text = Fields.Optional(copy, "text") ?? throw Refuse("Can't find field \"text\"");
        return text.Length is >= 1 and <= CopyTextCharactersMax ? text : throw TelegramRefusal.BadRequest("BUTTON_COPY_TEXT_INVALID");
    }

    private static TelegramRefusal Refuse(string reason) => TelegramRefusal.BadRequest("can't parse inline keyboard button: " + reason);
}
