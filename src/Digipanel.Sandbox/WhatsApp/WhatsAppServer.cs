using System.Text.Json;
using Digipanel.Sandbox.Loopback;
using Microsoft.AspNetCore.Http.Features;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>The names of the calls, in <see cref="WhatsAppServer.Calls"/> and for <see cref="WhatsAppServer.Faults"/>.</summary>
public static class WhatsAppOperations
{
    /// <summary>POST /messages with a message.</summary>
    public const string Send = "POST /messages";

    /// <summary>POST /messages with a read receipt: another name, so that a fault for the next message is not eaten by one.</summary>
    public const string Receipt = "POST /messages (read)";

    /// <summary>POST /media.</summary>
    public const string Media = "POST /media";

    /// <summary>GET on the number.</summary>
    public const string Number = "GET /{phone-number-id}";
}

/// <summary>
/// Meta's Cloud API on loopback, strict: it refuses what the real one refuses. The bot talks HTTP to <see cref="BaseUrl"/> and is told by
/// signed webhooks (<see cref="Webhooks"/>); tests and the page play the customers with the typed members.
/// </summary>
/// <example>
/// <code>
/// await using var whatsapp = await WhatsAppServer.StartAsync();
/// whatsapp.Webhooks.Url = "http://127.0.0.1:5000/webhooks/whatsapp";
/// whatsapp.AddUser(new WhatsAppUser("Ayu", "6281234567890"));
/// var menu = await whatsapp.AskAsync("6281234567890", "menu");
/// await whatsapp.PressAsync("6281234567890", menu.Options[0]);
/// </code>
/// </example>
public sealed partial class WhatsAppServer : IAsyncDisposable
{
    private const int MediaBytesMax = 16 * 1024 * 1024;

    private readonly WhatsAppWorld _world;
    private readonly MediaShelf _media = new();
    private readonly Templates _templates = new();
    private readonly BackgroundWork _work;
    private readonly Courier _courier;
    private readonly MessageDesk _desk;
    private readonly CloudApi _api;
    private readonly LoopbackEndpoint _endpoint;
    private readonly TimeProvider _time;
    private LoopbackHost _host = null!;

    private WhatsAppServer(WhatsAppServerOptions options, TimeProvider time)
    {
        (Options, _time) = (options, time);
        _world = new WhatsAppWorld(time);
        _world.Changes.Raised += () => Changed?.Invoke();
        _work = new BackgroundWork(time);
        _courier = new Courier(time, _work, delivery =>
        {
            // What goes well is no news: every message brings three of them.
            if (delivery.Status != 200)
            {
                Tell("webhook", $"webhook, attempt {delivery.Attempt}: {delivery.Status?.ToString() ?? "no answer"}");
            }
        });
        Webhooks = new WhatsAppWebhooks(options, _work, _courier);
        Webhooks.Taken += _world.Changes.Raise;
        _desk = new MessageDesk(options, _world, new MessageRules(_media, _templates), _templates, Limits, Refusals, Webhooks, Behaviour, Tell, time);
        _api = new CloudApi(options, Refusals, _desk, _media);
        _endpoint = new LoopbackEndpoint(time, Faults, Calls, call =>
        {
            if (call.Status != 200)
            {
                Tell("call", $"{call.Operation}: {(call.Status == 0 ? "cut" : call.Status)}");
            }
            _world.Changes.Raise();
        });
    }

    /// <summary>What happened, for the page.</summary>
    public event Action<SandboxEvent>? Happened;

    /// <summary>Raised after every change of a chat and every call of the bot.</summary>
    public event Action? Changed;

    /// <summary>How it was started.</summary>
    public WhatsAppServerOptions Options { get; }

    /// <summary>Where the bot finds it, without a slash at the end: WhatsApp:BaseUrl.</summary>
    public string BaseUrl => _host.BaseUrl;

    /// <summary>What the bot is told by.</summary>
    public WhatsAppWebhooks Webhooks { get; }

    /// <summary>What goes wrong with the next calls: status codes, cut connections, slowness.</summary>
    public FaultQueue Faults { get; } = new();

    /// <summary>Meta's errors by code.</summary>
    public WhatsAppRefusals Refusals { get; } = new();

    /// <summary>Meta's pace; off until switched on.</summary>
    public WhatsAppLimits Limits { get; } = new();

    /// <summary>What the documentation leaves open.</summary>
    public WhatsAppBehaviour Behaviour { get; } = new();

    /// <summary>Every call waits this long first.</summary>
    public (TimeSpan Min, TimeSpan Max) Latency { get => _endpoint.Latency; set => _endpoint.Latency = value; }

    /// <summary>The bot's calls in the order of their answers.</summary>
    public CallLog Calls { get; } = new();

    /// <summary>What went wrong inside the sandbox itself; anything here is a bug of its own.</summary>
    public IReadOnlyList<Exception> Failures => _work.Failures;

    /// <summary>Starts it on 127.0.0.1, on a free port unless one is given.</summary>
    public static async Task<WhatsAppServer> StartAsync(WhatsAppServerOptions? options = null, TimeProvider? time = null, int port = 0, CancellationToken ct = default)
    {
        var server = new WhatsAppServer(options ?? new WhatsAppServerOptions(), time ?? TimeProvider.System);
        server._host = await LoopbackHost.StartAsync(server.Map, port, ct);
        return server;
    }

    /// <summary>Stops listening: connections are refused, as in an outage, until <see cref="ResumeAsync"/>. Webhooks go on.</summary>
    public Task PauseAsync() => _host.PauseAsync();

    /// <summary>Listens again, on the same port.</summary>
    public Task ResumeAsync() => _host.ResumeAsync();

    /// <summary>Completes when no webhook is on its way; one that waits for its next attempt is not waited for.</summary>
    public Task SettleAsync() => _work.SettleAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _work.DisposeAsync();
        _courier.Dispose();
    }

    private void Map(WebApplication app)
    {
        app.MapPost("/{version}/{number}/messages", MessagesAsync);
        app.MapPost("/{version}/{number}/media", MediaAsync);
        app.MapGet("/{version}/{number}", NumberAsync);
        app.MapFallback(UnknownAsync);
    }

    private async Task MessagesAsync(HttpContext http) => await HandleAsync(http, await MessagesOperationAsync(http), _api.MessagesAsync);

    private Task MediaAsync(HttpContext http)
    {
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MediaBytesMax;
        return HandleAsync(http, WhatsAppOperations.Media, _api.MediaAsync);
    }

    private Task NumberAsync(HttpContext http) => HandleAsync(http, WhatsAppOperations.Number, _ => Task.FromResult(_api.Number()));

    private Task UnknownAsync(HttpContext http) => _endpoint.HandleAsync(http, "unknown", _api.NotFound, request => Task.FromResult(_api.NotFound(request)), _api.Refused);

    private Task HandleAsync(HttpContext http, string operation, Func<Request, Task<Answer>> act) => _endpoint.HandleAsync(http, operation, _api.Gate, act, _api.Refused);

    // A receipt and a message have the same address; only the body tells them apart. Whether it makes sense is for later.
    private static async Task<string> MessagesOperationAsync(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        http.Request.Body = body;
        try
        {
            using var json = JsonDocument.Parse(body.ToArray());
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("status", out _) ? WhatsAppOperations.Receipt : WhatsAppOperations.Send;
        }
        catch (JsonException)
        {
            return WhatsAppOperations.Send;
        }
    }

    private void Tell(string kind, string text) => Happened?.Invoke(new SandboxEvent("whatsapp", kind, text, _time.GetUtcNow()));
}
