using System.Globalization;
using Digipanel.Bot.Ops;
using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;
using Digipanel.Sandbox.WhatsApp;
using Microsoft.AspNetCore.Builder;

namespace Digipanel.Bot.Tests.Support;

/// <summary>The whole shop: the bot as it runs in production, the sandbox's servers on loopback, a database file.</summary>
public sealed partial class ShopWorld : IAsyncDisposable
{
    public const string ApiKey = "dgp_sk_journeys_0123456789abcdef";
    public const string WebhookSecret = "whsec_journeys_0123456789abcdef";
    public const string TelegramWebhookSecret = "telegram-webhook-secret_0123456789";
    public const long AdminId = 900;

    /// <summary>A net under a broken test, no part of any test's meaning: a busy machine takes as long as it likes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly Dictionary<string, string?> _settings;
    private readonly int _port = FreePort.Take();
    private BotLog? _log;

    private ShopWorld(TelegramServer telegram, WhatsAppServer whatsapp, DigipanelServer digipanel, DoitpayServer doitpay, IEnumerable<(string Key, string Value)> settings)
    {
        (Telegram, WhatsApp, Digipanel, Doitpay) = (telegram, whatsapp, digipanel, doitpay);
        _settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = BotUrl,
            ["Server:PublicUrl"] = BotUrl,
            ["Storage:ConnectionString"] = _folder.ConnectionString,
            ["Telegram:Enabled"] = "true",
            ["Telegram:BotToken"] = telegram.Options.Token,
            ["Telegram:BaseUrl"] = telegram.BaseUrl,
            ["WhatsApp:Enabled"] = "true",
            ["WhatsApp:AccessToken"] = whatsapp.Options.AccessToken,
            ["WhatsApp:PhoneNumberId"] = whatsapp.Options.PhoneNumberId,
            ["WhatsApp:AppSecret"] = whatsapp.Options.AppSecret,
            ["WhatsApp:VerifyToken"] = whatsapp.Options.VerifyToken,
            ["WhatsApp:BaseUrl"] = whatsapp.BaseUrl,
            ["Digipanel:BaseUrl"] = digipanel.BaseUrl,
            ["Digipanel:Accounts:0:Name"] = "main",
            ["Digipanel:Accounts:0:ApiKey"] = ApiKey,
            ["Digipanel:Accounts:0:WebhookSecret"] = WebhookSecret,
            ["Doitpay:BaseUrl"] = doitpay.BaseUrl,
            ["Doitpay:ClientKey"] = doitpay.Options.ClientKey,
            ["Doitpay:PartnerId"] = doitpay.Options.PartnerId,
            ["Doitpay:PrivateKeyPem"] = doitpay.Keys.MerchantPrivatePem,
            ["Doitpay:PublicKeyPem"] = doitpay.Keys.DoitpayPublicPem,
            ["Doitpay:Methods:0"] = "QRIS",
            ["Doitpay:Methods:1"] = "DANA",
            ["Admins:0"] = string.Create(CultureInfo.InvariantCulture, $"telegram:{AdminId}"),
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        whatsapp.Webhooks.Url = $"{BotUrl}/webhooks/whatsapp";
        doitpay.Options.NotifyBaseUrl = BotUrl;
        digipanel.Account("main").WebhookUrl = $"{BotUrl}/webhooks/digipanel";
    }

    public TelegramServer Telegram { get; }

    public WhatsAppServer WhatsApp { get; }

    public DigipanelServer Digipanel { get; }

    public DoitpayServer Doitpay { get; }

    public CapturedLogs Logs { get; } = new();

    /// <summary>What the bot is configured with.</summary>
    public IReadOnlyDictionary<string, string?> Settings => _settings;

    public string BotUrl => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <summary>The bot inside this process; null while it is stopped or runs as a program of its own.</summary>
    public WebApplication? Bot { get; private set; }

    /// <summary>The world with the bot inside this process.</summary>
    public static async Task<ShopWorld> StartAsync(params (string Key, string Value)[] settings)
    {
        var world = await StartOutsideAsync(settings);
        await world.StartBotAsync();
        return world;
    }

