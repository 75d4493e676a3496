using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>How the limit of an API key is counted; the real service does not say.</summary>
public enum LimitKind
{
    /// <summary>A window opens with the first request and is emptied when it ends.</summary>
    FixedWindow,

    /// <summary>Any stretch of the window's length holds at most the limit.</summary>
    SlidingWindow,
}

/// <summary>An account at the start.</summary>
/// <param name="Name">What the sandbox calls it.</param>
/// <param name="ApiKey">Its bearer key.</param>
/// <param name="WebhookSecret">What its webhooks are signed with.</param>
/// <param name="Balance">Rupiah.</param>
/// <param name="WebhookUrl">Where its webhooks go; null: nowhere.</param>
public sealed record DigipanelAccountSeed(string Name, string ApiKey, string WebhookSecret, long Balance = 50_000, string? WebhookUrl = null);

/// <summary>Digipanel's behaviour. Everything may be changed while it runs.</summary>
public sealed class DigipanelServerOptions
{
    /// <summary>The accounts; at least one.</summary>
    public IReadOnlyList<DigipanelAccountSeed> Accounts { get; init; } =
        [new DigipanelAccountSeed("utama", "dgp_sk_sandbox_0123456789", "whsec_sandbox_0123456789")];

    /// <summary>Requests a window a key, POST and GET together.</summary>
    public int PermitLimit { get; init; } = 30;

    /// <summary>The window.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How it is counted.</summary>
    public LimitKind Limit { get; init; } = LimitKind.FixedWindow;

    /// <summary>Whether the X-RateLimit-* headers are sent.</summary>
    public bool RateLimitHeaders { get; set; } = true;

    /// <summary>From accepted to finished; <see cref="Timeout.InfiniteTimeSpan"/>: only by <see cref="DigipanelServer.Complete"/> or Fail.</summary>
    public TimeSpan ProcessingTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Which downloads fail on their own.</summary>
    public Upcoming Failing { get; } = new();

    /// <summary>Fails the downloads of these links as well.</summary>
    public Func<string, bool>? FailsFor { get; set; }

    /// <summary>The status of a failed download: gagal, failed, Error, dibatalkan, refund, REFUNDED…</summary>
    public string FailureStatus { get; set; } = "gagal";

    /// <summary>The event of a failure's webhook.</summary>
    public string FailureEvent { get; set; } = "download.completed";

    /// <summary>The status while it works.</summary>
    public string RunningStatus { get; set; } = "diproses";

    /// <summary>From failed to the Rp 200 being back; <see cref="Timeout.InfiniteTimeSpan"/>: never.</summary>
    public TimeSpan RefundDelay { get; set; } = TimeSpan.Zero;

    /// <summary>Links answered 422 besides those that are no item of Envato's.</summary>
    public Func<string, bool>? Refuses { get; set; }

    /// <summary>Makes the title; null: from the link's slug.</summary>
    public Func<string, string>? TitleOf { get; set; }

    /// <summary>What licence links begin with. The real ones by default: the bot passes on nothing but https.</summary>
    public string LicenseBaseUrl { get; set; } = "https://server.digipanel.id/api/v1/license/";

    /// <summary>Answers of GET /downloads/{id} that say berhasil but have no Drive link yet.</summary>
    public Upcoming DetailsWithoutDriveLink { get; } = new();

    /// <summary>Every JSON answer carries fields nobody documented.</summary>
    public bool UnknownFields { get; set; }

    /// <summary>Errors are a proxy's HTML page instead of JSON.</summary>
    public bool NonJsonErrors { get; set; }

    /// <summary>The webhooks.</summary>
    public DigipanelWebhookOptions Webhooks { get; } = new();
}
