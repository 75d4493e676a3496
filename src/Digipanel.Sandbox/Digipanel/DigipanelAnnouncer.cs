using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>Tells the shop of finished downloads, in all the awkward ways that are switched on.</summary>
internal sealed class DigipanelAnnouncer(DigipanelServerOptions options, Courier courier, BackgroundWork work, EventFeed feed)
{
    /// <summary>The webhook of a finished download, until it is answered 2xx or given up.</summary>
    public async Task AnnounceAsync(DigipanelDownload download, DigipanelAccount account)
    {
        var switches = options.Webhooks;
        if (account.WebhookUrl is not { } url) return;
        if (switches.Lost.Take())
        {
            feed.Publish("webhook", $"webhook {download.Id[..8]} lost");
            return;
        }
        var payload = DigipanelWebhooks.Payload(download, options);
        if (download.DriveLink is not null && switches.WithoutDriveLink.Take()) payload.Remove("gdrive_link");
        var secret = switches.WrongSignature.Take() ? "not-" + account.WebhookSecret : account.WebhookSecret;
        await work.SleepAsync(switches.Delay);
        for (var sent = 0; sent <= switches.Repeats; sent++)
            await courier.SendAsync("webhook", download.Id, switches.AttemptsMax, switches.RetryPause,
                () => Task.FromResult<HttpRequestMessage?>(DigipanelWebhooks.Compose(url, payload, secret, switches)));
    }

    /// <summary>One webhook, one attempt, whatever the switches say.</summary>
    public async Task<int?> SendOnceAsync(DigipanelDownload download, DigipanelAccount account, DigipanelForgery? forgery, string? url)
    {
        var target = url ?? account.WebhookUrl ?? throw new InvalidOperationException($"Account {account.Name} has no WebhookUrl.");
        var secret = forgery?.Secret ?? account.WebhookSecret;
        using var request = forgery?.RawBody is { } raw
            ? DigipanelWebhooks.Request(target, raw, forgery.Signature ?? DigipanelWebhooks.Sign(secret, raw))
            : DigipanelWebhooks.Compose(target, DigipanelWebhooks.Payload(download, options, forgery), secret, options.Webhooks);
        if (forgery is { RawBody: null, Signature: { } signature })
        {
            request.Headers.Remove("X-Webhook-Signature");
            if (signature.Length > 0) request.Headers.TryAddWithoutValidation("X-Webhook-Signature", signature);
        }
        return (await courier.PostAsync("webhook", download.Id, 1, request)).Status;
    }
}
