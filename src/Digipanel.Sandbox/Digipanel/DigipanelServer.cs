using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.DigipanelApi;

/// <summary>The names of the calls, in <see cref="DigipanelServer.Calls"/> and for <see cref="DigipanelServer.Faults"/>.</summary>
public static class DigipanelOperations
{
    /// <summary>POST /download.</summary>
    public const string Download = "POST /download";

    /// <summary>GET /balance.</summary>
    public const string Balance = "GET /balance";

    /// <summary>GET /downloads/{id}.</summary>
    public const string Details = "GET /downloads/{id}";

    /// <summary>GET /license/{id}, where customers' licence links point: no key, no limit.</summary>
    public const string License = "GET /license/{id}";
}

/// <summary>
/// Digipanel's API on loopback, for the sandbox and for tests: keys, balance and limit are real, downloads take their time,
/// webhooks are signed, and every way it can go wrong is a switch (<see cref="Options"/>, <see cref="Faults"/>).
/// </summary>
public sealed class DigipanelServer : IAsyncDisposable
{
    private const string BasePath = "/api/v1";

    private readonly DigipanelDesk _desk;
    private readonly LoopbackEndpoint _endpoint;
    private LoopbackHost _host = null!;

    private DigipanelServer(DigipanelServerOptions options, TimeProvider time)
    {
        Options = options;
        _desk = new DigipanelDesk(options, time);
        _endpoint = new LoopbackEndpoint(time, Faults, Calls, call => _desk.Feed.Publish("call", $"{call.Method} {call.Path} → {(call.Status == 0 ? "cut" : call.Status)}"));
    }

    /// <summary>Starts on loopback; port 0 takes a free one.</summary>
    public static async Task<DigipanelServer> StartAsync(DigipanelServerOptions? options = null, TimeProvider? time = null, int port = 0, CancellationToken ct = default)
    {
        var server = new DigipanelServer(options ?? new DigipanelServerOptions(), time ?? TimeProvider.System);
        server._host = await LoopbackHost.StartAsync(server.Map, port, ct);
        return server;
    }

    /// <summary>What the bot takes for Digipanel:BaseUrl.</summary>
    public string BaseUrl => _host.BaseUrl + BasePath;

    /// <summary>The switches.</summary>
    public DigipanelServerOptions Options { get; }

    /// <summary>What the next calls suffer.</summary>
    public FaultQueue Faults { get; } = new();

    /// <summary>Every call waits this long first.</summary>
    public (TimeSpan Min, TimeSpan Max) Latency { get => _endpoint.Latency; set => _endpoint.Latency = value; }

    /// <summary>What was answered.</summary>
    public CallLog Calls { get; } = new();

    /// <summary>The accounts as they are now.</summary>
    public IReadOnlyList<DigipanelAccount> Accounts => _desk.Accounts;

    /// <summary>The downloads in the order of their acceptance.</summary>
    public IReadOnlyList<DigipanelDownload> Downloads => _desk.Books.Downloads;

    /// <summary>Attempts to deliver webhooks.</summary>
    public IReadOnlyList<Delivery> Deliveries => _desk.Courier.Deliveries;

    /// <summary>What went wrong inside the sandbox itself; anything here is a bug of its own.</summary>
    public IReadOnlyList<Exception> Failures => _desk.Work.Failures;

    /// <summary>How often the limit refused a call.</summary>
    public int RateLimited => Calls.Answered(429);

    /// <summary>Told of every event.</summary>
    public event Action<SandboxEvent>? Happened { add => _desk.Feed.Happened += value; remove => _desk.Feed.Happened -= value; }

    /// <summary>An account by name; throws for an unknown one.</summary>
    public DigipanelAccount Account(string name) => _desk.Accounts.First(a => a.Name == name);

    /// <summary>Rupiah of an account.</summary>
    public long BalanceOf(string account) => _desk.Books.BalanceOf(Account(account));

    /// <summary>Puts money on an account; the new balance.</summary>
    public long TopUp(string account, long rupiah) => _desk.TopUp(Account(account), rupiah);

    /// <summary>Rupiah charged and not given back, by link.</summary>
    public IReadOnlyDictionary<string, long> ChargesByUrl => Downloads.GroupBy(d => d.Url, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Sum(d => d.Charged - d.Refunded), StringComparer.Ordinal);

    /// <summary>Completes a running download now, with its webhook. False: it was not running.</summary>
    public bool Complete(string id) => _desk.Complete(id, out _);

    /// <summary>Fails a download now, with its webhook and refund. False: it had failed before.</summary>
    public bool Fail(string id, string? status = null) => _desk.Fail(id, status, out _);

    /// <summary>Sends one webhook about a download now, whatever the switches say; the shop's status, null: no answer.</summary>
    public Task<int?> SendWebhookAsync(string id, DigipanelForgery? forgery = null, string? url = null) => _desk.SendWebhookAsync(id, forgery, url);

    /// <summary>Stops listening: connections are refused. Downloads go on.</summary>
    public Task PauseAsync() => _host.PauseAsync();

    /// <summary>Listens again, same address.</summary>
    public Task ResumeAsync() => _host.ResumeAsync();

    /// <summary>Completes when all webhooks that were due are delivered (or given up).</summary>
    public Task SettleAsync() => _desk.Work.SettleAsync();

    /// <summary>Completes when a condition holds, looking after each event.</summary>
    public Task WhenAsync(Func<bool> condition, string? what = null) => _desk.Feed.WhenAsync(condition, what);

    private void Map(WebApplication app)
    {
        Route("POST", "/download", DigipanelOperations.Download, _desk.DownloadAsync);
        Route("GET", "/balance", DigipanelOperations.Balance, (account, _) => Task.FromResult(_desk.Answers.Balance(_desk.Books.BalanceOf(account))));
        Route("GET", "/downloads/{id}", DigipanelOperations.Details, (account, request) => Task.FromResult(_desk.Details(account, Id(request))));
        app.Map(BasePath + "/license/{id}", Handle(DigipanelOperations.License, _ => null, request => Task.FromResult(_desk.License(Id(request)))));
        app.MapFallback(Handle("unknown", _ => _desk.Answers.Error(404, "Not Found"), _ => Task.FromResult(_desk.Answers.Error(404))));

        void Route(string method, string path, string operation, Func<DigipanelAccount, Request, Task<Answer>> act) =>
            app.MapMethods(BasePath + path, [method], Handle(operation, _desk.Gate, request => act(_desk.Caller(request)!, request)));

        RequestDelegate Handle(string operation, Func<Request, Answer?> gate, Func<Request, Task<Answer>> act) =>
            http => _endpoint.HandleAsync(http, operation, gate, act, status => _desk.Answers.Error(status));

        static string Id(Request request) => (string)request.Http.Request.RouteValues["id"]!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _desk.DisposeAsync();
    }
}
