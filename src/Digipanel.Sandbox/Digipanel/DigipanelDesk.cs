using System.Text.Json;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>What the service does behind its endpoints: who may call, downloads from accepted to finished, webhooks.</summary>
internal sealed class DigipanelDesk : IAsyncDisposable
{
    private readonly DigipanelServerOptions options;
    private readonly TimeProvider time;
    private readonly RequestWindow strangers;

    public DigipanelDesk(DigipanelServerOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        Feed = new EventFeed("digipanel", time);
        Work = new BackgroundWork(time);
        Courier = new Courier(time, Work, d => Feed.Publish("webhook", $"webhook {d.About[..Math.Min(8, d.About.Length)]} percobaan {d.Attempt} → {d.Status?.ToString() ?? "tanpa jawaban"}"));
        Answers = new DigipanelAnswers(options);
        Accounts = [.. options.Accounts.Select(seed => new DigipanelAccount(seed, NewWindow()))];
        strangers = NewWindow();
    }

    public EventFeed Feed { get; }
    public BackgroundWork Work { get; }
    public Courier Courier { get; }
    public DigipanelAnswers Answers { get; }
    public DigipanelBooks Books { get; } = new();
    public IReadOnlyList<DigipanelAccount> Accounts { get; }

    private RequestWindow NewWindow() => new(options.PermitLimit, options.Window, options.Limit);

    /// <summary>The account of the bearer key.</summary>
    public DigipanelAccount? Caller(Request request) =>
        request.Header("Authorization") is { } value && value.StartsWith("Bearer ", StringComparison.Ordinal)
            ? Accounts.FirstOrDefault(a => a.ApiKey == value["Bearer ".Length..])
            : null;

    /// <summary>Key and limit; the headers go on every answer, whatever it becomes.</summary>
    public Answer? Gate(Request request)
    {
        var caller = Caller(request);
        var decision = (caller?.Window ?? strangers).Take(time.GetUtcNow());
        if (options.RateLimitHeaders)
        {
            var headers = request.Http.Response.Headers;
            headers["X-RateLimit-Limit"] = $"{decision.Limit}";
            headers["X-RateLimit-Remaining"] = $"{decision.Remaining}";
            headers["X-RateLimit-Reset"] = $"{decision.ResetUnixSeconds}";
        }
        return !decision.Allowed ? Answers.Error(429) : caller is null ? Answers.Error(401) : null;
    }

    public async Task<Answer> DownloadAsync(DigipanelAccount account, Request request)
    {
        var url = UrlIn(request.Body);
        var title = url is null || options.Refuses?.Invoke(url) == true ? null : EnvatoItem.TitleOf(url);
        if (title is null) return Answers.Error(422);
        title = options.TitleOf?.Invoke(url!) ?? title;

        if (Books.Accept(account, url!, title, options.RunningStatus, time.GetUtcNow()) is not var (download, balance)) return Answers.Error(402);
        Feed.Publish("download", $"diterima: {title} (sisa saldo {account.Name} Rp {balance})");

        var fails = options.FailsFor?.Invoke(url!) == true || options.Failing.Take();
        if (options.Webhooks.Early.Take())
        {
            // The first attempt only: a shop that refuses the unknown id must still get its answer.
            await Task.WhenAny(Finish(download.Id, fails), Feed.WhenAsync(() => Courier.Deliveries.Any(d => d.About == download.Id)));
        }
        else if (options.ProcessingTime != Timeout.InfiniteTimeSpan)
        {
            Work.After(options.ProcessingTime, () => Finish(download.Id, fails));
        }
        return Answers.Accepted(download, balance);
    }

    public Answer Details(DigipanelAccount account, string id) =>
        Books.Find(id) is { } download && download.Account == account.Name ? Answers.Details(download) : Answers.Error(404);

    public Answer License(string id) => Books.Find(id) is { State: DownloadState.Done } download ? DigipanelAnswers.License(download) : Answers.Error(404);

    public long TopUp(DigipanelAccount account, long rupiah)
    {
        var balance = Books.TopUp(account, rupiah);
        Feed.Publish("topup", $"saldo {account.Name} menjadi Rp {balance}");
        return balance;
    }

    /// <summary>Completes; the task is its webhook's. False: it was not running.</summary>
    public bool Complete(string id, out Task announced)
    {
        announced = Task.CompletedTask;
        if (Books.Complete(id, options.LicenseBaseUrl) is not { } done) return false;
        Feed.Publish("download", $"berhasil: {done.Title}");
        var thenFails = options.Webhooks.FailedAfterSuccess.Take();
        announced = Work.Run(async () =>
        {
            await AnnounceAsync(done);
            if (thenFails) Fail(id, null, out _);
        });
        return true;
    }

    /// <summary>Fails; the task is its webhook's. False: it had failed before.</summary>
    public bool Fail(string id, string? status, out Task announced)
    {
        announced = Task.CompletedTask;
        if (Books.Fail(id, status ?? options.FailureStatus) is not { } failed) return false;
        Feed.Publish("download", $"{failed.Status}: {failed.Title}");
        if (options.RefundDelay == TimeSpan.Zero) Refund(failed);
        else if (options.RefundDelay > TimeSpan.Zero) Work.After(options.RefundDelay, () => Refund(failed));
        announced = Work.Run(() => AnnounceAsync(failed));
        return true;
    }

    public async Task<int?> SendWebhookAsync(string id, DigipanelForgery? forgery, string? url)
    {
        // An unknown id is a forger's: some account's webhook about a download that never was.
        var download = Books.Find(id) ?? new DigipanelDownload(id, Accounts[0].Name, "", "Item Name", DownloadState.Done, "berhasil", 0, 0, time.GetUtcNow());
        var account = Accounts.First(a => a.Name == download.Account);
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
        return (await Courier.PostAsync("webhook", id, 1, request)).Status;
    }

    private Task Finish(string id, bool fails)
    {
        var announced = Task.CompletedTask;
        _ = fails ? Fail(id, null, out announced) : Complete(id, out announced);
        return announced;
    }

    private void Refund(DigipanelDownload failed)
    {
        if (Books.Refund(failed.Id, Accounts.First(a => a.Name == failed.Account)) is not null) Feed.Publish("refund", $"Rp {failed.Charged} dikembalikan: {failed.Title}");
    }

    private async Task AnnounceAsync(DigipanelDownload download)
    {
        var switches = options.Webhooks;
        var account = Accounts.First(a => a.Name == download.Account);
        if (account.WebhookUrl is not { } url) return;
        if (switches.Lost.Take())
        {
            Feed.Publish("webhook", $"webhook {download.Id[..8]} hilang");
            return;
        }
        var payload = DigipanelWebhooks.Payload(download, options);
        if (download.DriveLink is not null && switches.WithoutDriveLink.Take()) payload.Remove("gdrive_link");
        var secret = switches.WrongSignature.Take() ? "not-" + account.WebhookSecret : account.WebhookSecret;
        await Work.SleepAsync(switches.Delay);
        for (var sent = 0; sent <= switches.Repeats; sent++)
            await Courier.SendAsync("webhook", download.Id, switches.AttemptsMax, switches.RetryPause,
                () => Task.FromResult<HttpRequestMessage?>(DigipanelWebhooks.Compose(url, payload, secret, switches)));
    }

    private static string? UrlIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("url", out var url)
                && url.ValueKind == JsonValueKind.String ? url.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) { return null; } // the latter: broken UTF-8 in a string
    }

    public async ValueTask DisposeAsync()
    {
        await Work.DisposeAsync();
        Courier.Dispose();
    }
}
