using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>The bodies of the answers, as the documentation shows them.</summary>
internal sealed class DigipanelAnswers(DigipanelServerOptions options)
{
    public Answer Accepted(DigipanelDownload download, long balanceAfter) => Success(new JsonObject
    {
        ["download_id"] = download.Id,
        ["title"] = download.Title,
        ["cost"] = DigipanelBooks.Cost,
        ["balance_after"] = balanceAfter,
    }, "Download sedang diproses");

    public Answer Balance(long balance) => Success(new JsonObject
    {
        ["balance"] = balance,
        ["cost_per_download"] = DigipanelBooks.Cost,
        ["downloads_available"] = balance / DigipanelBooks.Cost,
    });

    public Answer Details(DigipanelDownload download)
    {
        var data = new JsonObject { ["download_id"] = download.Id, ["title"] = download.Title, ["status"] = download.Status };
        var hidden = download.DriveLink is not null && options.DetailsWithoutDriveLink.Take();
        if (download.DriveLink is { } drive && !hidden) data["gdrive_link"] = drive;
        if (download.LicenseLink is { } license) data["license_link"] = license;
        return Success(data);
    }

    public static Answer License(DigipanelDownload download) =>
        new(200, $"LICENSE CERTIFICATE (sandbox)\nItem: {download.Title}\nDownload: {download.Id}\n", "text/plain; charset=utf-8");

    /// <summary>The error of a status, in the documentation's words.</summary>
    public Answer Error(int status, string? message = null)
    {
        if (options.NonJsonErrors) return Answer.Html($"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center><hr><center>nginx</center></body></html>", status);
        return Json(status, new JsonObject
        {
            ["status"] = "error",
            ["message"] = message ?? status switch
            {
                401 => "API key tidak valid",
                402 => "Saldo tidak mencukupi",
                404 => "Download tidak ditemukan",
                422 => "URL tidak valid",
                429 => $"Rate limit exceeded ({options.PermitLimit} req/menit)",
                500 => "Terjadi kesalahan. Saldo otomatis di-refund",
                503 => "Service Unavailable",
                _ => "Error",
            },
        });
    }

    private Answer Success(JsonObject data, string? message = null)
    {
        if (options.UnknownFields) data["provider"] = new JsonObject { ["name"] = "envato", ["quota"] = 0.50, ["flags"] = new JsonArray(1, null, "x") };
        var body = new JsonObject { ["status"] = "success" };
        if (message is not null) body["message"] = message;
        body["data"] = data;
        return Json(200, body);
    }

    private Answer Json(int status, JsonObject body)
    {
        if (options.UnknownFields) body["request_id"] = "req_8f14e45f";
        return new Answer(status, JavaScriptJson.Stringify(body));
    }
}
