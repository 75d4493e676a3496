namespace Digipanel.Bot.Chat.WhatsApp;

// Bodies of POST /{phone-number-id}/messages, named and shaped after Meta's Cloud API reference. Null is left out.

/// <summary>One message. Exactly one of <paramref name="To"/> (a phone number) and <paramref name="Recipient"/> (a business-scoped id), and the content that the type names.</summary>
internal sealed record CloudMessage(string Type, string? To, string? Recipient)
{
    public string MessagingProduct { get; init; } = CloudApiJson.Product;

    public string RecipientType { get; init; } = "individual";

    /// <summary>Comes back with every status of the message.</summary>
    public string? BizOpaqueCallbackData { get; init; }

    public CloudText? Text { get; init; }

    public CloudInteractive? Interactive { get; init; }

    public CloudImage? Image { get; init; }

    public CloudDocument? Document { get; init; }

    public CloudTemplate? Template { get; init; }
}

internal sealed record CloudText(string Body)
{
    public bool PreviewUrl { get; init; }
}

internal sealed record CloudImage(string Id, string? Caption);

internal sealed record CloudDocument(string Id, string Filename, string? Caption);

internal sealed record CloudInteractive(string Type, CloudHeader? Header, CloudBody Body, CloudAction Action);

internal sealed record CloudHeader(string Type, CloudImage Image);

internal sealed record CloudBody(string Text);

/// <summary>What an interactive message offers: buttons, a list (with the button that opens it), or a link.</summary>
internal sealed record CloudAction
{
    public IReadOnlyList<CloudButton>? Buttons { get; init; }

    public string? Button { get; init; }

    public IReadOnlyList<CloudSection>? Sections { get; init; }

    public string? Name { get; init; }

    public CloudLink? Parameters { get; init; }
}

internal sealed record CloudButton(CloudReply Reply)
{
    public string Type { get; init; } = "reply";
}

internal sealed record CloudReply(string Id, string Title);

internal sealed record CloudSection(IReadOnlyList<CloudRow> Rows);

internal sealed record CloudRow(string Id, string Title, string? Description);

internal sealed record CloudLink(string DisplayText, string Url);

internal sealed record CloudTemplate(string Name, CloudLanguage Language, IReadOnlyList<CloudComponent> Components);

internal sealed record CloudLanguage(string Code);

internal sealed record CloudComponent(string Type, IReadOnlyList<CloudParameter> Parameters);

internal sealed record CloudParameter(string Type, string Text);

/// <summary>A message of the person was read; <paramref name="TypingIndicator"/>: and an answer is on its way (shown for 25 seconds, or until it comes).</summary>
internal sealed record CloudRead(string MessageId, CloudTyping? TypingIndicator)
{
    public string MessagingProduct { get; init; } = CloudApiJson.Product;

    public string Status { get; init; } = "read";
}

internal sealed record CloudTyping(string Type);
