using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digipanel.Sandbox.DigipanelApi;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>What Digipanel knows of one download; the truth about what the shop was charged for.</summary>
internal sealed class SimDownload
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    public required string Url { get; init; }

    public required string Title { get; init; }

    public string Status { get; set; } = "diproses";

    public bool Refunded => RefundedAt is not null;

    public required TimeSpan AcceptedAt { get; init; }

    public TimeSpan? RefundedAt { get; set; }

    /// <summary>The bot has taken word of its failure, by a webhook or by asking.</summary>
    public bool IsFailureTold { get; set; }

    /// <summary>Made by another program with the same key.</summary>
    public bool IsForeign { get; init; }

    public bool IsDone => Status == "berhasil";

    public string DriveLink => $"https://drive.google.com/file/d/{Id}/view";
}

/// <summary>How a download goes on after it was accepted.</summary>
/// <param name="Takes">From accepted to its end.</param>
/// <param name="Status">The word of its end.</param>
internal sealed record DownloadPlan(TimeSpan Takes, string Status)
{
    public static readonly DownloadPlan Usual = new(TimeSpan.FromSeconds(20), "berhasil");

    /// <summary>When the webhook is sent, after the end: none is a lost one, several are repeats.</summary>
    public IReadOnlyList<TimeSpan> Webhooks { get; init; } = [TimeSpan.FromSeconds(1)];

    /// <summary>From failed to the Rp 200 being back.</summary>
    public TimeSpan RefundAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Done, it fails later all the same.</summary>
    public TimeSpan? ThenFailsAfter { get; init; }
}

/// <summary>
/// Digipanel as far as the money goes: keys, the limit of 30 requests a minute, balances, downloads, webhooks. (The strict server of the sandbox
/// checks the bot's wire format in the other tests; this one is on the virtual clock and one thread, so that a run can be repeated.)
/// </summary>
internal sealed class SimDigipanel(VirtualTime time, Func<string, string, string, string, int> post, int accounts = 1) : IProvider
{
    public const long Cost = 200;
    private const int PermitLimit = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly List<SimAccount> _accounts =
        [.. Enumerable.Range(1, accounts).Select(i => new SimAccount { Name = $"akun-{i}", Key = $"dgp_sk_sim_{i}", Secret = $"whsec_sim_{i}", Balance = 1_000_000 })];

    private readonly List<SimDownload> _downloads = [];

    public string Name => "digipanel";

    public IReadOnlyList<SimAccount> Accounts => _accounts;

    public IReadOnlyList<SimDownload> Downloads => _downloads;

    /// <summary>Decides how each download goes on.</summary>
    public Func<SimDownload, DownloadPlan> Plan { get; set; } = _ => DownloadPlan.Usual;

    public static string AccountsSetting(int index, string key) => $"Digipanel:Accounts:{index}:{key}";

    public Answer Error(int status) => new(status, JsonSerializer.Serialize(new { status = "error", message = $"HTTP {status}" }));

    public Answer? Act(Call call, Action<Answer> later)
    {
        if (_accounts.Find(a => call.Authorization == $"Bearer {a.Key}") is not { } account)
        {
            return Error(401);
        }

        if (time.Elapsed < account.RevokedUntil)
        {
            return Error(401);
        }

        var (allowed, headers) = Count(account);
        var answer = !allowed ? Error(429)
            : call.Path.EndsWith("/balance", StringComparison.Ordinal) ? Read(account)
            : call.Path.EndsWith("/download", StringComparison.Ordinal) ? Accept(account, call.Text("url")!)
            : _downloads.Find(d => d.Account == account.Name && call.Path.EndsWith("/" + d.Id, StringComparison.Ordinal)) is { } found ? Tell(found)
            : Error(404);
        return answer with { Headers = headers };
    }

    /// <summary>The operator pays in; a payment is a multiple of neither anything nor of the cost.</summary>
    public void TopUp(string account, long rupiah) => _accounts.Single(a => a.Name == account).Balance += rupiah;

    /// <summary>Another program with the same key orders something: it costs the account's money and budget, and its webhooks come to us.</summary>
    public void OrderElsewhere(SimAccount account, string url)
    {
        if (Count(account).Allowed)
        {
            Accept(account, url, isForeign: true);
        }
    }