    /// <summary>The world without the bot.</summary>
    public static Task<ShopWorld> StartOutsideAsync(params (string Key, string Value)[] settings) => StartOutsideAsync(
        new DigipanelServerOptions
        {
            Accounts = [new DigipanelAccountSeed("main", ApiKey, WebhookSecret)],
            ProcessingTime = TimeSpan.FromMilliseconds(50),
        },
        settings);

    /// <summary>The world without the bot, and a Digipanel of one's own; its account is called main.</summary>
    public static async Task<ShopWorld> StartOutsideAsync(DigipanelServerOptions options, params (string Key, string Value)[] settings)
    {
        var telegram = await TelegramServer.StartAsync();
        var whatsapp = await WhatsAppServer.StartAsync();
        var digipanel = await DigipanelServer.StartAsync(options);
        var doitpay = await DoitpayServer.StartAsync(new DoitpayServerOptions { Keys = DoitpayKeys.Shared });
        telegram.AddUser(new TelegramUser(AdminId, "Bos"));
        return new ShopWorld(telegram, whatsapp, digipanel, doitpay, settings);
    }

    public async Task StartBotAsync()
    {
        Bot = BotApp.Build([], new BotOverrides { Settings = _settings, ConsoleLogs = false, Logs = Logs, CountsFloods = false });
        await Bot.StartAsync();
    }

    /// <summary>A graceful stop, as SIGTERM brings it.</summary>
    public async Task StopBotAsync()
    {
        await Bot!.StopAsync();
        await Bot.DisposeAsync();
        Bot = null;
    }

    /// <summary>A customer whose wallet holds money, topped up like anybody's.</summary>
    public async Task<long> CustomerWithAsync(long rupiah, long id = 100)
    {
        Telegram.AddUser(new TelegramUser(id, "Ayu"));
        await TopUpAsync(id, rupiah);
        return id;
    }

    /// <summary>Asks for a top-up, pays it and has the receipt: the money is in the wallet, and no message of it comes after whatever is said next.</summary>
    public async Task TopUpAsync(long id, long rupiah)
    {
        await Telegram.SendTextAsync(id, $"/topup {rupiah}");
        var choice = await Telegram.WaitForMessageAsync(id, m => m.AllButtons.Any(b => b.CallbackData?.Contains("QRIS", StringComparison.Ordinal) == true));
        await Telegram.PressAsync(id, choice.Id, choice.AllButtons.First(b => b.CallbackData?.Contains("QRIS", StringComparison.Ordinal) == true).CallbackData!);
        await UntilAsync(() => IsBilled($"{id}"), "the invoice is made");
        var payment = Doitpay.Payments[^1];
        Doitpay.Pay(payment.Reference);
        await UntilAsync(() => Wallet(id) >= rupiah, "the top-up is credited");
        await Telegram.WaitForMessageAsync(id, m => m.Photo is null && m.Text.Contains(payment.PartnerReference, StringComparison.Ordinal));
    }

    /// <summary>Waits for a condition anywhere in the world; the patience is only a safety net.</summary>
    public static Task UntilAsync(Func<bool> condition, string what, TimeSpan? patience = null) => UntilAsync(condition, () => what, patience);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string, TimeSpan?)"/>
    /// <param name="condition">What to wait for.</param>
    /// <param name="what">Told where it was in vain: made then, so that it can show how far things got.</param>
    /// <param name="patience">How long.</param>
    public static async Task UntilAsync(Func<bool> condition, Func<string> what, TimeSpan? patience = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) >= (patience ?? Patience))
            {
                Assert.Fail($"In vain: {what()}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>
    /// Waits until no button spins any more. The answer to a press is an outbox row of its own, sent beside the message that the press brings about:
    /// who has seen the one has not seen the other.
    /// </summary>
    public Task UntilEveryPressIsAnsweredAsync() => UntilAsync(() => Telegram.Presses.All(p => p.Answered), "every press is answered");

    public async ValueTask DisposeAsync()
    {
        if (Bot is not null)
        {
            await StopBotAsync();
        }

        await Telegram.DisposeAsync();
        await WhatsApp.DisposeAsync();
        await Digipanel.DisposeAsync();
        await Doitpay.DisposeAsync();
        _http.Dispose();
        _log?.Dispose();
        _folder.Dispose();
    }
}
