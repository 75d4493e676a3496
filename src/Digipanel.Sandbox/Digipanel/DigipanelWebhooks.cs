using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>Composes and signs webhooks as the documentation's Node code verifies them.</summary>
internal static class DigipanelWebhooks
{
    /// <summary>createHmac('sha256', secret).update(text).digest('hex')</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));

    public static JsonObject Payload(DigipanelDownload download, DigipanelServerOptions options, DigipanelForgery? forgery = null)
    {
        var failed = download.State == DownloadState.Failed;
        var payload = new JsonObject
        {
            ["event"] = forgery?.Event ?? (failed ? options.FailureEvent : "download.completed"),
            ["download_id"] = forgery?.DownloadId ?? download.Id,
            ["title"] = forgery?.Title ?? download.Title,
            ["status"] = forgery?.Status ?? download.Status,
        };
        if ((forgery?.DriveLink ?? download.DriveLink) is { } drive) payload["gdrive_link"] = drive;
        if (download.LicenseLink is { } license) payload["license_link"] = license;
        if (!options.Webhooks.UnknownFields) return payload;
        payload["file_size"] = 73_400_320;
        payload["ratio"] = 0.5;
        payload["meta"] = new JsonObject { ["provider"] = "envato", ["tags"] = new JsonArray("é", "🎬", "a/b <c> & 'd' \"e\"") };
        return payload;
    }

    public static HttpRequestMessage Compose(string url, JsonObject payload, string secret, DigipanelWebhookOptions options)
    {
        var signed = JavaScriptJson.Stringify(payload);
        var signature = Sign(secret, Encoding.UTF8.GetBytes(signed));
        if (options.UpperCaseHex) signature = signature.ToUpperInvariant();
        if (options.Sha256Prefix) signature = "sha256=" + signature;
        return Request(url, Encoding.UTF8.GetBytes(options.Pretty ? JavaScriptJson.Stringify(payload, 2) : signed), signature);
    }

    public static HttpRequestMessage Request(string url, byte[] body, string signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (signature.Length > 0) request.Headers.TryAddWithoutValidation("X-Webhook-Signature", signature);
        return request;
    }
}
