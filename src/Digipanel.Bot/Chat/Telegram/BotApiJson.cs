using System.Text.Json.Serialization;

namespace Digipanel.Bot.Chat.Telegram;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Update))]
[JsonSerializable(typeof(BotApiResponse<Update[]>))]
[JsonSerializable(typeof(BotApiResponse<User>))]
[JsonSerializable(typeof(BotApiResponse<bool>))]
[JsonSerializable(typeof(BotApiResponse<SentMessage>))]
[JsonSerializable(typeof(BotApiResponse<WebhookInfo>))]
[JsonSerializable(typeof(GetUpdatesRequest))]
[JsonSerializable(typeof(SetWebhookRequest))]
[JsonSerializable(typeof(DeleteWebhookRequest))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(CopyMessageRequest))]
[JsonSerializable(typeof(EditMessageTextRequest))]
[JsonSerializable(typeof(EditMessageCaptionRequest))]
[JsonSerializable(typeof(InputMediaPhoto))]
[JsonSerializable(typeof(AnswerCallbackQueryRequest))]
[JsonSerializable(typeof(SendChatActionRequest))]
[JsonSerializable(typeof(SetMyCommandsRequest))]
[JsonSerializable(typeof(InlineKeyboardMarkup))]
internal sealed partial class BotApiJson : JsonSerializerContext;
