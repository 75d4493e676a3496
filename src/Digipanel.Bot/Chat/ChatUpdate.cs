namespace Digipanel.Bot.Chat;

/// <summary>Something a person did, whatever the channel: wrote, pressed a button, blocked the bot.</summary>
public sealed record ChatUpdate
{
    /// <summary><c>telegram</c> or <c>whatsapp</c>; also the inbox's source.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's id of this update: what makes a repeat a repeat.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The person.</summary>
    public required string UserId { get; init; }

    /// <summary>The private chat with that person.</summary>
    public required string ChatId { get; init; }

    /// <summary>How to greet them; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>@username without the @, where there is one.</summary>
    public string? Username { get; init; }

    /// <summary>The app's language as an IETF tag, for example <c>en-GB</c>.</summary>
    public string? LanguageCode { get; init; }

    /// <summary>What was written, or the caption; empty for a press.</summary>
    public string Text { get; init; } = "";

    /// <summary>The message itself, where it can be named later on; null for a press.</summary>
    public WrittenMessage? Message { get; init; }

    /// <summary>The message that this one answers, where it does.</summary>
    public WrittenMessage? ReplyTo { get; init; }

    /// <summary>Links hidden behind other text (Telegram's text_link), in order.</summary>
    public IReadOnlyList<string> LinkUrls { get; init; } = [];

    /// <summary>Whether commands are written without a slash here: a first word that is a command's name is the command.</summary>
    public bool WordsAreCommands { get; init; }

    /// <summary>
    /// The action of the shown option that <see cref="Text"/> names by its number. It is taken for pressed, unless the customer was asked something that the
    /// text answers (<see cref="IMessageHandler.Claims"/>).
    /// </summary>
    public string? ShownOption { get; init; }

    /// <summary>A pressed button's data.</summary>
    public string? CallbackData { get; init; }

    /// <summary>The message whose button was pressed, where the platform tells it.</summary>
    public MessageRef? Pressed { get; init; }

    /// <summary>What to answer so that the pressed button stops spinning.</summary>
    public string? CallbackId { get; init; }

    /// <summary>When it was sent, as the platform tells it; null where it does not (a pressed button).</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Set when the person blocked (false) or unblocked (true) the bot; nothing else happens then.</summary>
    public bool? Reachable { get; init; }
}

/// <summary>A message in a person's chat, by them or by us.</summary>
/// <param name="Id">The platform's id of it.</param>
/// <param name="Text">What it says, or its caption; null where that is not known.</param>
public sealed record WrittenMessage(string Id, string? Text)
{
    /// <summary>It is more than text: a picture, a film, a file.</summary>
    public bool IsMedia { get; init; }

    /// <summary>What of the text is bold and so on, in the order of their beginnings; each within those that enclose it.</summary>
    public IReadOnlyList<TextMark> Marks { get; init; } = [];

    /// <summary>The text from there on, with its marks.</summary>
    public Html FormattedFrom(int at) => TextMark.Apply(Text ?? "", Marks, at);
}
