namespace Digipanel.Bot.Chat.Telegram;

// How a message takes the place of another: Telegram has a method for each pair of kinds.
internal sealed partial class TelegramChannel
{
    private async Task<SendOutcome> EditAsync(OutboxMessage message, Target target, CancellationToken ct)
    {
        var rendered = MessageRenderer.Render(message.Reply, target.HasPicture);
        var result = await EditAsync(target, rendered, ct);
        if (!target.HasPicture && IsPicture(result))
        {
            // It became one after the button was pressed, or after what was last recorded of it.
            target = target with { HasPicture = true };
            rendered = MessageRenderer.Render(message.Reply, asCaption: true);
            result = await EditAsync(target, rendered, ct);
        }

        if (!IsSettled(result) && MayBeItsForm(result, out var why))
        {
            LogPlain(message.Id, why);
            result = await EditAsync(target, MessageRenderer.RenderPlain(message.Reply, target.HasPicture), ct);
        }

        var isPicture = target.HasPicture || rendered.Photo is not null;
        return result switch
        {
            BotApiResult<SentMessage>.Ok => new SendOutcome.Sent(null) { HasPicture = isPicture },
            BotApiResult<SentMessage>.Refused { Code: 400 } refused when IsUnchanged(refused.Description) => new SendOutcome.Sent(null) { HasPicture = isPicture },
            BotApiResult<SentMessage>.Refused { Code: 400 } refused when IsNoLongerThere(refused.Description) => message is { Card: null, Reply.EditsOnly: false }
                ? await PostAsync(message, target.ChatId, ct)
                : new SendOutcome.Gone(refused.Description),
            var other => Outcome(other, isPicture),
        };
    }

    private Task<BotApiResult<SentMessage>> EditAsync(Target target, RenderedMessage message, CancellationToken ct) => (message.Photo, target.HasPicture) switch
    {
        ({ } photo, _) => client.EditMessageMediaAsync(
            new EditMessageMediaRequest(target.ChatId, target.MessageId, photo, message.Text, message.ParseMode, message.ReplyMarkup), ct),
        (_, true) => client.EditMessageCaptionAsync(
            new EditMessageCaptionRequest(target.ChatId, target.MessageId, message.Text, message.ParseMode, message.ReplyMarkup), ct),
        _ => client.EditMessageTextAsync(
            new EditMessageTextRequest(target.ChatId, target.MessageId, message.Text, message.ParseMode, message.ReplyMarkup, new LinkPreviewOptions(IsDisabled: true)), ct),
    };

    private static bool IsUnchanged(string description) => description.Contains("message is not modified", StringComparison.OrdinalIgnoreCase);

    private static bool IsNoLongerThere(string description) =>
        description.Contains("message to edit not found", StringComparison.OrdinalIgnoreCase)
        || description.Contains("message can't be edited", StringComparison.OrdinalIgnoreCase)
        || description.Contains("MESSAGE_ID_INVALID", StringComparison.Ordinal);

    private static bool IsPicture(BotApiResult<SentMessage> result) => result is BotApiResult<SentMessage>.Refused { Code: 400 } refused
        && refused.Description.Contains("there is no text in the message to edit", StringComparison.OrdinalIgnoreCase);

    private static bool IsSettled(BotApiResult<SentMessage> result) =>
        result is BotApiResult<SentMessage>.Refused refused && (IsUnchanged(refused.Description) || IsNoLongerThere(refused.Description));

    private readonly record struct Target(long ChatId, long MessageId, bool HasPicture);
}
