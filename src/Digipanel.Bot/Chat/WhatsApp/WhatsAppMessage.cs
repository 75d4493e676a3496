namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>A file that goes with a message: uploaded first, then named by Meta's id of it.</summary>
/// <param name="Bytes">Its content.</param>
/// <param name="Type">Its MIME type.</param>
/// <param name="FileName">ASCII letters, digits, dots, dashes and underscores.</param>
internal sealed record OutgoingMedia(ReadOnlyMemory<byte> Bytes, string Type, string FileName)
{
    /// <summary>Shown as a file, not as a picture.</summary>
    public bool IsDocument { get; init; }

    /// <summary>One of the program's own pictures: uploaded once for many messages. Null: for this message only.</summary>
    public Stamp? Stamp { get; init; }
}

/// <summary>A reply in WhatsApp's form. At most one of buttons, rows and link is there.</summary>
/// <param name="Text">Text, body or caption, with its markup.</param>
internal sealed record WhatsAppMessage(string Text)
{
    public OutgoingMedia? Media { get; init; }

    /// <summary>Up to three, under the message.</summary>
    public IReadOnlyList<CloudReply> Buttons { get; init; } = [];

    /// <summary>Up to ten, behind a button.</summary>
    public IReadOnlyList<CloudRow> Rows { get; init; } = [];

    /// <summary>The button that opens the rows.</summary>
    public string RowsButton { get; init; } = "";

    /// <summary>A button that opens a page.</summary>
    public CloudLink? Link { get; init; }

    /// <summary>The actions on offer in the order shown: "2" as an answer means the second.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The request that sends it.</summary>
    /// <param name="chatId">A phone number (digits), or a business-scoped id.</param>
    /// <param name="mediaId">Of the upload, where there is a file.</param>
    internal CloudMessage ToRequest(string chatId, string? mediaId)
    {
        if (Interactive(mediaId) is { } interactive)
        {
            return Addressed(chatId, "interactive") with { Interactive = interactive };
        }

        var caption = Text.Length > 0 ? Text : null;
        return Media switch
        {
            { IsDocument: true } file => Addressed(chatId, "document") with { Document = new CloudDocument(mediaId!, file.FileName, caption) },
            { } => Addressed(chatId, "image") with { Image = new CloudImage(mediaId!, caption) },
            null => Addressed(chatId, "text") with { Text = new CloudText(Text) },
        };
    }

    /// <summary>An approved template with one parameter.</summary>
    internal static CloudMessage Template(string chatId, WhatsAppTemplateOptions template, string parameter) => Addressed(chatId, "template") with
    {
        Template = new CloudTemplate(template.Name, new CloudLanguage(template.Language), [new CloudComponent("body", [new CloudParameter("text", parameter)])]),
    };

    private CloudInteractive? Interactive(string? mediaId)
    {
        var header = mediaId is null ? null : new CloudHeader("image", new CloudImage(mediaId, null));
        var body = new CloudBody(Text);
        return this switch
        {
            { Buttons.Count: > 0 } => new CloudInteractive("button", header, body, new CloudAction { Buttons = [.. Buttons.Select(b => new CloudButton(b))] }),
            { Rows.Count: > 0 } => new CloudInteractive("list", null, body, new CloudAction { Button = RowsButton, Sections = [new CloudSection(Rows)] }),
            { Link: { } link } => new CloudInteractive("cta_url", header, body, new CloudAction { Name = "cta_url", Parameters = link }),
            _ => null,
        };
    }

    private static CloudMessage Addressed(string chatId, string type) =>
        chatId.All(char.IsAsciiDigit) ? new CloudMessage(type, chatId, null) : new CloudMessage(type, null, chatId);
}
