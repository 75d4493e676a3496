using System.Collections.Concurrent;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Telegram;

/// <summary>
/// Telegram's Bot API on loopback, strict: it refuses what the real one refuses, in its words. The bot talks HTTP to
/// <see cref="BaseUrl"/>; tests and the page play the customers with the typed members.
/// </summary>
/// <example>
/// <code>
/// await using var telegram = await TelegramServer.StartAsync(new TelegramServerOptions { Token = "123:abc" });
/// telegram.AddUser(new TelegramUser(42, "Ayu"));
/// var reply = await telegram.AskAsync(42, "/start");
/// </code>
/// </example>
public sealed partial class TelegramServer : IAsyncDisposable
{
    /// <summary>How many calls <see cref="Calls"/> remembers.</summary>
    public const int CallsKeptMax = 20_000;

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<TelegramCall> _calls = new();
    private readonly ChatWorld _world;
    private readonly UpdatesQueue _updates;
    private readonly WebhookPusher _webhook;
    private readonly CommandMethods _commands;
    private readonly TimeProvider _time;
    private readonly ApiEndpoint _endpoint;
    private LoopbackHost? _host;

    private TelegramServer(TelegramServerOptions options, TimeProvider time)
    {
        Options = options;
        _time = time;
        _world = new ChatWorld(options, time);
        _world.Changes.Raised += () => Changed?.Invoke();
        _updates = new UpdatesQueue(options.FirstUpdateId, time);
        _webhook = new WebhookPusher(_updates, options, time, text => Tell("webhook", text));
        _commands = new CommandMethods(_world);
        var rules = new SendRules(_world, RateLimits, time);
        var methods = new MethodTable(
            options,
            new SendMethods(_world, rules, options, time),
            new EditMethods(_world, rules, options, time),
            new CallbackMethods(_world),
            _commands,
            new UpdateMethods(_updates, _webhook, options));
        _endpoint = new ApiEndpoint(this, methods, time, Remember, _stopping.Token);
    }

    /// <summary>What happened, for the page: calls of the bot, messages, pressed buttons, webhooks.</summary>
    public event Action<SandboxEvent>? Happened;

    /// <summary>Raised after every change of a chat and every call of the bot; see <see cref="Version"/>.</summary>
    public event Action? Changed;

    /// <summary>How it was started.</summary>
    public TelegramServerOptions Options { get; }

    /// <summary>Where the bot finds it, without a slash at the end: the bot's Telegram:BaseUrl.</summary>
    public string BaseUrl => _host!.BaseUrl;

    /// <summary>What goes wrong with the calls to come, getUpdates aside, which runs all the time and would eat it. Operations are method names.</summary>
    public FaultQueue Faults { get; } = new();

    /// <summary>What goes wrong with the next getUpdates.</summary>
    public FaultQueue PollFaults { get; } = new();

    /// <summary>How long every call but getUpdates takes before it acts.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Telegram's pace; off until switched on.</summary>
    public TelegramRateLimits RateLimits { get; } = new();

    /// <summary>The bot's calls in the order of their answers, the latest <see cref="CallsKeptMax"/> of them.</summary>
    public IReadOnlyList<TelegramCall> Calls => [.. _calls];

    /// <summary>Rises with every change of a chat and every call of the bot, so that a page knows when to look again.</summary>
    public long Version => _world.Changes.Version;

    /// <summary>Starts it on 127.0.0.1, on a free port unless one is given.</summary>
    public static async Task<TelegramServer> StartAsync(
        TelegramServerOptions? options = null, TimeProvider? time = null, int port = 0, CancellationToken ct = default)
    {
        var server = new TelegramServer(options ?? new TelegramServerOptions(), time ?? TimeProvider.System);
        server._host = await LoopbackHost.StartAsync(app => app.Run(server._endpoint.HandleAsync), port, ct);
        return server;
    }

    /// <summary>Stops listening: connections are refused, as in an outage, until <see cref="ResumeAsync"/>. Webhooks go on.</summary>
    public Task PauseAsync() => _host!.PauseAsync();

    /// <summary>Listens again, on the same port.</summary>
    public Task ResumeAsync() => _host!.ResumeAsync();

    /// <summary>Ends long polls and webhooks and frees the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _webhook.DisposeAsync();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private void Remember(TelegramCall call)
    {
        _calls.Enqueue(call);
        if (_calls.Count > CallsKeptMax)
        {
            _calls.TryDequeue(out _);
        }

        // An empty long poll is no news; getUpdates that goes wrong is.
        if (call.Method != "getUpdates" || call.Status != 200)
        {
            var outcome = call.Status == 0 ? call.Description : $"{call.Status} {call.Description}".TrimEnd();
            Tell("call", $"{call.Method}{(call.ChatId is { } chat ? $" to {NameOf(chat)}" : "")}: {outcome}");
        }

        _world.Changes.Raise();
    }

    private string NameOf(string chatId) => long.TryParse(chatId, out var id) && _world.User(id) is { } user ? user.FirstName : chatId;

    private void Tell(string kind, string text) => Happened?.Invoke(new SandboxEvent("telegram", kind, text, _time.GetUtcNow()));
}