    /// <summary>A webhook as it would be sent now; the secret of a forger is his own.</summary>
    public int SendWebhook(SimDownload download, string? forgedSecret = null)
    {
        var account = _accounts.Single(a => a.Name == download.Account);
        var body = JsonSerializer.Serialize(new
        {
            @event = "download.completed",
            download_id = download.Id,
            title = download.Title,
            status = download.Status,
            gdrive_link = download.IsDone ? download.DriveLink : null,
            license_link = download.IsDone ? $"https://server.digipanel.id/api/v1/license/{download.Id}" : null,
        });
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(forgedSecret ?? account.Secret), Encoding.UTF8.GetBytes(body)));
        var status = post("/webhooks/digipanel/{account}", account.Name, body, signature);
        download.IsFailureTold |= status == 200 && download.Status == "gagal";
        return status;
    }

    private Answer Accept(SimAccount account, string url, bool isForeign = false)
    {
        if (EnvatoItem.TitleOf(url) is not { } title)
        {
            return Error(422);
        }

        if (account.Balance < Cost)
        {
            return Error(402);
        }

        account.Balance -= Cost;
        var download = new SimDownload
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"dl-{_downloads.Count + 1:000000}"), Account = account.Name, Url = url, Title = title, IsForeign = isForeign,
            AcceptedAt = time.Elapsed,
        };
        _downloads.Add(download);
        var plan = Plan(download);
        time.After(plan.Takes, () => End(download, plan));
        return Data(new { download_id = download.Id, title, cost = Cost, balance_after = account.Balance });
    }

    private void End(SimDownload download, DownloadPlan plan)
    {
        download.Status = plan.Status;
        Announce(download, plan);
        if (!download.IsDone)
        {
            Refund(download, plan);
        }
        else if (plan.ThenFailsAfter is { } later)
        {
            time.After(later, () =>
            {
                download.Status = "gagal";
                Announce(download, plan);
                Refund(download, plan);
            });
        }
    }

    private void Announce(SimDownload download, DownloadPlan plan)
    {
        foreach (var delay in plan.Webhooks)
        {
            time.After(delay, () => SendWebhook(download));
        }
    }

    private void Refund(SimDownload download, DownloadPlan plan) => time.After(plan.RefundAfter, () =>
    {
        download.RefundedAt = time.Elapsed;
        _accounts.Single(a => a.Name == download.Account).Balance += Cost;
    });

    private Answer Read(SimAccount account)
    {
        account.Readings.Add(time.Elapsed);
        return Data(new { balance = account.Balance, cost_per_download = Cost });
    }

    private static Answer Tell(SimDownload download)
    {
        download.IsFailureTold |= download.Status == "gagal"; // its answer may be lost; then it is asked again
        return Data(Event(download));
    }

    private static object Event(SimDownload d) => new
    {
        download_id = d.Id, title = d.Title, status = d.Status, gdrive_link = d.IsDone ? d.DriveLink : null, license_link = (string?)null,
    };

    private static Answer Data(object data) => new(200, JsonSerializer.Serialize(new { status = "success", data }));

    private (bool Allowed, IReadOnlyList<(string, string)> Headers) Count(SimAccount account)
    {
        if (account.Used == 0 || time.Elapsed >= account.WindowBegan + Window)
        {
            (account.Used, account.WindowBegan) = (0, time.Elapsed);
        }

        account.Used++;
        account.Asked++;
        var reset = time.GetUtcNow() + (account.WindowBegan + Window - time.Elapsed);
        var allowed = account.Used <= PermitLimit;
        account.TooMany += allowed ? 0 : 1;
        return (allowed, [("X-RateLimit-Limit", $"{PermitLimit}"), ("X-RateLimit-Remaining", $"{Math.Max(0, PermitLimit - account.Used)}"),
            ("X-RateLimit-Reset", $"{reset.ToUnixTimeSeconds()}")]);
    }
}

/// <summary>An account there.</summary>
internal sealed class SimAccount
{
    public required string Name { get; init; }

    public required string Key { get; init; }

    public required string Secret { get; init; }

    public required long Balance { get; set; }

    public int Used { get; set; }

    public int Asked { get; set; }

    public int TooMany { get; set; }

    /// <summary>When the bot asked for the balance.</summary>
    public List<TimeSpan> Readings { get; } = [];

    public TimeSpan WindowBegan { get; set; }

    /// <summary>Until then its key is refused.</summary>
    public TimeSpan RevokedUntil { get; set; }
}
