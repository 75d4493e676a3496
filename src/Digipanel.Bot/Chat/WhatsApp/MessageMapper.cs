using System.Globalization;
using System.Text.Json;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>Something that a person did, before it is known which chat is theirs.</summary>
/// <param name="Update">As the shop understands it; its addresses are the webhook's (<see cref="Contacts"/> knows more).</param>
/// <param name="Person">Who.</param>
/// <param name="At">When, by Meta; null where that cannot be read.</param>
/// <param name="Change">What they did is: changing their number. Nothing else happens then.</param>
internal sealed record InboundMessage(ChatUpdate Update, WhatsAppPerson Person, DateTimeOffset? At, NumberChange? Change);

/// <summary>Meta's messages as the channels' common <see cref="ChatUpdate"/>. Pure.</summary>
internal static class MessageMapper
{
    private const int IdCharsMax = 200; // the inbox's, and the contacts'
    private const int NameCharsMax = 256;
    private const int UsernameCharsMax = 64;
    private const long SecondsMax = 253_402_300_799; // the end of year 9999

    /// <summary>Null: nothing for us (a reaction, a group's message, something about a person that changes nothing), or nobody's, or without an id.</summary>
    internal static InboundMessage? Map(WebhookMessage message, WebhookContact? contact)
    {
        if (!HasId(message.Id) || message.GroupId is not null || PersonOf(message, contact) is not { } person)
        {
            return null;
        }

        var update = new ChatUpdate
        {
            Channel = WhatsAppChannel.ChannelName,
            ExternalId = message.Id!,
            UserId = person.Address,
            ChatId = person.Address,
            Name = NameOf(contact?.Profile),
            Username = contact?.Profile?.Username is { Length: > 0 and <= UsernameCharsMax } username ? username : null,
            WordsAreCommands = true,
            ReplyTo = HasId(message.Context?.Id) ? new WrittenMessage(message.Context!.Id!, null) : null,
        };
        var at = TimeOf(message.Timestamp);
        update = update with { SentAt = at };
        return message.Type switch
        {
            "reaction" or "revoke" or "edit" => null,
            "system" => ChangeOf(message) is { } change ? new InboundMessage(update, person, at, change) : null,
            _ => new InboundMessage(WithMessage(WithContent(update, message), message), person, at, null),
        };
    }

    /// <summary>Unix seconds as Meta writes them, or null.</summary>
    internal static DateTimeOffset? TimeOf(JsonElement seconds) =>
        long.TryParse(WebhookParser.Text(seconds), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= SecondsMax
            ? DateTimeOffset.FromUnixTimeSeconds(value)
            : null;

    /// <summary>Whether it can be kept: not empty, not too long, visible ASCII.</summary>
    internal static bool HasId(string? id) => id is { Length: > 0 and <= IdCharsMax } && !id.AsSpan().ContainsAnyExceptInRange('!', '~');

    // What has no words (a sticker, a voice message, a kind of tomorrow) is an empty text: it gets the answer of what is not understood, never silence.
    private static ChatUpdate WithContent(ChatUpdate update, WebhookMessage message) => message switch
    {
        { Type: "text" } => update with { Text = message.Text?.Body ?? "" },
        { Type: "interactive", Interactive: { } pressed } when (pressed.ButtonReply ?? pressed.ListReply)?.Id is { Length: > 0 } action => update with { CallbackData = action },
        { Type: "button", Button.Payload: { Length: > 0 } payload } => update with { CallbackData = payload },
        { Type: "button" } => update with { Text = message.Button?.Text ?? "" },
        { Type: "image" } => update with { Text = message.Image?.Caption ?? "" },
        { Type: "video" } => update with { Text = message.Video?.Caption ?? "" },
        { Type: "document" } => update with { Text = message.Document?.Caption ?? "" },
        { Type: "request_welcome" } => update with { Text = "menu" }, // the chat was opened for the first time
        _ => update,
    };

    private static ChatUpdate WithMessage(ChatUpdate update, WebhookMessage message) => update.CallbackData is not null ? update
        : update with { Message = new WrittenMessage(message.Id!, update.Text) { IsMedia = message.Type != "text" } };

    private static NumberChange? ChangeOf(WebhookMessage message)
    {
        if (message.System is not { Type: "user_changed_number" or "user_changed_user_id" } system)
        {
            return null;
        }

        var phone = WhatsAppPerson.AsPhone(system.WaId ?? system.NewWaId);
        var businessId = WhatsAppPerson.AsBusinessId(system.UserId);
        return (phone ?? businessId) is not null && WhatsAppPerson.From(message.From, system.PreviousUserId) is { } old ? new NumberChange(old, phone, businessId) : null;
    }

    private static WhatsAppPerson? PersonOf(WebhookMessage message, WebhookContact? contact) =>
        WhatsAppPerson.From(message.From ?? contact?.WaId, message.FromUserId ?? contact?.UserId ?? message.System?.PreviousUserId);

    private static string NameOf(WebhookProfile? profile)
    {
        var name = string.Concat((profile?.Name ?? "").Where(c => !char.IsControl(c))).Trim();
        return name.Length <= NameCharsMax ? name : name[..NameCharsMax];
    }
}
