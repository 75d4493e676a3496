using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>The calls of the Cloud API: gate, form, then <see cref="MessageDesk"/>. Every refusal is Meta's JSON.</summary>
internal sealed class CloudApi(WhatsAppServerOptions options, WhatsAppRefusals refusals, MessageDesk desk, MediaShelf media)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };
    private long _trace;

    /// <summary>The token, then the account, then the number: as the Graph API looks.</summary>
    public Answer? Gate(Request request) => Refusal(request) is { } refusal ? Refused(refusal) : null;

    private GraphRefusal? Refusal(Request request)
    {
        if (request.Header("Authorization") != $"Bearer {options.AccessToken}")
        {
            return new GraphRefusal(401, 190, "Invalid OAuth access token - Cannot parse access token");
        }

        if (refusals.TakeForAccount() is { } code)
        {
            return GraphRefusal.Of(code);
        }

        var values = request.Http.Request.RouteValues;
        if (values["version"] is not string version || !IsVersion(version))
        {
            return UnknownPath(request);
        }

        return values["number"] as string == options.PhoneNumberId ? null : new GraphRefusal(
            400, 100, $"Unsupported {request.Method.ToLowerInvariant()} request. Object with ID '{values["number"]}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", subcode: 33);
    }

    public Answer NotFound(Request request) => Refused(UnknownPath(request));

    public Answer Refused(int status) => Refused(new GraphRefusal(status, status == 503 ? 131016 : 131000, "Something went wrong"));

    /// <summary>POST /messages: a message, or a read receipt.</summary>
    public async Task<Answer> MessagesAsync(Request request)
    {
        try
        {
            if (!request.Http.Request.HasJsonContentType())
            {
                throw GraphRefusal.Invalid("The request body must be application/json.");
            }

            using var body = Parse(request.Body);
            return await desk.HandleAsync(new JsonFields(body.RootElement));
        }
        catch (GraphRefusal refusal)
        {
            return Refused(refusal);
        }
    }

    /// <summary>POST /media: a file in a multipart form.</summary>
    public async Task<Answer> MediaAsync(Request request)
    {
        try
        {
            var parts = await PartsAsync(request);
            if (parts.Keys.FirstOrDefault(k => k is not ("messaging_product" or "file" or "type")) is { } unknown)
            {
                throw GraphRefusal.Invalid($"Unexpected key \"{unknown}\" in the form.");
            }

            if (!parts.TryGetValue("messaging_product", out var product) || Encoding.UTF8.GetString(product.Bytes) != "whatsapp")
            {
                throw GraphRefusal.Of(100, "(#100) The parameter messaging_product is required.");
            }

            if (!parts.TryGetValue("file", out var file) || file.FileName is null)
            {
                throw GraphRefusal.Of(100, "(#100) The parameter file is required.");
            }

            // The part's own type decides; the parameter says the same.
            var type = parts.TryGetValue("type", out var said) ? Encoding.UTF8.GetString(said.Bytes) : file.ContentType;
            var stored = type == file.ContentType ? media.Add(type ?? "", file.Bytes, file.FileName) : throw GraphRefusal.Invalid($"type is {type}, the file's own is {file.ContentType}.");
            return new Answer(200, new JsonObject { ["id"] = stored.Id }.ToJsonString());
        }
        catch (GraphRefusal refusal)
        {
            return Refused(refusal);
        }
    }

    /// <summary>GET on the number: what the shop may know of itself.</summary>
    public Answer Number() => new(200, new JsonObject
    {
        ["verified_name"] = options.VerifiedName,
        ["code_verification_status"] = "VERIFIED",
        ["display_phone_number"] = $"+{options.DisplayPhoneNumber}",
        ["quality_rating"] = "GREEN",
        ["platform_type"] = "CLOUD_API",
        ["throughput"] = new JsonObject { ["level"] = "STANDARD" },
        ["id"] = options.PhoneNumberId,
    }.ToJsonString());

    private Answer Refused(GraphRefusal refusal) => refusal.ToAnswer(Trace());

    private string Trace() => $"A{Interlocked.Increment(ref _trace):D10}sandbox";

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        catch (JsonException)
        {
            throw GraphRefusal.Invalid("The request body is not valid JSON.");
        }
    }

    private static bool IsVersion(string text) =>
        text.StartsWith('v') && Version.TryParse(text.AsSpan(1), out var version) && version is { Major: >= 20, Build: -1 };

    private static GraphRefusal UnknownPath(Request request) => new(400, 2500, $"Unknown path components: {request.Http.Request.Path}");

    private sealed record Part(byte[] Bytes, string? ContentType, string? FileName);

    private static async Task<Dictionary<string, Part>> PartsAsync(Request request)
    {
        var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
        if (!MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var type) || type.MediaType != "multipart/form-data" || type.Boundary.Length == 0)
        {
            throw GraphRefusal.Invalid("The request body must be multipart/form-data.");
        }

        try
        {
            using var body = new MemoryStream(request.Body.ToArray());
            var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).Value!, body);
            while (await reader.ReadNextSectionAsync() is { } section)
            {
                using var bytes = new MemoryStream();
                await section.Body.CopyToAsync(bytes);
                var disposition = section.GetContentDispositionHeader();
                var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? "").Value ?? "";
                var file = disposition is null || disposition.FileName.Length == 0 ? null : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
                parts[name] = new Part(bytes.ToArray(), section.ContentType, file);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw GraphRefusal.Invalid("The multipart body cannot be read.");
        }

        return parts;
    }
}
