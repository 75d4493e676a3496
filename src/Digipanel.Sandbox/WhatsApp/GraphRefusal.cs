using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>An error of the Graph API: its HTTP status, code and words.</summary>
internal sealed class GraphRefusal(int status, int code, string title, string? details = null, int? subcode = null) : Exception(title)
{
    public int Status { get; } = status;

    public int Code { get; } = code;

    public string Title { get; } = title;

    public string Details { get; } = details ?? title;

    /// <summary>An unknown field, or one of another type.</summary>
    public static GraphRefusal Invalid(string details) => Of(100, details);

    public static GraphRefusal Missing(string path) => Of(131008, $"Parameter '{path}' is mandatory.");

    /// <summary>The field is there and its value may not be.</summary>
    public static GraphRefusal BadValue(string details) => Of(131009, details);

    /// <summary>A known code with its usual status and title.</summary>
    public static GraphRefusal Of(int code, string? details = null)
    {
        var known = GraphErrors.Of(code);
        return new GraphRefusal(known.Status, code, known.Title, details ?? known.Details);
    }

    public Answer ToAnswer(string trace)
    {
        var error = new JsonObject
        {
            ["message"] = Code == 190 ? Title : $"(#{Code}) {Title}",
            ["type"] = subcode is null ? "OAuthException" : "GraphMethodException",
            ["code"] = Code,
        };
        if (subcode is not null)
        {
            error["error_subcode"] = subcode;
        }
        else if (Code != 190)
        {
            error["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = Details };
        }

        error["fbtrace_id"] = trace;
        return new Answer(Status, new JsonObject { ["error"] = error }.ToJsonString());
    }

    /// <summary>As a failed status carries it.</summary>
    public JsonObject ToStatusError() => new()
    {
        ["code"] = Code,
        ["title"] = Title,
        ["message"] = Title,
        ["error_data"] = new JsonObject { ["details"] = Details },
    };
}

/// <summary>Meta's error codes, as its documentation lists them.</summary>
internal static class GraphErrors
{
    public sealed record Known(int Status, string Title, string Details);

    /// <summary>Codes that concern every call with this token, not a message.</summary>
    public static bool IsAboutTheAccount(int code) => code is 190 or 368 or 10 or 200;

    public static Known Of(int code) => code switch
    {
        10 => new(403, "Application does not have permission for this action", "The permission is either not granted or has been removed."),
        100 => new(400, "Invalid parameter", "The request included one or more unsupported or misspelled parameters."),
        190 => new(401, "Error validating access token: Session has expired", "Your access token has expired."),
        200 => new(403, "Permissions error", "The permission is either not granted or has been removed."),
        368 => new(403, "Temporarily blocked for policies violations", "The account has been restricted or disabled for violating a platform policy."),
        130429 => new(400, "Rate limit hit", "Cloud API message throughput has been reached."),
        131000 => new(500, "Something went wrong", "Message failed to send due to an unknown error."),
        131008 => new(400, "Required parameter is missing", "The request is missing a required parameter."),
        131009 => new(400, "Parameter value is not valid", "One or more parameter values are invalid."),
        131016 => new(503, "Service unavailable", "A service is temporarily unavailable."),
        131026 => new(400, "Message undeliverable", "Message Undeliverable."),
        131047 => new(400, "Re-engagement message", "Message failed to send because more than 24 hours have passed since the customer last replied to this number."),
        131048 => new(400, "Spam rate limit hit", "Message failed to send because there are restrictions on how many messages can be sent from this phone number."),
        131049 => new(400, "This message was not delivered to maintain healthy ecosystem engagement.", "In order to maintain a healthy ecosystem engagement, the message failed to be delivered."),
        131050 => new(400, "User has stopped marketing messages", "The recipient has chosen to stop receiving marketing messages on WhatsApp from your business."),
        131051 => new(400, "Unsupported message type", "Unsupported message type."),
        131053 => new(400, "Media upload error", "Unable to upload the media used in the message."),
        131056 => new(400, "(Business Account, Consumer Account) pair rate limit hit", "Too many messages sent from the sender phone number to the same recipient phone number in a short period of time."),
        132000 => new(400, "Number of parameters does not match the expected number of params", "The number of variable parameter values in the request does not match the template."),
        132001 => new(404, "Template name does not exist in the translation", "The template does not exist in the specified language or has not been approved."),
        132018 => new(400, "There was an issue with the parameters in your template", "Param text cannot have new-line/tab characters or more than 4 consecutive spaces."),
        _ => new(400, "Something went wrong", $"Code {code}."),
    };
}
