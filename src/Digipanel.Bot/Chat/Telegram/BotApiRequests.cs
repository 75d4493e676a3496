namespace Digipanel.Bot.Chat.Telegram;

// Parameters and results of the methods, named and shaped after https://core.telegram.org/bots/api. Null is left out.

internal sealed record GetUpdatesRequest(long? Offset, int Limit, int Timeout, IReadOnlyList<string> AllowedUpdates);

internal sealed record SetWebhookRequest(string Url, string SecretToken, int MaxConnections, IReadOnlyList<string> AllowedUpdates)
{
    /// <summary>Without the secret, should anybody log it.</summary>
    public override string ToString() => $"SetWebhookRequest {{ Url = {Url} }}";
}

internal sealed record DeleteWebhookRequest(bool DropPendingUpdates);

internal sealed record SendMessageRequest(
    long ChatId, string Text, string? ParseMode, InlineKeyboardMarkup? ReplyMarkup, LinkPreviewOptions? LinkPreviewOptions);

internal sealed record CopyMessageRequest(long ChatId, long FromChatId, long MessageId, string? Caption, string? ParseMode, InlineKeyboardMarkup? ReplyMarkup);

/// <summary>sendPhoto with bytes goes as multipart/form-data, not as JSON.</summary>
internal sealed record SendPhotoRequest(long ChatId, ReadOnlyMemory<byte> Photo, string Caption, string? ParseMode, InlineKeyboardMarkup? ReplyMarkup);

/// <summary>sendDocument with bytes goes as multipart/form-data.</summary>
internal sealed record SendDocumentRequest(
    long ChatId, ReadOnlyMemory<byte> Document, string FileName, string Caption, string? ParseMode, InlineKeyboardMarkup? ReplyMarkup);

/// <summary>editMessageMedia with the bytes of a photo: multipart/form-data. Of a text message it makes a photo (since Bot API 7.11).</summary>
internal sealed record EditMessageMediaRequest(
    long ChatId, long MessageId, ReadOnlyMemory<byte> Photo, string Caption, string? ParseMode, InlineKeyboardMarkup? ReplyMarkup);

internal sealed record InputMediaPhoto(string Type, string Media, string? Caption, string? ParseMode);

internal sealed record EditMessageCaptionRequest(long ChatId, long MessageId, string Caption, string? ParseMode, InlineKeyboardMarkup? ReplyMarkup);

internal sealed record EditMessageTextRequest(
    long ChatId, long MessageId, string Text, string? ParseMode, InlineKeyboardMarkup? ReplyMarkup, LinkPreviewOptions? LinkPreviewOptions);

internal sealed record AnswerCallbackQueryRequest(string CallbackQueryId, string? Text);

internal sealed record SendChatActionRequest(long ChatId, string Action);

internal sealed record SetMyCommandsRequest(IReadOnlyList<BotCommand> Commands, BotCommandScope? Scope, string? LanguageCode);

internal sealed record BotCommand(string Command, string Description);

/// <summary>Who sees a list of commands: <c>default</c>, or <c>chat</c> with an id.</summary>
internal sealed record BotCommandScope(string Type, long? ChatId);

internal sealed record LinkPreviewOptions(bool IsDisabled);

internal sealed record InlineKeyboardMarkup(IReadOnlyList<IReadOnlyList<InlineKeyboardButton>> InlineKeyboard);

/// <summary>Exactly one of the three besides the text.</summary>
internal sealed record InlineKeyboardButton(string Text, string? CallbackData = null, string? Url = null, CopyTextButton? CopyText = null);

internal sealed record CopyTextButton(string Text);

/// <summary>What the bot keeps of a message it has sent.</summary>
internal sealed class SentMessage
{
    public long MessageId { get; set; }
}

internal sealed class WebhookInfo
{
    public string? Url { get; set; }

    public int PendingUpdateCount { get; set; }

    public long? LastErrorDate { get; set; }

    public string? LastErrorMessage { get; set; }
}

/// <summary>Every answer of the Bot API, whatever its HTTP status.</summary>
internal sealed class BotApiResponse<T>
{
    public bool Ok { get; set; }

    public T? Result { get; set; }

    public int ErrorCode { get; set; }

    public string? Description { get; set; }

    public ResponseParameters? Parameters { get; set; }
}

internal sealed class ResponseParameters
{
    public long? MigrateToChatId { get; set; }

    public long? RetryAfter { get; set; }
}
