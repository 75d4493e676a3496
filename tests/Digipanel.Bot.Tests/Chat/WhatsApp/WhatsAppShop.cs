using System.Globalization;
using System.Text;
using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Tests.Topups;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;
using Digipanel.Sandbox.DigipanelApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>
/// The whole bot as a WhatsApp customer reads it: a real file, a real Digipanel on loopback, a Doitpay and a Cloud API by script, one faked clock, and pumps
/// that turn when told to.
/// </summary>
internal sealed class WhatsAppShop : IAsyncDisposable
{
    private const string DigipanelSecret = "whsec_main";

    /// <summary>People read before they answer.</summary>
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(5);

    private readonly TempFolder _folder = new();
    private WebApplication _bot = null!;
    private int _seen;
    private int _updates;

    private WhatsAppShop(DigipanelServer digipanel, FakeTime time) => (Digipanel, Time) = (digipanel, time);

    public CloudStub Cloud { get; } = new();

    public ScriptedDoitpay Doitpay { get; } = new();

    /// <summary>What Doitpay says of every payment.</summary>
    public string Payment { get; set; } = InvoiceBench.Pending;

    public DigipanelServer Digipanel { get; }

    public FakeTime Time { get; }

    public static async Task<WhatsAppShop> StartAsync(string admin = "6280000000001")
    {
        var time = new FakeTime();
        var digipanel = await DigipanelServer.StartAsync(
            new DigipanelServerOptions { Accounts = [new DigipanelAccountSeed("main", "dgp_sk_main", DigipanelSecret, 50_000)], ProcessingTime = Timeout.InfiniteTimeSpan }, time);
        var shop = new WhatsAppShop(digipanel, time);
        shop.Doitpay.Usually(ScriptedDoitpay.QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-{{call.Field("partnerReferenceNo")}}","qrContent":"{{ScriptedDoitpay.Qr(AmountOf(call))}}"}""");
        shop.Doitpay.Usually(ScriptedDoitpay.LinkPath, call => $$"""{"responseCode":"2005400","webRedirectUrl":"https://pay.test/{{call.Field("partnerReferenceNo")}}"}""");
        shop.Doitpay.Usually(ScriptedDoitpay.QrisStatusPath, _ => shop.Payment);
        shop.Doitpay.Usually(ScriptedDoitpay.LinkStatusPath, _ => shop.Payment.Replace("20051", "20055", StringComparison.Ordinal));
        await shop.StartBotAsync(admin);
        return shop;
    }

    /// <summary>The customer writes; what they read after that.</summary>
    public async Task<string> SayAsync(string text)
    {
        Time.Advance(Thinking);
        await HearAsync(u => u with { Text = text });
        return await ReadAsync();
    }

    /// <summary>The customer presses what has this on its label in the newest message that offers something.</summary>
    public async Task<string> PressAsync(string label)
    {
        Time.Advance(Thinking);
        await HearAsync(u => u with { CallbackData = ActionOf(label) });
        return await ReadAsync();
    }

    /// <summary>Everything turns until nothing is due at this moment; what the customer reads new.</summary>
    public async Task<string> ReadAsync()
    {
        var pumps = _bot.Services.GetServices<Pump>().ToList();
        for (var turns = 0; turns < 100; turns++)
        {
            var moved = false;
            foreach (var pump in pumps)
            {
                moved |= await pump.RunOnceAsync(default);
            }

            if (!moved)
            {
                break;
            }
        }

        var all = Cloud.Messages;
        var fresh = string.Join("\n---\n", all.Skip(_seen).Select(Shown));
        _seen = all.Count;
        return fresh;
    }

    /// <summary>Time passes in steps, everything at work; what the customer reads on the way.</summary>
    public async Task<string> PassAsync(TimeSpan time, TimeSpan step)
    {
        var read = new List<string>();
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            Time.Advance(step);
            read.Add(await ReadAsync());
        }

