using System.Text.Json.Nodes;

namespace Digipanel.Sandbox.Telegram;

internal sealed record ApiAnswer(JsonNode Result, string? Description = null);

/// <summary>The Bot API's methods that the sandbox plays, each with the parameters it takes. Anything else is refused.</summary>
internal sealed class MethodTable
{
    private static readonly string[] Sending =
        ["chat_id", "parse_mode", "disable_notification", "protect_content", "reply_parameters", "reply_markup"];

    private readonly Dictionary<string, Entry> _methods = new(StringComparer.OrdinalIgnoreCase);

    public MethodTable(
        TelegramServerOptions options, SendMethods send, EditMethods edit, CallbackMethods callbacks, CommandMethods commands, UpdateMethods updates)
    {
        Add("getMe", _ => Me(options));
        Add("getUpdates", updates.GetUpdatesAsync, "offset", "limit", "timeout", "allowed_updates");
        AddDescribed("setWebhook", updates.SetWebhook, "url", "secret_token", "max_connections", "allowed_updates", "drop_pending_updates", "ip_address");
        AddDescribed("deleteWebhook", updates.DeleteWebhook, "drop_pending_updates");
        Add("getWebhookInfo", updates.GetWebhookInfo);
        Add("sendMessage", send.SendMessage, [.. Sending, "text", "link_preview_options"]);
        Add("sendPhoto", send.SendPhoto, [.. Sending, "photo", "caption", "has_spoiler", "show_caption_above_media"]);
        Add("sendDocument", send.SendDocument, [.. Sending, "document", "caption", "disable_content_type_detection"]);
        Add("copyMessage", send.CopyMessage, [.. Sending, "from_chat_id", "message_id", "caption", "show_caption_above_media"]);
        Add("sendChatAction", send.SendChatAction, "chat_id", "action");
        Add("deleteMessage", send.DeleteMessage, "chat_id", "message_id");
        Add("editMessageText", edit.EditMessageText, "chat_id", "message_id", "text", "parse_mode", "link_preview_options", "reply_markup");
        Add("editMessageCaption", edit.EditMessageCaption, "chat_id", "message_id", "caption", "parse_mode", "reply_markup", "show_caption_above_media");
        Add("editMessageMedia", edit.EditMessageMedia, "chat_id", "message_id", "media", "reply_markup");
        Add("editMessageReplyMarkup", edit.EditMessageReplyMarkup, "chat_id", "message_id", "reply_markup");
        Add("answerCallbackQuery", callbacks.AnswerCallbackQuery, "callback_query_id", "text", "show_alert", "url", "cache_time");
        Add("setMyCommands", commands.SetMyCommands, "commands", "scope", "language_code");
        Add("getMyCommands", commands.GetMyCommands, "scope", "language_code");
        Add("deleteMyCommands", commands.DeleteMyCommands, "scope", "language_code");
    }

    private sealed record Entry(string Name, string[] Parameters, Func<ApiRequest, CancellationToken, Task<ApiAnswer>> Call);

    /// <summary>The method's name in its usual case, or null; names are not case-sensitive.</summary>
    public string? Find(string name) => _methods.GetValueOrDefault(name)?.Name;

    public Task<ApiAnswer> CallAsync(ApiRequest request, CancellationToken ct)
    {
        var method = _methods[request.Method];

        // The real server ignores what it does not know. Here it is refused, so that a typo shows in the first test.
        if (request.Names.Concat(AttachedNames(request)).FirstOrDefault(n => !method.Parameters.Contains(n)) is { } unknown)
        {
            throw TelegramRefusal.BadRequest($"unknown parameter \"{unknown}\" of {method.Name}");
        }

        return method.Call(request, ct);
    }

    // A file part is a parameter of its own name, unless attach:// points to it.
    private static IEnumerable<string> AttachedNames(ApiRequest request) => request.Files.Keys.Except(Uploads.Referenced(request), StringComparer.Ordinal);

    private static JsonObject Me(TelegramServerOptions options)
    {
        var me = ApiJson.Bot(options);
        me["can_join_groups"] = true;
        me["can_read_all_group_messages"] = false;
        me["supports_inline_queries"] = false;
        me["can_connect_to_business"] = false;
        me["has_main_web_app"] = false;
        return me;
    }

    private void Add(string name, Func<ApiRequest, JsonNode> call, params string[] parameters) =>
        Register(name, parameters, (request, _) => Task.FromResult(new ApiAnswer(call(request))));

    private void Add(string name, Func<ApiRequest, CancellationToken, Task<JsonNode>> call, params string[] parameters) =>
        Register(name, parameters, async (request, ct) => new ApiAnswer(await call(request, ct)));

    private void AddDescribed(string name, Func<ApiRequest, (JsonNode Result, string Description)> call, params string[] parameters) =>
        Register(name, parameters, (request, _) =>
        {
            var (result, description) = call(request);
            return Task.FromResult(new ApiAnswer(result, description));
        });

    private void Register(string name, string[] parameters, Func<ApiRequest, CancellationToken, Task<ApiAnswer>> call) =>
        _methods[name] = new Entry(name, parameters, call);
}
