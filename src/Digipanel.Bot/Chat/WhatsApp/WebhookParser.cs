using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>What one call of Meta's brought for our number, over all its entries and changes, in their order.</summary>
/// <param name="Messages">Each with what is told about its writer.</param>
/// <param name="Statuses">Of messages of ours.</param>
/// <param name="Unreadable">How many messages and statuses could not be read. They cost themselves only, and count as seen.</param>
/// <param name="Ignored">How many changes were for another number, or about something else.</param>
internal sealed record ParsedWebhook(
    IReadOnlyList<(WebhookMessage Message, WebhookContact? Contact)> Messages, IReadOnlyList<WebhookStatus> Statuses, int Unreadable, int Ignored);

/// <summary>Reads Meta's webhooks so that a weird one costs itself only: whatever JSON it is, nothing is thrown.</summary>
internal sealed class WebhookParser
{
    // A message that Meta itself nests is five levels deep in its change.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    private readonly string _phoneNumberId;
    private readonly List<(WebhookMessage, WebhookContact?)> _messages = [];
    private readonly List<WebhookStatus> _statuses = [];
    private int _unreadable;
    private int _ignored;

    private WebhookParser(string phoneNumberId) => _phoneNumberId = phoneNumberId;

    /// <summary>Reads a body. Null: it makes no sense at all (no JSON in UTF-8, or no list of entries).</summary>
    /// <param name="json">The raw bytes, whose signature is good.</param>
    /// <param name="phoneNumberId">Ours; what is for other numbers of the same account is not our business.</param>
    public static ParsedWebhook? Parse(ReadOnlyMemory<byte> json, string phoneNumberId)
    {
        if (!Utf8.IsValid(json.Span))
        {
            return null;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }

        using (document)
        {
            if (Member(document.RootElement, "entry") is not { ValueKind: JsonValueKind.Array } entries)
            {
                return null;
            }

            var parser = new WebhookParser(phoneNumberId);
            foreach (var change in entries.EnumerateArray().SelectMany(entry => Items(entry, "changes")))
            {
                parser.Read(change);
            }

            return new ParsedWebhook(parser._messages, parser._statuses, parser._unreadable, parser._ignored);
        }
    }

    private void Read(JsonElement change)
    {
        if (Text(change, "field") != "messages"
            || Member(change, "value") is not { } value
            || Member(value, "metadata") is not { } metadata || Text(metadata, "phone_number_id") != _phoneNumberId)
        {
            _ignored++;
            return;
        }

        var contacts = Items(value, "contacts").Select(c => TryRead(c, WebhookJson.Default.WebhookContact)).OfType<WebhookContact>().ToList();
        foreach (var element in Items(value, "messages"))
        {
            if (TryRead(element, WebhookJson.Default.WebhookMessage) is { } message)
            {
                _messages.Add((message, contacts.Find(c => IsOf(c, message))));
            }
            else
            {
                _unreadable++;
            }
        }

        foreach (var element in Items(value, "statuses"))
        {
            if (TryRead(element, WebhookJson.Default.WebhookStatus) is { } status)
            {
                _statuses.Add(status);
            }
            else
            {
                _unreadable++;
            }
        }
    }

    // By either id: which of the two is told depends on what the person shows.
    private static bool IsOf(WebhookContact contact, WebhookMessage message) =>
        message is { FromUserId: { } id } && contact.UserId is { } known ? id == known : message.From is { } phone && phone == contact.WaId;

    private static T? TryRead<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // a text that is no text (half a surrogate pair) is the second
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    private static JsonElement? Member(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
        }
        catch (InvalidOperationException)
        {
            return null; // one of its names is no text
        }
    }

    private static string? Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } text ? Text(text) : null;

    /// <summary>A text or a number as it is written; null: neither, or half a surrogate pair.</summary>
    internal static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
