using System.Text.Json;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Wallets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>The whole of top-ups on a real database file, driven by hand: a customer who types, two pumps, a clock.</summary>
internal sealed class TopupBench : IDisposable
{
    public const string Admin = "999";
    private readonly Dispatcher _dispatcher;
    private readonly LoggerFactory _loggers;
    private int _updates;

    public TopupBench(HttpMessageHandler doitpay, Action<DoitpayOptions>? configure = null)
    {
        Options = new DoitpayOptions
        {
            BaseUrl = "https://doitpay.test",
            ClientKey = "DTEST",
            PartnerId = "P1",
            PrivateKeyPath = TestKeys.PathOf("merchant.pkcs1"),
            PublicKeyPath = TestKeys.PathOf("merchant.public"),
        };
        configure?.Invoke(Options);
        _loggers = new LoggerFactory([Logs]);
        var ids = new Ids(Time);
        var alerts = new AdminAlerts(new AdminOptions { Admins = [$"telegram:{Admin}"] });
        Client = new SnapClient(Options, doitpay, ids, Time, NullLogger<SnapClient>.Instance);
        Issuer = new TopupIssuer(Test.Store, Client, Options, Shop, alerts, ids, Time, NullLogger<TopupIssuer>.Instance);
        Reconciler = new TopupReconciler(Test.Store, Client, Options, alerts, Time, new Logger<TopupReconciler>(_loggers));
        var command = new TopupCommand(Shop, Options, ids);
        _dispatcher = new Dispatcher(Test.Store, [command], [command], [], new UnknownMessage(), NullLogger<Dispatcher>.Instance);
    }

    public TestStore Test { get; } = new();

    /// <summary>What the reconciler logs.</summary>
    public CapturedLogs Logs { get; } = new();

    public FakeTime Time => Test.Time;

    public DoitpayOptions Options { get; }

    public ShopOptions Shop { get; } = new();

    public SnapClient Client { get; }

    public TopupIssuer Issuer { get; }

    public TopupReconciler Reconciler { get; }

    public IReadOnlyList<Topup> Topups => Test.Store.Read(c => c.Query<string>("SELECT id FROM topups ORDER BY rowid").Select(id => TopupTable.Find(c, id)!).ToList());

    public Topup Only => Assert.Single(Topups);

    public Topup Last => Topups[^1];

    public Rupiah Balance(string user = "1") => Test.Store.Read(c => Ledger.BalanceOf(c, c.ExecuteScalar<long>("SELECT id FROM customers WHERE user_id = @user", new { user })));

    /// <summary>Everything ever owed to a chat, oldest first; answers to pressed buttons left out.</summary>
    public IReadOnlyList<Reply> Messages(string chat = "1") => Test.Store.Read(c => c
        .Query<string>("SELECT payload FROM outbox WHERE chat_id = @chat ORDER BY id", new { chat })
        .Select(p => JsonSerializer.Deserialize(p, ReplyJson.Default.Reply)!)
        .Where(r => r.AnswersCallback is null)
        .ToList());

    public string LastText(string chat = "1") => Messages(chat)[^1].Text.Markup;

    public int CountOf(string part, string chat = "1") => Messages(chat).Count(m => m.Text.Markup.Contains(part, StringComparison.Ordinal));

    public Task SayAsync(string text, string user = "1", string language = "id") => _dispatcher.DispatchAsync(
        TestStore.Update(user, $"{++_updates}", text) with { LanguageCode = language }, default);

    public Task PressAsync(string data, string user = "1") => _dispatcher.DispatchAsync(
        TestStore.Update(user, $"{++_updates}") with { CallbackData = data, CallbackId = $"{_updates}" }, default);

    /// <summary>Both pumps until nothing is due at this moment.</summary>
    public async Task RunAsync()
    {
        for (var turns = 0; turns < 100; turns++)
        {
            if (!(await Issuer.RunOnceAsync(default) | await Reconciler.RunOnceAsync(default)))
            {
                return;
            }
        }

        Assert.Fail("The pumps never become idle.");
    }

    /// <summary>Lets time pass in steps, the pumps at work.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            Time.Advance(step);
            await RunAsync();
        }
    }

    public Task HintAsync(string reference) => Test.Store.InTransaction(tx => TopupChanges.Hint(tx, TopupTable.FindByReference(tx.Connection, reference)!, "test"));

    public void Dispose()
    {
        Issuer.Dispose();
        Reconciler.Dispose();
        Client.Dispose();
        _loggers.Dispose();
        Test.Dispose();
    }
}
