using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Page;
using Digipanel.Sandbox.Scenarios;
using Digipanel.Sandbox.Telegram;
using Digipanel.Sandbox.WhatsApp;
using Digipanel.Sandbox.World;

namespace Digipanel.Sandbox;

/// <summary>The whole sandbox: the providers' servers, the unmodified bot against them, and the page. Stopping it stops everything.</summary>
public sealed class SandboxApp : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly SandboxFolder _folder;

    private SandboxApp(SandboxFolder folder) => _folder = folder;

    /// <summary>The page's address, without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Telegram.</summary>
    public TelegramServer Telegram { get; private set; } = null!;

    /// <summary>WhatsApp.</summary>
    public WhatsAppServer WhatsApp { get; private set; } = null!;

    /// <summary>Digipanel.</summary>
    public DigipanelServer Digipanel { get; private set; } = null!;

    /// <summary>Doitpay.</summary>
    public DoitpayServer Doitpay { get; private set; } = null!;

    /// <summary>The bot; null where none was asked for.</summary>
    public BotRunner? Bot { get; private set; }

    /// <summary>What is stored in the bot's database.</summary>
    internal BotDatabase Database { get; private set; } = null!;

    /// <summary>Digipanel's outages.</summary>
    internal Outage Outage { get; private set; } = null!;

    /// <summary>The banner of the scene that plays.</summary>
    internal SceneBoard Scene { get; private set; } = null!;

    /// <summary>Where the bot's own lines go.</summary>
    public BotLog BotLog => _folder.Log;

    /// <summary>Starts everything and waits until the bot is ready (or has stopped, which <see cref="Bot"/> tells).</summary>
    public static async Task<SandboxApp> StartAsync(SandboxOptions options, CancellationToken ct = default)
    {
        var app = new SandboxApp(SandboxFolder.Open(options.DataFolder));
        try
        {
            await app.ComposeAsync(options, ct);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // In the opposite order: the bot stops while the servers it talks to are still there.
        try
        {
            while (_parts.TryPop(out var part))
            {
                await part.DisposeAsync();
            }
        }
        finally
        {
            _folder.Dispose();
        }
    }

    private async Task ComposeAsync(SandboxOptions options, CancellationToken ct)
    {
        var botUrl = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var secrets = SandboxSecrets.Create();
        // Update ids begin at the clock: on a kept database (--data) the bot rightly passes over ids that it has seen.
        var telegram = new TelegramServerOptions { Token = secrets.TelegramToken, FirstUpdateId = (int)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() };
        Telegram = Keep(await TelegramServer.StartAsync(telegram, ct: ct));
        WhatsApp = Keep(await WhatsAppServer.StartAsync(secrets.WhatsAppOptions(), ct: ct));
        // What comes before the bot is up waits at Meta, as it would in the world.
        WhatsApp.Webhooks.Url = options.BotAssembly is null ? null : new Uri(botUrl, "/webhooks/whatsapp").ToString();
        Digipanel = Keep(await DigipanelServer.StartAsync(secrets.DigipanelOptions(botUrl, options.LaneWindow), ct: ct));
        Doitpay = Keep(await DoitpayServer.StartAsync(secrets.DoitpayOptions(botUrl), ct: ct));
        // Slow enough to watch an order on its way, quick enough for a newcomer.
        Digipanel.Latency = (TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(250));
        foreach (var customer in People.Customers)
        {
            Telegram.AddUser(customer, TelegramReach.NotStarted);
        }
        WhatsApp.AddUser(People.OnWhatsApp);
        // Who owns the shop has said hello to the bot long ago: alerts reach them at once.
        Telegram.AddUser(People.Admin);

        Database = new BotDatabase(_folder.Database);
        _folder.Closing += Database.Dispose;
        Dictionary<string, string>? settings = null;
        if (options.BotAssembly is not null)
        {
            settings = BotSettings.Make(this, secrets, _folder, botUrl, options);
            Bot = Keep(new BotRunner(options.BotAssembly, settings, _folder.Path, botUrl, BotLog));
        }
        await OpenPageAsync(options, new Traffic(), ct);
        // The chat is on this page: that is where the pages of shop and payment service lead back to.
        settings?.TryAdd("Doitpay__ReturnUrl", Url);
        if (Bot is not null)
        {
            await Bot.StartAsync(options.ReadySecondsMax, ct);
        }
    }

    private async Task OpenPageAsync(SandboxOptions options, Traffic traffic, CancellationToken ct)
    {
        var feed = new PageFeed();
        Watched = feed.Watched;
        PagePublisher? publisher = null;
        Outage = Keep(new Outage(Digipanel, TimeProvider.System, () => publisher?.Wake()));
        Scene = new SceneBoard(() => publisher?.Wake());
        var controls = new Controls(Digipanel, Doitpay, Bot, Outage, new Forger(Digipanel, Doitpay, Database), new PaymentTroubles(Doitpay, Database), new WhatsAppTroubles(WhatsApp), new PeopleTroubles(Telegram));
        publisher = Keep(new PagePublisher(feed, new PageSources(Telegram, WhatsApp, Digipanel, Doitpay, Database, Bot, BotLog, traffic, controls, Scene)));
        Telegram.Changed += publisher.Wake;
        Telegram.Happened += Note;
        WhatsApp.Changed += publisher.Wake;
        WhatsApp.Happened += Note;
        Digipanel.Happened += Note;
        Doitpay.Happened += Note;
        if (Bot is not null)
        {
            Bot.Changed += publisher.Wake;
        }
        var page = Keep(await PageServer.StartAsync(options, feed, Telegram, WhatsApp, controls, publisher.Wake, ct));
        Url = page.Url;

        void Note(SandboxEvent happened)
        {
            traffic.Add(happened);
            publisher.Wake();
        }
    }

    /// <summary>Completes when somebody has opened the page.</summary>
    internal Task Watched { get; private set; } = Task.CompletedTask;

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
