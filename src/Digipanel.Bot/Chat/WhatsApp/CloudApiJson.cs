using System.Text.Json.Serialization;

namespace Digipanel.Bot.Chat.WhatsApp;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CloudMessage))]
[JsonSerializable(typeof(CloudRead))]
[JsonSerializable(typeof(CloudAnswer))]
[JsonSerializable(typeof(CloudUploaded))]
[JsonSerializable(typeof(CloudFailure))]
internal sealed partial class CloudApiJson : JsonSerializerContext
{
    internal const string Product = "whatsapp";
}

/// <summary>The answer to a message: who got it, and its id.</summary>
internal sealed class CloudAnswer
{
    public CloudSent?[]? Messages { get; set; }
}

internal sealed class CloudSent
{
    public string? Id { get; set; }
}

/// <summary>The answer to an upload.</summary>
internal sealed class CloudUploaded
{
    public string? Id { get; set; }
}

/// <summary>Every answer that is none.</summary>
internal sealed class CloudFailure
{
    public CloudError? Error { get; set; }
}

internal sealed class CloudError
{
    public string? Message { get; set; }

    public int Code { get; set; }

    public int ErrorSubcode { get; set; }

    public CloudErrorData? ErrorData { get; set; }
}

internal sealed class CloudErrorData
{
    public string? Details { get; set; }
}
