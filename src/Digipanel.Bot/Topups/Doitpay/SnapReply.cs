using System.Text.Json.Serialization;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>Our answer in SNAP's shape: the code is HTTP status, service and case in seven digits.</summary>
internal sealed record SnapReply(
    [property: JsonIgnore] int Status,
    [property: JsonPropertyName("responseCode")] string Code,
    [property: JsonPropertyName("responseMessage")] string Message)
{
    /// <summary>Service 25 wants the account repeated.</summary>
    [JsonPropertyName("virtualAccountData")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VirtualAccountData? VirtualAccountData { get; init; }

    public static SnapReply Of(int status, string service, string @case, string message) => new(status, $"{status}{service}{@case}", message);

    public IResult ToResult() => Results.Json(this, SnapReplyJson.Default.SnapReply, statusCode: Status);
}

/// <summary>Our answer to a request for a token; expiresIn is a text of seconds, as Doitpay's own is.</summary>
internal sealed record MerchantTokenReply(
    [property: JsonPropertyName("responseCode")] string Code,
    [property: JsonPropertyName("responseMessage")] string Message,
    [property: JsonPropertyName("accessToken")] string AccessToken,
    [property: JsonPropertyName("tokenType")] string TokenType,
    [property: JsonPropertyName("expiresIn")] string ExpiresIn)
{
    public IResult ToResult() => Results.Json(this, SnapReplyJson.Default.MerchantTokenReply);
}

/// <summary>Their forms.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SnapReply))]
[JsonSerializable(typeof(MerchantTokenReply))]
internal sealed partial class SnapReplyJson : JsonSerializerContext;
