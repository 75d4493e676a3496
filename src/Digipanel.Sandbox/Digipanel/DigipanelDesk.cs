using System.Text.Json;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>What the service does behind its endpoints: who may call, downloads from accepted to finished, webhooks.</summary>
internal sealed class DigipanelDesk : IAsyncDisposable
{
    private readonly DigipanelServerOptions _options;
    private readonly TimeProvider _time;
    private readonly RequestWindow _strangers;

    public DigipanelDesk(DigipanelServerOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Feed = new EventFeed("digipanel", _time);
        Work = new BackgroundWork(_time);
        Courier = new Courier(_time, Work, d => Feed.Publish("webhook", $"webhook {d.About[..Math.Min(8, d.About.Length)]} attempt {d.Attempt} → {d.Status?.ToString() ?? "no answer"}"));
        Announcer = new DigipanelAnnouncer(options, Courier, Work, Feed);
        Answers = new DigipanelAnswers(_options);
        Accounts = [.. _options.Accounts.Select(seed => new DigipanelAccount(seed, NewWindow()))];
        _strangers = NewWindow();
    }

    public EventFeed Feed { get; }
    public BackgroundWork Work { get; }
    public Courier Courier { get; }
    public DigipanelAnswers Answers { get; }
    public DigipanelBooks Books { get; } = new();
    public IReadOnlyList<DigipanelAccount> Accounts { get; }

    public DigipanelAnnouncer Announcer { get; }

    /// <summary>The account of a download.</summary>
    public DigipanelAccount Account(DigipanelDownload download) => Accounts.First(a => a.Name == download.Account);

    private RequestWindow NewWindow() => new(_options.PermitLimit, _options.Window, _options.Limit);

    /// <summary>The account of the bearer key.</summary>
    public DigipanelAccount? Caller(Request request) =>
        request.Header("Authorization") is { } value && value.StartsWith("Bearer ", StringComparison.Ordinal)
            ? Accounts.FirstOrDefault(a => a.ApiKey == value["Bearer ".Length..])
            : null;

    /// <summary>Key and limit; the headers go on every answer, whatever it becomes.</summary>
    public Answer? Gate(Request request)
    {
        var caller = Caller(request);
        var decision = (caller?.Window ?? _strangers).Take(_time.GetUtcNow());
        if (_options.RateLimitHeaders)
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
        var title = url is null || _options.Refuses?.Invoke(url) == true ? null : EnvatoItem.TitleOf(url);
        if (title is null) return Answers.Error(422);
        title = _options.TitleOf?.Invoke(url!) ?? title;

        if (Books.Accept(account, url!, title, _options.RunningStatus, _time.GetUtcNow()) is not var (download, balance)) return Answers.Error(402);
        Feed.Publish("download", $"accepted: {title} (account {account.Name} has Rp {balance} left)");

        var fails = _options.FailsFor?.Invoke(url!) == true || _options.Failing.Take();
        if (_options.Webhooks.Early.Take())
        {
            // The first attempt only: a shop that refuses the unknown id must still get its answer.
            await Task.WhenAny(Finish(download.Id, fails), Feed.WhenAsync(() => Courier.Deliveries.Any(d => d.About == download.Id)));
        }
        else if (_options.ProcessingTime != Timeout.InfiniteTimeSpan)
        {
            Work.After(_options.ProcessingTime, () => Finish(download.Id, fails));
        }
        return Answers.Accepted(download, balance);
    }

    public Answer Details(DigipanelAccount account, string id) =>
        Books.Find(id) is { } download && download.Account == account.Name ? Answers.Details(download) : Answers.Error(404);

    public Answer License(string id) => Books.Find(id) is { State: DownloadState.Done } download ? DigipanelAnswers.License(download) : Answers.Error(404);

    public long TopUp(DigipanelAccount account, long rupiah)
    {
        var balance = Books.TopUp(account, rupiah);
        Feed.Publish("topup", $"account {account.Name} now has Rp {balance}");
        return balance;
    }

    public Task<int?> SendWebhookAsync(string id, DigipanelForgery? forgery, string? url)
    {
        // An unknown id is a forger's: some account's webhook about a download that never was.
        var download = Books.Find(id) ?? new DigipanelDownload(id, Accounts[0].Name, "", "Item Name", DownloadState.Done, "berhasil", 0, 0, _time.GetUtcNow());
        return Announcer.SendOnceAsync(download, Account(download), forgery, url);
    }

    /// <summary>Completes; the task is its webhook's. False: it was not running.</summary>
    public bool Complete(string id, out Task announced)
    {
        announced = Task.CompletedTask;
        if (Books.Complete(id, _options.LicenseBaseUrl) is not { } done) return false;
        Feed.Publish("download", $"berhasil: {done.Title}");
        var thenFails = _options.Webhooks.FailedAfterSuccess.Take();
        announced = Work.Run(async () =>
        {
            await Announcer.AnnounceAsync(done, Account(done));
            if (thenFails) Fail(id, null, out _);
        });
        return true;
    }

    /// <summary>Fails; the task is its webhook's. False: it had failed before.</summary>
    public bool Fail(string id, string? status, out Task announced)
    {
        announced = Task.CompletedTask;
        if (Books.Fail(id, status ?? _options.FailureStatus) is not { } failed) return false;
        Feed.Publish("download", $"{failed.Status}: {failed.Title}");
        if (_options.RefundDelay == TimeSpan.Zero) Refund(failed);
        else if (_options.RefundDelay > TimeSpan.Zero) Work.After(_options.RefundDelay, () => Refund(failed));
        announced = Work.Run(() => Announcer.AnnounceAsync(failed, Account(failed)));
        return true;
    }

    private Task Finish(string id, bool fails)
    {
        var announced = Task.CompletedTask;
        _ = fails ? Fail(id, null, out announced) : Complete(id, out announced);
        return announced;
    }

    private void Refund(DigipanelDownload failed)
    {
        if (Books.Refund(failed.Id, Account(failed)) is not null) Feed.Publish("refund", $"Rp {failed.Charged} given back: {failed.Title}");
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
