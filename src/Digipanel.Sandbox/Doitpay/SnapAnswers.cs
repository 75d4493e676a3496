using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>Answers of one service: responseCode = HTTP status (3) + service (2) + case (2).</summary>
internal sealed class SnapAnswers(string service, DoitpayServerOptions options)
{
    public Answer Ok(JsonObject? more = null) => Say(200, "00", "Successful", more);

    public Answer Missing(string field) => Say(400, "02", $"Invalid Mandatory Field {{{field}}}");

    public Answer Format(string field) => Say(400, "01", $"Invalid Field Format {{{field}}}");

    public Answer BadRequest() => Say(400, "00", "Bad Request");

    public Answer Unauthorized(string why) => Say(401, "00", $"Unauthorized. [{why}]");

    public Answer InvalidToken() => Say(401, "01", "Invalid Token (B2B)");

    public Answer AmountLimit() => Say(403, "02", "Exceeds Transaction Amount Limit");

    public Answer NotFound() => Say(404, "01", "Transaction Not Found");

    public Answer WrongState() => Say(404, "00", "Invalid Transaction Status");

    public Answer ExternalIdUsed() => Say(409, "00", "Conflict");

    public Answer ReferenceUsed() => Say(409, "01", "Duplicate partnerReferenceNo");

    /// <summary>What a fault answers.</summary>
    public Answer Fault(int status) => Say(status, "00", status switch
    {
        202 => "Request In Progress",
        401 => "Unauthorized. [Invalid Signature]",
        429 => "Too Many Requests",
        500 => "General Error",
        504 => "Timeout",
        _ => "Error",
    });

    public Answer Say(int status, string @case, string message, JsonObject? more = null)
    {
        var body = new JsonObject { ["responseCode"] = $"{status}{service}{@case}", ["responseMessage"] = message };
        foreach (var (name, value) in more ?? [])
        {
            body[name] = value?.DeepClone();
        }

        if (options.UnknownFields)
        {
            body["traceId"] = "0af7651916cd43dd8448eb211c80319c";
            body["debug"] = new JsonObject { ["tookMs"] = 12.5, ["notes"] = new JsonArray("a", null, true) };
        }

        return new Answer(status, JavaScriptJson.Stringify(body));
    }
}