        return string.Join("\n---\n", read.Where(r => r.Length > 0));
    }

    /// <summary>Doitpay says that the newest bill is paid.</summary>
    public async Task<string> PayAsync(long rupiah = 50_000)
    {
        Payment = $$$"""{"responseCode":"2005100","latestTransactionStatus":"00","amount":{"value":"{{{rupiah}}}.00","currency":"IDR"}}""";
        Time.Advance(Thinking);
        await Store.InTransaction(tx => TopupChanges.Hint(tx, TopupTable.Find(tx.Connection, tx.Scalar<string>("SELECT id FROM topups ORDER BY rowid DESC LIMIT 1")!)!, "test"));
        var read = await ReadAsync();
        Payment = InvoiceBench.Pending;
        return read;
    }

    public async Task<string> CompleteAsync(string slug)
    {
        Assert.True(Digipanel.Complete(Digipanel.Downloads.Last(d => d.Url.Contains(slug, StringComparison.Ordinal)).Id));
        await Digipanel.SettleAsync();
        return await ReadAsync();
    }

    public async Task<string> FailAsync(string slug)
    {
        Assert.True(Digipanel.Fail(Digipanel.Downloads.Last(d => d.Url.Contains(slug, StringComparison.Ordinal)).Id));
        await Digipanel.SettleAsync();
        return await ReadAsync();
    }

    public Task FundAsync(long rupiah) => Store.InTransaction(tx =>
    {
        var customer = Customers.Upsert(tx, Update(++_updates));
        Ledger.Post(tx, TransferKind.TopUp, customer.Id, new Rupiah(rupiah), $"topup:test:{_updates}");
    });

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Cloud.Problems);
        await _bot.DisposeAsync();
        await Digipanel.DisposeAsync();
        _folder.Dispose();
    }

    private static long AmountOf(ScriptedDoitpay.Call call)
    {
        using var json = JsonDocument.Parse(call.Body);
        return (long)decimal.Parse(json.RootElement.GetProperty("amount").GetProperty("value").GetString()!, CultureInfo.InvariantCulture);
    }

    private Store Store => _bot.Services.GetRequiredService<Store>();

    private static ChatUpdate Update(int number) => new()
    {
        Channel = "whatsapp", ExternalId = $"wamid.IN{number}", UserId = WhatsAppBench.Ayu, ChatId = WhatsAppBench.Ayu, Name = "Ayu",
    };

    private async Task HearAsync(Func<ChatUpdate, ChatUpdate> what)
    {
        var update = what(Update(++_updates));
        await Store.InTransaction(tx => WhatsAppBench.NoteWord(tx, update.ChatId, update.ExternalId));
        Assert.True(await _bot.Services.GetRequiredService<Dispatcher>().DispatchAsync(update, default));
    }

    /// <summary>A message as it stands on the phone: its text, then what can be pressed.</summary>
    private static string Shown(JsonElement message)
    {
        var shown = new StringBuilder();
        var interactive = message.TryGetProperty("interactive", out var found) ? found : default;
        if (message.TryGetProperty("image", out _) || (interactive.ValueKind == JsonValueKind.Object && interactive.TryGetProperty("header", out _)))
        {
            shown.Append("[picture]\n");
        }

        shown.Append(message.TryGetProperty("document", out var file) ? $"[{file.GetProperty("filename")}]\n" : "").Append(CloudStub.BodyOf(message));
        foreach (var (title, _) in Options(message))
        {
            shown.Append(CultureInfo.InvariantCulture, $"\n[{title}]");
        }

        return shown.Append(interactive.ValueKind == JsonValueKind.Object && interactive.GetProperty("type").GetString() == "cta_url"
            ? $"\n[{interactive.GetProperty("action").GetProperty("parameters").GetProperty("display_text")} ↗]" : "").ToString();
    }

    private static IEnumerable<(string Title, string Id)> Options(JsonElement message)
    {
        if (!message.TryGetProperty("interactive", out var interactive))
        {
            return [];
        }

        var action = interactive.GetProperty("action");
        var options = action.TryGetProperty("buttons", out var buttons) ? buttons.EnumerateArray().Select(b => b.GetProperty("reply"))
            : action.TryGetProperty("sections", out var sections) ? sections.EnumerateArray().SelectMany(s => s.GetProperty("rows").EnumerateArray())
            : [];
        return options.Select(o => (o.GetProperty("title").GetString()!, o.GetProperty("id").GetString()!));
    }

    private string ActionOf(string label) =>
        Cloud.Messages.Reverse().SelectMany(Options).First(o => o.Title.Contains(label, StringComparison.Ordinal)).Id;

    private async Task StartBotAsync(string admin)
    {
        _bot = BotApp.Build([], new BotOverrides
        {
            Time = Time,
            RunPumps = false,
            CountsFloods = false,
            ConsoleLogs = false,
            Handlers = provider => provider switch { "whatsapp" => Cloud, "doitpay" => Doitpay, _ => new SocketsHttpHandler() },
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Urls"] = "http://127.0.0.1:0",
                ["Server:PublicUrl"] = "https://shop.test",
                ["Storage:ConnectionString"] = _folder.ConnectionString,
                ["WhatsApp:Enabled"] = "true",
                ["WhatsApp:AccessToken"] = WhatsAppBench.Token,
                ["WhatsApp:PhoneNumberId"] = "106540352242922",
                ["WhatsApp:AppSecret"] = "0123456789abcdef",
                ["WhatsApp:VerifyToken"] = "word",
                ["Digipanel:BaseUrl"] = Digipanel.BaseUrl,
                ["Digipanel:Accounts:0:Name"] = "main",
                ["Digipanel:Accounts:0:ApiKey"] = "dgp_sk_main",
                ["Digipanel:Accounts:0:WebhookSecret"] = DigipanelSecret,
                ["Doitpay:BaseUrl"] = "https://doitpay.test",
                ["Doitpay:ClientKey"] = "DTEST",
                ["Doitpay:PartnerId"] = "P1",
                ["Doitpay:PrivateKeyPath"] = TestKeys.PathOf("merchant.pkcs8"),
                ["Doitpay:PublicKeyPath"] = TestKeys.PathOf("merchant.public"),
                ["Doitpay:Methods:0"] = "QRIS",
                ["Doitpay:Methods:1"] = "DANA",
                ["Admins:0"] = $"whatsapp:{admin}",
            },
        });
        await _bot.StartAsync();
        var url = _bot.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Digipanel.Account("main").WebhookUrl = $"{url}/webhooks/digipanel/main";
    }
}
