using System.Text.Json;
using System.Text.Json.Serialization;

namespace Digipanel.Bot.Chat.WhatsApp;

// The parts of Meta's webhook that the bot reads, and no more. Unknown fields are skipped; Meta adds some every few months. A message of which one part
// has another type than it should is read alone, so that it costs itself only (WebhookParser).

/// <summary>A message of a person's, or one about them (<c>system</c>).</summary>
internal sealed class WebhookMessage
{
    public string? Id { get; set; }

    /// <summary>The phone number, where it is shown to us.</summary>
    public string? From { get; set; }

    /// <summary>The business-scoped id.</summary>
    public string? FromUserId { get; set; }

    /// <summary>Unix seconds, as a text.</summary>
    public JsonElement Timestamp { get; set; }

    public string? Type { get; set; }

    public WebhookText? Text { get; set; }

    public WebhookInteractive? Interactive { get; set; }

    /// <summary>A pressed quick reply of a template.</summary>
    public WebhookButton? Button { get; set; }

    public WebhookMedia? Image { get; set; }

    public WebhookMedia? Video { get; set; }

    public WebhookMedia? Document { get; set; }

    /// <summary>Of an answer to a message: which.</summary>
    public WebhookContext? Context { get; set; }

    public WebhookSystem? System { get; set; }

    /// <summary>Written in a group, which is nothing for us.</summary>
    public string? GroupId { get; set; }
}

internal sealed class WebhookContext
{
    public string? Id { get; set; }
}

internal sealed class WebhookText
{
    public string? Body { get; set; }
}

internal sealed class WebhookInteractive
{
    public WebhookChoice? ButtonReply { get; set; }

    public WebhookChoice? ListReply { get; set; }
}

internal sealed class WebhookChoice
{
    /// <summary>The action, as we gave it.</summary>
    public string? Id { get; set; }
}

internal sealed class WebhookButton
{
    public string? Payload { get; set; }

    public string? Text { get; set; }
}

internal sealed class WebhookMedia
{
    public string? Caption { get; set; }
}

/// <summary>A person has another number, or another business-scoped id.</summary>
internal sealed class WebhookSystem
{
    /// <summary><c>user_changed_number</c>, <c>user_changed_user_id</c>.</summary>
    public string? Type { get; set; }

    /// <summary>The new number.</summary>
    public string? WaId { get; set; }

    /// <summary>The new number, as older versions call it.</summary>
    public string? NewWaId { get; set; }

    /// <summary>The new business-scoped id: another number makes another one.</summary>
    public string? UserId { get; set; }

    public string? PreviousUserId { get; set; }
}

/// <summary>Who writes.</summary>
internal sealed class WebhookContact
{
    public WebhookProfile? Profile { get; set; }

    public string? WaId { get; set; }

    public string? UserId { get; set; }
}

internal sealed class WebhookProfile
{
    public string? Name { get; set; }

    public string? Username { get; set; }
}

/// <summary>What became of a message of ours.</summary>
internal sealed class WebhookStatus
{
    public string? Id { get; set; }

    public string? Status { get; set; }

    /// <summary>Unix seconds, as a text.</summary>
    public JsonElement Timestamp { get; set; }

    public WebhookError?[]? Errors { get; set; }

    /// <summary>What we gave along with the message.</summary>
    public string? BizOpaqueCallbackData { get; set; }
}

internal sealed class WebhookError
{
    public JsonElement Code { get; set; }

    public string? Title { get; set; }

    public WebhookErrorData? ErrorData { get; set; }
}

internal sealed class WebhookErrorData
{
    public string? Details { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(WebhookContact))]
[JsonSerializable(typeof(WebhookStatus))]
internal sealed partial class WebhookJson : JsonSerializerContext;
