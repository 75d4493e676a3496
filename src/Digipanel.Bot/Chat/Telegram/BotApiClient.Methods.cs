using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Digipanel.Bot.Chat.Telegram;

internal sealed partial class BotApiClient
{
    /// <summary>The kinds of update the bot reads, named in getUpdates and setWebhook alike: my_chat_member comes only when asked for.</summary>
    internal static readonly IReadOnlyList<string> AllowedUpdates = ["message", "callback_query", "my_chat_member"];

    private static readonly BotApiJson Types = BotApiJson.Default;

    internal Task<BotApiResult<User>> GetMeAsync(CancellationToken ct) =>
        SendAsync("getMe", new ByteArrayContent([]), body => JsonSerializer.Deserialize(body.Span, Types.BotApiResponseUser), CallTimeout, ct);

    /// <summary>Long poll. Asking with an offset confirms every update before it.</summary>
    internal Task<BotApiResult<UpdateBatch>> GetUpdatesAsync(long? offset, int limit, TimeSpan wait, CancellationToken ct) =>
        SendAsync(
            "getUpdates",
            Json(new GetUpdatesRequest(offset, limit, (int)wait.TotalSeconds, AllowedUpdates), Types.GetUpdatesRequest),
            UpdateParser.ParseBatch,
            wait + TimeSpan.FromSeconds(PollGraceSeconds),
            ct);

    internal Task<BotApiResult<bool>> SetWebhookAsync(SetWebhookRequest request, CancellationToken ct) =>
        CallAsync("setWebhook", request, Types.SetWebhookRequest, Types.BotApiResponseBoolean, ct);

    internal Task<BotApiResult<bool>> DeleteWebhookAsync(CancellationToken ct) =>
        CallAsync("deleteWebhook", new DeleteWebhookRequest(DropPendingUpdates: false), Types.DeleteWebhookRequest, Types.BotApiResponseBoolean, ct);

    internal Task<BotApiResult<WebhookInfo>> GetWebhookInfoAsync(CancellationToken ct) =>
        SendAsync(
            "getWebhookInfo", new ByteArrayContent([]), body => JsonSerializer.Deserialize(body.Span, Types.BotApiResponseWebhookInfo), CallTimeout, ct);

    internal Task<BotApiResult<SentMessage>> SendMessageAsync(SendMessageRequest request, CancellationToken ct) =>
        CallAsync("sendMessage", request, Types.SendMessageRequest, Types.BotApiResponseSentMessage, ct);

    internal Task<BotApiResult<SentMessage>> SendPhotoAsync(SendPhotoRequest request, CancellationToken ct)
    {
        var form = new MultipartFormDataContent
        {
            { Field(request.ChatId.ToString(CultureInfo.InvariantCulture)), "\"chat_id\"" },
        };
        if (request.Caption.Length > 0)
        {
            form.Add(Field(request.Caption), "\"caption\"");
        }

        if (request.ParseMode is not null)
        {
            form.Add(Field(request.ParseMode), "\"parse_mode\"");
        }

        if (request.ReplyMarkup is not null)
        {
            form.Add(Field(JsonSerializer.Serialize(request.ReplyMarkup, Types.InlineKeyboardMarkup)), "\"reply_markup\"");
        }

        var photo = new ReadOnlyMemoryContent(request.Photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        form.Add(photo, "\"photo\"", "\"photo.png\"");
        return SendAsync("sendPhoto", form, body => JsonSerializer.Deserialize(body.Span, Types.BotApiResponseSentMessage), CallTimeout, ct);
    }

    /// <summary>The result is the message, or true for an inline one: nobody reads it.</summary>
    internal Task<BotApiResult<JsonElement>> EditMessageTextAsync(EditMessageTextRequest request, CancellationToken ct) =>
        CallAsync("editMessageText", request, Types.EditMessageTextRequest, Types.BotApiResponseJsonElement, ct);

    internal Task<BotApiResult<JsonElement>> EditMessageReplyMarkupAsync(EditMessageReplyMarkupRequest request, CancellationToken ct) =>
        CallAsync("editMessageReplyMarkup", request, Types.EditMessageReplyMarkupRequest, Types.BotApiResponseJsonElement, ct);

    internal Task<BotApiResult<bool>> AnswerCallbackQueryAsync(AnswerCallbackQueryRequest request, CancellationToken ct) =>
        CallAsync("answerCallbackQuery", request, Types.AnswerCallbackQueryRequest, Types.BotApiResponseBoolean, ct);

    internal Task<BotApiResult<bool>> SendChatActionAsync(SendChatActionRequest request, CancellationToken ct) =>
        CallAsync("sendChatAction", request, Types.SendChatActionRequest, Types.BotApiResponseBoolean, ct);

    internal Task<BotApiResult<bool>> SetMyCommandsAsync(SetMyCommandsRequest request, CancellationToken ct) =>
        CallAsync("setMyCommands", request, Types.SetMyCommandsRequest, Types.BotApiResponseBoolean, ct);

    private static TimeSpan CallTimeout => TimeSpan.FromSeconds(CallTimeoutSeconds);

    /// <summary>A form field as Telegram's examples send it: no Content-Type of its own.</summary>
    private static ByteArrayContent Field(string value) => new(Encoding.UTF8.GetBytes(value));
}
