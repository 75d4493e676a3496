using System.Text.Json.Serialization;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>Our answer in SNAP's shape: the code is HTTP status, service and case in seven digits.</summary>
internal sealed record SnapReply(
    [property: JsonIgnore] int Status,
    [property: JsonPropertyName("responseCode")] string Code,
    [property: JsonPropertyName("responseMessage")] string Message)
{
    public static SnapReply Of(int status, string service, string @case, string message) => new(status, $"{status}{service}{@case}", message);

    public IResult ToResult() => Results.Json(this, SnapReplyJson.Default.SnapReply, statusCode: Status);
}

/// <summary>Its form.</summary>
[JsonSerializable(typeof(SnapReply))]
internal sealed partial class SnapReplyJson : JsonSerializerContext;
