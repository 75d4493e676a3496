using System.Globalization;

namespace Digipanel.Bot.Chat.Telegram;

/// <summary>Telegram's Update as the channels' common <see cref="ChatUpdate"/>. Pure.</summary>
internal static class UpdateMapper
{
    /// <summary>This channel's name in addresses, in the inbox and in Admins.</summary>
    internal const string Channel = "telegram";

    private const int UsernameCharsMax = 64;
    private const long SecondsMax = 253_402_300_799; // the end of year 9999

    /// <summary>Null: nothing for us (a group, another bot, an edited message, a kind not asked for).</summary>
    internal static ChatUpdate? Map(Update update)
    {
        if (update.Message is { } message)
        {
            return FromMessage(update, message);
        }

        if (update.CallbackQuery is { Id.Length: > 0, From: { } presser } press && press.Message?.Chat is null or { Type: "private" })
        {
            return From(update, presser, press.Message?.Chat?.Id) with
            {
                CallbackData = press.Data ?? "", CallbackId = press.Id, Pressed = Pressed(press.Message),
            };
        }

        if (update.MyChatMember is { Chat: { Type: "private" } chat, From: { } person, NewChatMember.Status: { } status })
        {
            return status switch
            {
                "kicked" or "left" => From(update, person, chat.Id) with { Reachable = false },
                "member" => From(update, person, chat.Id) with { Reachable = true },
                _ => null,
            };
        }

        return null;
    }

    private static ChatUpdate? FromMessage(Update update, Message message)
    {
        if (message is not { Chat: { Type: "private" } chat, From: { IsBot: false } person })
        {
            return null;
        }

        return From(update, person, chat.Id) with
        {
            Text = message.Text ?? message.Caption ?? "",
            Message = Written(message),
            ReplyTo = message.ReplyToMessage is { } answered ? Written(answered) : null,
            SentAt = message.Date is > 0 and <= SecondsMax ? DateTimeOffset.FromUnixTimeSeconds(message.Date) : null,
            LinkUrls = HiddenLinks(message.Text is null ? message.CaptionEntities : message.Entities),
        };
    }

    private static WrittenMessage Written(Message message) => new(Text(message.MessageId), message.Text ?? message.Caption ?? "")
    {
        IsMedia = message.Text is null, Marks = Marks(message.Text is null ? message.CaptionEntities : message.Entities),
    };

    // Of a mention, a command, an address the text itself says what it is.
    private static IReadOnlyList<TextMark> Marks(MessageEntity?[]? entities) => entities is null ? []
        : [.. entities.Where(e => e is not null).Select(e => (e!, Name: NameOf(e!.Type))).Where(e => e.Name is not null).Select(e => new TextMark(e.Item1.Offset, e.Item1.Length, e.Name!, e.Item1.Url))];

    private static string? NameOf(string? type) => type switch
    {
        "bold" => "b",
        "italic" => "i",
        "code" or "pre" => "code",
        "text_link" => "a",
        _ => null,
    };

    /// <summary>Null: nothing that could be edited. An old message comes without its content ("inaccessible").</summary>
    private static MessageRef? Pressed(Message? message) =>
        message is { MessageId: > 0 } and ({ Text: not null } or { Photo: not null }) ? new(Text(message.MessageId), HasPicture: message.Photo is not null) : null;

    private static ChatUpdate From(Update update, User person, long? chatId) => new()
    {
        Channel = Channel,
        ExternalId = Text(update.UpdateId),
        UserId = Text(person.Id),
        ChatId = Text(chatId ?? person.Id),
        Name = FirstOf(person.FirstName, person.LastName),
        Username = person.Username is { Length: > 0 and <= UsernameCharsMax } username ? username : null,
        LanguageCode = person.LanguageCode,
    };

    /// <summary>The targets of text_link, which the text does not show. Links that are written out stand in the text already.</summary>
    private static List<string> HiddenLinks(MessageEntity?[]? entities) =>
        [.. (entities ?? []).Where(entity => entity is { Type: "text_link", Url.Length: > 0 }).Select(entity => entity!.Url!)];

    private static string FirstOf(string? first, string? last) => !string.IsNullOrWhiteSpace(first) ? first.Trim() : last?.Trim() ?? "";

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
