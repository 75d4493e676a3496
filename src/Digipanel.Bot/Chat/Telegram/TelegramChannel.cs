using System.Globalization;
using System.Text;
using Digipanel.Bot.Ops.Troubles;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>Sends the outbox's replies over the Bot API.</summary>
internal sealed partial class TelegramChannel(BotApiClient client, TelegramOptions options, TokenTrouble token, ILogger<TelegramChannel> logger) : IChatChannel
{
    private const double ChatMessagesPerSecond = 1;
    private const int ChatBurst = 4;

    // A token that Telegram no longer knows is an operator's matter, not each message's: all of them wait.
    private static readonly TimeSpan TokenRefusedDelay = TimeSpan.FromMinutes(1);

    private readonly ILogger<TelegramChannel> _logger = logger;

    /// <inheritdoc/>
    public string Name => UpdateMapper.Channel;

    /// <inheritdoc/>
    public ChannelPace Pace { get; } = new(options.MessagesPerSecond, ChatMessagesPerSecond, ChatBurst);

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (message.Reply.AnswersCallback is { } callbackId)
        {
            return await AnswerAsync(callbackId, message.Reply, cancellationToken);
        }

        if (!long.TryParse(message.ChatId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chatId))
        {
            return new SendOutcome.Refused("Not a Telegram chat id.");
        }

        return (message.Card ?? message.Reply.Edits) is { } shown && message.Reply.Document is null && long.TryParse(shown.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var messageId)
            ? await EditAsync(message, new Target(chatId, messageId, shown.HasPicture), cancellationToken)
            : await PostAsync(message, chatId, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ShowTypingAsync(string chatId, CancellationToken cancellationToken)
    {
        if (long.TryParse(chatId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            try
            {
                await client.SendChatActionAsync(new SendChatActionRequest(id, "typing"), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The answer was quicker.
            }
        }
    }

    private async Task<SendOutcome> CopyAsync(CopiedMessage copied, Reply reply, long chatId, CancellationToken ct)
    {
        if (!long.TryParse(copied.ChatId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)
            || !long.TryParse(copied.MessageId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return new SendOutcome.Unsendable("Not a Telegram message.");
        }

        var caption = copied.HasOwnCaption ? MessageRenderer.Render(reply, asCaption: true) : null;
        var result = await client.CopyMessageAsync(
            new CopyMessageRequest(chatId, from, id, caption?.Text, caption?.ParseMode, KeyboardRenderer.Render(reply.Buttons).Markup), ct);
        return result is BotApiResult<SentMessage>.Refused { Code: 400 } refused && IsNotToBeCopied(refused.Description)
            ? new SendOutcome.Unsendable(refused.Description)
            : Outcome(result);
    }

    private static bool IsNotToBeCopied(string description) =>
        description.Contains("message to copy not found", StringComparison.OrdinalIgnoreCase)
        || description.Contains("message can't be copied", StringComparison.OrdinalIgnoreCase)
        || description.Contains("MESSAGE_ID_INVALID", StringComparison.Ordinal);

    private async Task<SendOutcome> PostAsync(OutboxMessage message, long chatId, CancellationToken ct)
    {
        if (message.Reply.Copies is { } copied)
        {
            return await CopyAsync(copied, message.Reply, chatId, ct);
        }

        var rendered = MessageRenderer.Render(message.Reply);
        var result = await PostAsync(chatId, message.Reply, rendered, ct);
        if (MayBeItsForm(result, out var why))
        {
            LogPlain(message.Id, why);
            result = await PostAsync(chatId, message.Reply, MessageRenderer.RenderPlain(message.Reply), ct);
        }

        return Outcome(result, hasPicture: rendered.Photo is not null);
    }

    private Task<BotApiResult<SentMessage>> PostAsync(long chatId, Reply reply, RenderedMessage message, CancellationToken ct) => (message.Photo, reply.Document) switch
    {
        (_, { } file) => client.SendDocumentAsync(
            new SendDocumentRequest(chatId, Encoding.UTF8.GetBytes(file.Text), SafeName(file.Name), message.Text, message.ParseMode, message.ReplyMarkup), ct),
        ({ } photo, _) => client.SendPhotoAsync(new SendPhotoRequest(chatId, photo, message.Text, message.ParseMode, message.ReplyMarkup), ct),
        _ => client.SendMessageAsync(
            new SendMessageRequest(chatId, message.Text, message.ParseMode, message.ReplyMarkup, new LinkPreviewOptions(IsDisabled: true)), ct),
    };

    private async Task<SendOutcome> AnswerAsync(string callbackId, Reply reply, CancellationToken ct)
    {
        var request = new AnswerCallbackQueryRequest(callbackId, MessageRenderer.RenderAnswer(reply));
        return await client.AnswerCallbackQueryAsync(request, ct) switch
        {
            // "query is too old": the button has long stopped spinning.
            BotApiResult<bool>.Refused { Code: not (401 or 404) } or BotApiResult<bool>.Blocked => new SendOutcome.Sent(null),
            BotApiResult<bool>.Ok => new SendOutcome.Sent(null),
            var other => Outcome(other),
        };
    }

    private SendOutcome Outcome<T>(BotApiResult<T> result, bool hasPicture = false)
    {
        switch (result)
        {
            case BotApiResult<T>.Ok(var value):
                token.Report(Name, isRefused: false);
                return new SendOutcome.Sent((value as SentMessage)?.MessageId.ToString(CultureInfo.InvariantCulture)) { HasPicture = hasPicture };
            case BotApiResult<T>.Refused { Code: 401 or 404 } refused:
                LogTokenRefused(refused.Code, refused.Description);
                token.Report(Name, isRefused: true);
                return new SendOutcome.RetryLater(TokenRefusedDelay, WholeChannel: true, refused.Description);
            case BotApiResult<T>.Refused refused when IsGone(refused.Description):
                return new SendOutcome.Unreachable(refused.Description);
            case BotApiResult<T>.Refused refused:
                return new SendOutcome.Refused($"{refused.Code}: {refused.Description}");
            case BotApiResult<T>.Blocked(var description):
                return new SendOutcome.Unreachable(description);
            case BotApiResult<T>.Migrated(var chatId):
                return new SendOutcome.Migrated(chatId.ToString(CultureInfo.InvariantCulture));
            case BotApiResult<T>.TooMany(var retryAfter):
                return new SendOutcome.RetryLater(retryAfter, WholeChannel: true, "Too Many Requests");
            case BotApiResult<T>.Unreachable(var reason) lost:
                return new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, reason) { MayHaveArrived = lost.MayBeDone };
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result.GetType().Name, "An unknown result.");
        }
    }

    // Said with 400 of people who never wrote to the bot, or whose account is gone.
    private static bool IsGone(string description) =>
        description.Contains("chat not found", StringComparison.OrdinalIgnoreCase)
        || description.Contains("PEER_ID_INVALID", StringComparison.Ordinal)
        || description.Contains("user not found", StringComparison.OrdinalIgnoreCase);

    private static bool MayBeItsForm(BotApiResult<SentMessage> result, out string why)
    {
        why = result is BotApiResult<SentMessage>.Refused { Code: 400 } refused && !IsGone(refused.Description) ? refused.Description : "";
        return why.Length > 0;
    }

    // It stands in a header between quotes.
    private static string SafeName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram refused the form of outbox row {Id} ({Description}); it is sent again as plain text")]
    private partial void LogPlain(long id, string description);

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram does not know the bot token ({Code} {Description}): set Telegram:BotToken to the one @BotFather shows, and restart")]
    private partial void LogTokenRefused(int code, string description);
}
