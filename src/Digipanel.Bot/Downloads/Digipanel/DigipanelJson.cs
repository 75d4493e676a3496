using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Digipanel.Bot.Downloads;

/// <summary>The one body that we send.</summary>
internal sealed record SubmitRequest([property: JsonPropertyName("url")] string Url);

[JsonSerializable(typeof(SubmitRequest))]
internal sealed partial class DigipanelJsonContext : JsonSerializerContext;

/// <summary>
/// Reads Digipanel's JSON tolerantly: documents are read by name, a number may come as text and the other way round, what is missing or of a wrong
/// type is absent, and what is unknown is reported. Typed deserialisation would refuse the whole answer for one surprising field.
/// </summary>
internal static class DigipanelJson
{
    private const int DepthMax = 32;
    private const int TextMaxChars = 2_000;
    private const string Envelope = "status message data code errors success";
    private const string Submission = "download_id title cost balance_after status";
    private const string Balance = "balance cost_per_download downloads_available";
    private const string Download = "download_id title status gdrive_link license_link event cost url created_at updated_at timestamp";

    public static SubmitOutcome.Accepted? ReadSubmission(ReadOnlyMemory<byte> body, Action<string> unknown)
    {
        using var document = Parse(body);
        return Data(document, Submission, unknown) is { } data && Text(data, "download_id") is { Length: > 0 and <= 200 } id
            ? new SubmitOutcome.Accepted(id, Words(data, "title"), Number(data, "cost"), Number(data, "balance_after"))
            : null;
    }

    public static BalanceOutcome.Known? ReadBalance(ReadOnlyMemory<byte> body, Action<string> unknown)
    {
        using var document = Parse(body);
        return Data(document, Balance, unknown) is { } data && Number(data, "balance") is { } balance
            ? new BalanceOutcome.Known(balance, Number(data, "cost_per_download"))
            : null;
    }

    public static DownloadView? ReadDownload(ReadOnlyMemory<byte> body, Action<string> unknown)
    {
        using var document = Parse(body);
        return Data(document, Download, unknown) is { } data ? View(data) : null;
    }

    /// <summary>A webhook has no envelope; one that comes with one is understood all the same.</summary>
    public static DownloadView? ReadWebhook(ReadOnlyMemory<byte> body, Action<string> unknown)
    {
        using var document = Parse(body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return null;
        }

        if (Find(root, "download_id") is not null)
        {
            ReportUnknown(root, Download + " " + Envelope, unknown);
            return View(root);
        }

        return Data(document, Download, unknown) is { } data ? View(data) : null;
    }

    /// <summary>The words of an error, where there are any: for the log, never for a decision.</summary>
    public static string? ReadMessage(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        return document?.RootElement is { ValueKind: JsonValueKind.Object } root ? Text(root, "message") ?? Text(root, "error") : null;
    }

    private static DownloadView? View(JsonElement data)
    {
        if (Text(data, "download_id") is not { Length: > 0 and <= 200 } id)
        {
            return null;
        }

        var status = Text(data, "status");
        return new DownloadView(
            id,
            Words(data, "title"),
            DownloadView.StatusOf(status),
            status ?? "",
            DownloadView.HttpsOrNothing(Text(data, "gdrive_link")),
            DownloadView.HttpsOrNothing(Text(data, "license_link")));
    }

    /// <summary>
    /// The parser lets invalid UTF-8 and halves of surrogate pairs through and throws when such a name or text is looked at: the former is refused
    /// here, the latter where it is read.
    /// </summary>
    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.IsEmpty || !Utf8.IsValid(body.Span) ? null : JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DepthMax });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Data(JsonDocument? document, string known, Action<string> unknown)
    {
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return null;
        }

        ReportUnknown(root, Envelope, unknown);
        if (Find(root, "data") is not { ValueKind: JsonValueKind.Object } data)
        {
            return null;
        }

        ReportUnknown(data, known, unknown);
        return data;
    }

    private static void ReportUnknown(JsonElement element, string known, Action<string> unknown)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = NameOf(property);
            if (!known.Split(' ').Contains(name, StringComparer.Ordinal))
            {
                unknown(name);
            }
        }
    }

    /// <summary>Like TryGetProperty, which throws where another name of the object is unreadable. Of a name that comes twice the last counts.</summary>
    private static JsonElement? Find(JsonElement element, string name)
    {
        JsonElement? found = null;
        foreach (var property in element.EnumerateObject())
        {
            found = NameOf(property) == name ? property.Value : found;
        }

        return found;
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "(unreadable)";
        }
    }

    private static string? Text(JsonElement element, string name)
    {
        if (Find(element, name) is not { } value)
        {
            return null;
        }

        try
        {
            var text = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
            return text is { Length: > TextMaxChars } ? text[..TextMaxChars] : text;
        }
        catch (InvalidOperationException)
        {
            // A string of invalid UTF-8 or half a surrogate pair: JSON lets it through, .NET's strings do not.
            return null;
        }
    }

    /// <summary>A text for people. SQLite takes a NUL for its end, so that a title which begins with one would be empty there, and refused.</summary>
    private static string? Words(JsonElement element, string name) =>
        Text(element, name) is { } text ? new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim() : null;

    private static long? Number(JsonElement element, string name)
    {
        if (Find(element, name) is not { } value)
        {
            return null;
        }

        decimal number;
        var read = value.ValueKind == JsonValueKind.Number
            ? value.TryGetDecimal(out number)
            : decimal.TryParse(WholeRupiah(Text(element, name)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        return read && decimal.Truncate(number) == number && Math.Abs(number) <= 1_000_000_000_000m ? (long)number : null;
    }

    /// <summary>"50000" and "50000.00" are amounts; "50.000" is fifty thousand to an Indonesian and fifty to a parser, so it is nothing.</summary>
    private static string? WholeRupiah(string? text) => text?.EndsWith(".00", StringComparison.Ordinal) == true ? text[..^3] : text;
}
