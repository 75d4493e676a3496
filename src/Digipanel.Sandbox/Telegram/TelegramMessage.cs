namespace Digipanel.Sandbox.Telegram;

/// <summary>One message of a chat as it stands now; a snapshot that later edits do not change.</summary>
public sealed record TelegramMessage
{
    /// <summary>The chat, which for a private chat is the user's id.</summary>
    public required long ChatId { get; init; }

    /// <summary>The message's id; ids rise over all chats of the bot.</summary>
    public required int Id { get; init; }

    /// <summary>True for what the bot sent, false for what the customer sent.</summary>
    public required bool FromBot { get; init; }

    /// <summary>The text, or the caption where there is a photo or a document, without markup.</summary>
    public required string Text { get; init; }

    /// <summary>Bold, links, commands and so on; offsets and lengths count UTF-16 units.</summary>
    public IReadOnlyList<TelegramEntity> Entities { get; init; } = [];

    /// <summary>The photo, if it is one.</summary>
    public TelegramPhoto? Photo { get; init; }

    /// <summary>The file, if it is one.</summary>
    public TelegramDocument? Document { get; init; }

    /// <summary>The film, if it is one.</summary>
    public TelegramVideo? Video { get; init; }

    /// <summary>Whether the text is a caption.</summary>
    public bool HasMedia => Photo is not null || Document is not null || Video is not null;

    /// <summary>The rows of the inline keyboard; none when empty.</summary>
    public IReadOnlyList<IReadOnlyList<TelegramButton>> Buttons { get; init; } = [];

    /// <summary>The message this one answers.</summary>
    public int? ReplyToMessageId { get; init; }

    /// <summary>When it was sent, by the sandbox's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was last edited; null if never.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether it was deleted since; it stays in the snapshot so that tests see that it was there.</summary>
    public bool Deleted { get; init; }

    /// <summary>Sent with disable_notification.</summary>
    public bool Silent { get; init; }

    /// <summary>The update that told the bot, for a customer's message; null where the bot asked not to get such updates.</summary>
    public int? UpdateId { get; init; }

    /// <summary>Whether it was edited.</summary>
    public bool Edited => EditedAt is not null;

    /// <summary>The text with its entities as HTML that is safe to show in a page, and that parses back to the same message.</summary>
    public string Html => HtmlRendering.Render(Text, Entities);

    /// <summary>All buttons, row by row.</summary>
    public IEnumerable<TelegramButton> AllButtons => Buttons.SelectMany(row => row);

    /// <summary>The first button whose label contains these words, or null.</summary>
    public TelegramButton? Button(string label) => AllButtons.FirstOrDefault(b => b.Text.Contains(label, StringComparison.Ordinal));
}

/// <summary>A formatted or recognised stretch of a text.</summary>
/// <param name="Type">As the Bot API names it: bold, url, text_link, bot_command and so on.</param>
/// <param name="Offset">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
/// <param name="Url">Where a text_link leads.</param>
/// <param name="Language">The language of a pre block.</param>
public sealed record TelegramEntity(string Type, int Offset, int Length, string? Url = null, string? Language = null)
{
    /// <summary>A link hidden behind words, for a customer's message.</summary>
    public static TelegramEntity Link(int offset, int length, string url) => new("text_link", offset, length, url);

    /// <summary>Bold words.</summary>
    public static TelegramEntity Bold(int offset, int length) => new("bold", offset, length);
}

/// <summary>A picture with the bytes that were uploaded.</summary>
/// <param name="FileId">By which the bot may send it again.</param>
/// <param name="Bytes">The file as uploaded.</param>
/// <param name="ContentType">image/png or image/jpeg, from the file's own first bytes.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record TelegramPhoto(string FileId, ReadOnlyMemory<byte> Bytes, string ContentType, int Width, int Height);

/// <summary>A file with the bytes that were uploaded.</summary>
/// <param name="FileId">By which the bot may send it again.</param>
/// <param name="Bytes">The file as uploaded.</param>
/// <param name="FileName">As uploaded, without its folder.</param>
/// <param name="ContentType">From the name's ending.</param>
public sealed record TelegramDocument(string FileId, ReadOnlyMemory<byte> Bytes, string FileName, string ContentType);

/// <summary>A film; nobody looks into it.</summary>
/// <param name="FileId">By which the bot may send it again.</param>
/// <param name="Bytes">The file as uploaded.</param>
public sealed record TelegramVideo(string FileId, ReadOnlyMemory<byte> Bytes);

/// <summary>A button of an inline keyboard; exactly one of the actions is set.</summary>
/// <param name="Text">The label.</param>
public sealed record TelegramButton(string Text)
{
    /// <summary>What comes back to the bot when it is pressed.</summary>
    public string? CallbackData { get; init; }

    /// <summary>The page it opens.</summary>
    public string? Url { get; init; }

    /// <summary>What it puts on the clipboard.</summary>
    public string? CopyText { get; init; }

    /// <summary>danger, success, primary or null.</summary>
    public string? Style { get; init; }
}
