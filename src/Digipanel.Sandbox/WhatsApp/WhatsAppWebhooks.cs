using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>
/// Tells the shop what happened, until it answers 200: one person's events in their order, people side by side, and several events in one
/// call where several are waiting. Public are the switches.
/// </summary>
public sealed class WhatsAppWebhooks
{
    /// <summary>How many calls are under way at once.</summary>
    public const int CallsMax = 8;

    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromMinutes(1);

    private readonly WhatsAppServerOptions _options;
    private readonly BackgroundWork _work;
    private readonly Courier _courier;
    private readonly Lock _gate = new();
    private readonly List<WebhookEvent> _waiting = [];
    private readonly HashSet<string> _busyLanes = [];
    // A seed, so that a run can be repeated.
    private readonly Random _random = new(1);
    private int _calls;
    private int _underWay;
    private bool _held;
    private string? _url;

    internal WhatsAppWebhooks(WhatsAppServerOptions options, BackgroundWork work, Courier courier) => (_options, _work, _courier) = (options, work, courier);

    /// <summary>Raised when the shop has taken something.</summary>
    internal event Action? Taken;

    /// <summary>Where they go: the bot's /webhooks/whatsapp; null: nowhere yet, they wait.</summary>
    public string? Url
    {
        get => _url;
        set
        {
            _url = value;
            Pump();
        }
    }

    /// <summary>How many events one call carries at most, where several are waiting.</summary>
    public int BatchMax { get; set; } = 8;

    /// <summary>Events that are delivered once more after the shop answered 200.</summary>
    public Upcoming Duplicates { get; } = new();

    /// <summary>No order at all, not even within a chat: a reply before its question, "read" before "sent".</summary>
    public bool OutOfOrder { get; set; }

    /// <summary>How many events the shop has not taken yet.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count + _underWay;
            }
        }
    }

    /// <summary>Every call so far.</summary>
    public IReadOnlyList<Delivery> Deliveries => _courier.Deliveries;

    /// <summary>Keeps everything back until <see cref="Release"/>: so much goes out in batches then.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _held = true;
        }
    }

    /// <summary>Sends what was held back.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _held = false;
        }

        Pump();
    }

    /// <summary>Posts any bytes with any signature, once; the shop's status, null: no answer.</summary>
    /// <param name="body">The body.</param>
    /// <param name="signature">The header's value; null: the right one; empty: no header.</param>
    public async Task<int?> PostAsync(byte[] body, string? signature = null)
    {
        using var request = Request(body, signature);
        return (await _courier.PostAsync("webhook", "by hand", 1, request)).Status;
    }

    internal void Add(params IEnumerable<WebhookEvent> events)
    {
        lock (_gate)
        {
            _waiting.AddRange(events);
        }

        Pump();
    }

    private void Pump()
    {
        while (NextBatch() is { Count: > 0 } batch)
        {
            // On another thread: whoever made the event must not wait for the shop.
            _ = _work.Run(async () =>
            {
                await Task.Yield();
                await DeliverAsync(batch);
            });
        }
    }

    private List<WebhookEvent>? NextBatch()
    {
        lock (_gate)
        {
            if (_held || _url is null || _calls == CallsMax || _work.Stopping.IsCancellationRequested)
            {
                return null;
            }

            if (OutOfOrder)
            {
                _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_waiting));
            }

            // What a lane has waiting may go together, in order; a lane that is under way must come back first.
            var batch = _waiting.Where(e => OutOfOrder || !_busyLanes.Contains(e.Lane)).Take(Math.Max(1, BatchMax)).ToList();
            _waiting.RemoveAll(batch.Contains);
            _busyLanes.UnionWith(batch.Select(e => e.Lane));
            (_calls, _underWay) = (_calls + (batch.Count > 0 ? 1 : 0), _underWay + batch.Count);
            return batch;
        }
    }

    private async Task DeliverAsync(List<WebhookEvent> batch)
    {
        var body = WebhookPayload.Compose(batch, _options);
        var pause = _options.WebhookRetryDelay;
        for (var attempt = 1; ; attempt++)
        {
            using var request = Request(body, null);
            if ((await _courier.PostAsync("webhook", batch[0].About, attempt, request)).Status == 200)
            {
                break;
            }

            await _work.SleepAsync(pause);
            pause = pause * 2 < RetryDelayMax ? pause * 2 : RetryDelayMax;
        }

        foreach (var taken in batch)
        {
            taken.Taken?.Invoke();
        }

        lock (_gate)
        {
            _waiting.AddRange(batch.Where(e => !e.Again && Duplicates.Take()).Select(e => e with { Again = true }));
            _busyLanes.ExceptWith(batch.Select(e => e.Lane));
            (_calls, _underWay) = (_calls - 1, _underWay - batch.Count);
        }

        Taken?.Invoke();
        Pump();
    }

    private HttpRequestMessage Request(byte[] body, string? signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        signature ??= WebhookPayload.Sign(_options.AppSecret, body);
        if (signature.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        }

        return request;
    }
}
