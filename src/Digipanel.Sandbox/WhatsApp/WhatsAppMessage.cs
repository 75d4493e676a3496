namespace Digipanel.Sandbox.WhatsApp;

/// <summary>How far a message got, in the order in which a phone's ticks show it.</summary>
public enum WhatsAppTicks
{
    /// <summary>Meta has it: one tick.</summary>
    Sent,

    /// <summary>It is on the other side: two ticks.</summary>
    Delivered,

    /// <summary>It was read: two blue ticks.</summary>
    Read,

    /// <summary>It never arrives.</summary>
    Failed,
}

/// <summary>One message of a chat as it stands now; a snapshot. WhatsApp edits nothing: what changes are the ticks.</summary>
public sealed record WhatsAppMessage
{
    /// <summary>The wamid.</summary>
    public required string Id { get; init; }

    /// <summary>True for what the bot sent, false for what the customer sent.</summary>
    public required bool FromBot { get; init; }

    /// <summary>As the Cloud API names it: text, image, document, button, list, cta_url, template; of customers also interactive, system and so on.</summary>
    public required string Type { get; init; }

    /// <summary>The body or the caption, with WhatsApp's own markup (*bold*) as it came; a template's with its parameters filled in.</summary>
    public string Text { get; init; } = "";

    /// <summary>A line above the body, where there is one.</summary>
    public string? Header { get; init; }

    /// <summary>A small line below the body, where there is one.</summary>
    public string? Footer { get; init; }

    /// <summary>The picture: of an image message, or above the body of an interactive one.</summary>
    public WhatsAppMedia? Image { get; init; }

    /// <summary>The file.</summary>
    public WhatsAppMedia? Document { get; init; }

    /// <summary>Reply buttons, or the rows of the list in order.</summary>
    public IReadOnlyList<WhatsAppOption> Options { get; init; } = [];

    /// <summary>What opens the list; null where the options are buttons.</summary>
    public string? ListButton { get; init; }

    /// <summary>The one button that opens a page.</summary>
    public WhatsAppLink? Link { get; init; }

    /// <summary>The template's name.</summary>
    public string? Template { get; init; }

    /// <summary>What the shop gave along with it, and gets back with its statuses.</summary>
    public string? CallbackData { get; init; }

    /// <summary>The message this one answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>When it was sent, by the sandbox's clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>How far it got.</summary>
    public WhatsAppTicks Ticks { get; init; }

    /// <summary>The code of a failed one.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>The text as HTML that is safe to show in a page.</summary>
    public string Html => WhatsAppFormatting.ToHtml(Text);

    /// <summary>The first option whose title or description contains these words, or null.</summary>
    public WhatsAppOption? Option(string words) => Options.FirstOrDefault(o =>
        o.Title.Contains(words, StringComparison.Ordinal) || o.Description?.Contains(words, StringComparison.Ordinal) == true);
}

/// <summary>Something to choose.</summary>
/// <param name="Id">What comes back to the bot.</param>
/// <param name="Title">What it says.</param>
/// <param name="Description">Of a list's row: the small line below.</param>
/// <param name="Section">Of a list's row: the heading it stands under.</param>
public sealed record WhatsAppOption(string Id, string Title, string? Description = null, string? Section = null);

/// <summary>A button that opens a page.</summary>
/// <param name="Label">What it says.</param>
/// <param name="Url">Where it leads.</param>
public sealed record WhatsAppLink(string Label, string Url);

/// <summary>An uploaded file.</summary>
/// <param name="Id">By which the bot may send it, as often as it likes.</param>
/// <param name="Bytes">As uploaded.</param>
/// <param name="ContentType">As declared, and checked against the first bytes where it is a picture.</param>
/// <param name="FileName">As the message names it.</param>
public sealed record WhatsAppMedia(string Id, ReadOnlyMemory<byte> Bytes, string ContentType, string? FileName = null)
{
    /// <summary>Pixels of a picture.</summary>
    public int Width { get; init; }

    /// <summary>Pixels of a picture.</summary>
    public int Height { get; init; }
}

/// <summary>The bot has read a message.</summary>
/// <param name="User">Who wrote it: the address at that time.</param>
/// <param name="MessageId">Which.</param>
/// <param name="Typing">Whether it shows that it is writing.</param>
/// <param name="At">When.</param>
public sealed record WhatsAppReceipt(string User, string MessageId, bool Typing, DateTimeOffset At);
