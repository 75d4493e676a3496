using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Digipanel.Sandbox.Telegram;

/// <summary>Takes a call's parameters from the query, a JSON body, a form or a multipart body, as the real server does.</summary>
internal static class RequestReader
{
    /// <summary>What the Bot API takes in one upload.</summary>
    public const int RequestBytesMax = 50 * 1024 * 1024;

    public static async Task<ApiRequest> ReadAsync(string method, HttpRequest http, CancellationToken ct)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new Dictionary<string, UploadedFile>(StringComparer.Ordinal);
        foreach (var (name, value) in http.Query)
        {
            arguments[name] = value.ToString();
        }

        if (http.HasFormContentType)
        {
            await ReadFormAsync(http, arguments, files, ct);
        }
        else if (http.HasJsonContentType())
        {
            await ReadJsonAsync(http, arguments, ct);
        }
        else if (http.ContentLength is > 0)
        {
            throw TelegramRefusal.BadRequest("unsupported content type of the request");
        }

        return new ApiRequest(method, arguments, files);
    }

    private static async Task ReadFormAsync(
        HttpRequest http, Dictionary<string, string> arguments, Dictionary<string, UploadedFile> files, CancellationToken ct)
    {
        IFormCollection form;
        try
        {
            form = await http.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = RequestBytesMax, ValueLengthLimit = RequestBytesMax }, ct);
        }
        catch (Exception e) when (e is InvalidDataException or IOException && e is not BadHttpRequestException)
        {
            throw TelegramRefusal.BadRequest("can't parse the request's form");
        }

        foreach (var (name, value) in form)
        {
            arguments[name] = value.ToString();
        }

        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            files[file.Name] = new UploadedFile(file.FileName, bytes.ToArray());
        }
    }

    private static async Task ReadJsonAsync(HttpRequest http, Dictionary<string, string> arguments, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await http.Body.CopyToAsync(body, ct);
        if (body.Length == 0)
        {
            return;
        }

        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(body.GetBuffer(), 0, (int)body.Length);
            using var document = JsonDocument.Parse(body.ToArray());
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw TelegramRefusal.BadRequest("can't parse the request's JSON object");
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                arguments[property.Name] = property.Value.ValueKind switch
                {
                    JsonValueKind.String => property.Value.GetString()!,
                    JsonValueKind.Null => "",
                    _ => property.Value.GetRawText(),
                };
            }
        }
        catch (JsonException)
        {
            throw TelegramRefusal.BadRequest("can't parse the request's JSON object");
        }
        catch (Exception e) when (e is DecoderFallbackException or InvalidOperationException)
        {
            // Broken UTF-8, or half a surrogate pair behind \ud800.
            throw TelegramRefusal.BadRequest("strings must be encoded in UTF-8");
        }
    }
}
