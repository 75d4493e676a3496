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

    /// <summary>Whatever the message holds, to another chat, without a word of where it comes from.</summary>
    internal Task<BotApiResult<SentMessage>> CopyMessageAsync(CopyMessageRequest request, CancellationToken ct) =>
        CallAsync("copyMessage", request, Types.CopyMessageRequest, Types.BotApiResponseSentMessage, ct);

    /// <summary>The result is the message: only of inline messages, which the bot has none of, it would be true.</summary>
    internal Task<BotApiResult<SentMessage>> EditMessageTextAsync(EditMessageTextRequest request, CancellationToken ct) =>
        CallAsync("editMessageText", request, Types.EditMessageTextRequest, Types.BotApiResponseSentMessage, ct);

    internal Task<BotApiResult<SentMessage>> EditMessageCaptionAsync(EditMessageCaptionRequest request, CancellationToken ct) =>
        CallAsync("editMessageCaption", request, Types.EditMessageCaptionRequest, Types.BotApiResponseSentMessage, ct);

    internal Task<BotApiResult<bool>> AnswerCallbackQueryAsync(AnswerCallbackQueryRequest request, CancellationToken ct) =>
        CallAsync("answerCallbackQuery", request, Types.AnswerCallbackQueryRequest, Types.BotApiResponseBoolean, ct);

    internal Task<BotApiResult<bool>> SendChatActionAsync(SendChatActionRequest request, CancellationToken ct) =>
        CallAsync("sendChatAction", request, Types.SendChatActionRequest, Types.BotApiResponseBoolean, ct);

    internal Task<BotApiResult<bool>> SetMyCommandsAsync(SetMyCommandsRequest request, CancellationToken ct) =>
        CallAsync("setMyCommands", request, Types.SetMyCommandsRequest, Types.BotApiResponseBoolean, ct);

    private static TimeSpan CallTimeout => TimeSpan.FromSeconds(CallTimeoutSeconds);
}
