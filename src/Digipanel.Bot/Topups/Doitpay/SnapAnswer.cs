using System.Text.Json;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>What one SNAP call came back with, before a caller gives it meaning.</summary>
internal abstract record SnapAnswer
{
    private SnapAnswer()
    {
    }

    /// <summary>Doitpay answered with an object.</summary>
    public sealed record Answered(SnapCode Code, string Message, JsonElement Body) : SnapAnswer;

    /// <summary>Doitpay won't have us: the token was refused, or a call was, even with a fresh token.</summary>
    public sealed record NotAuthorised(string Code, string Message) : SnapAnswer;

    /// <summary>No usable answer; the call may have arrived all the same.</summary>
    public sealed record Unreachable(string Why) : SnapAnswer;
}

/// <summary>SNAP's responseCode: HTTP status, service and case, as in 409 47 01.</summary>
internal readonly record struct SnapCode(int Status, string Case, string Text)
{
    public bool IsSuccess => Status is >= 200 and < 300 && Status != 202;

    // What another try later may well get past: timeouts, "too many requests", and faults of theirs.
    public bool IsPassing => Status is 408 or 425 or 429 or >= 500 or < 200 or (>= 300 and < 400);

    /// <summary>The body's code where it has one, else the HTTP status: a proxy's error page has no code.</summary>
    public static SnapCode Of(int httpStatus, string? responseCode)
    {
        if (responseCode is { Length: 7 } && !responseCode.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return new SnapCode(int.Parse(responseCode.AsSpan(0, 3)), responseCode[5..], responseCode);
        }

        return new SnapCode(httpStatus, "", responseCode is { Length: > 0 and <= 32 } ? responseCode : $"HTTP {httpStatus}");
    }
}

/// <summary>Reads what is there and tolerates the rest: a provider may add, drop or retype a field at any time.</summary>
internal static class SnapFields
{
    /// <summary>A text, or a number as its text; null where it is missing, empty or something else.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>
    /// Whether a field can be a reference or a number that is stored and shown: missing, or a text of printable ASCII, as SNAP's identifiers are. SQLite's
    /// length() ends at a NUL, so that the tables' own checks do not see what stands behind one.
    /// </summary>
    public static bool IsMissingOrPlain(this JsonElement element, string name, int charsMax) => element.Text(name) is not { } text
        || (text.Length <= charsMax && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'));

    /// <summary>An object inside; a default element where there is none.</summary>
    public static JsonElement Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
}
