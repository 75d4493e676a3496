using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Cases;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Bot.Topups.PayPage;
using Digipanel.Bot.Vouchers;
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
    private readonly OutboxSender _sender;
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
        var admins = new AdminOptions { Admins = [$"telegram:{Admin}"] };
        var alerts = new AdminAlerts(admins);
        Client = new SnapClient(Options, doitpay, ids, Time, NullLogger<SnapClient>.Instance);
        Issuer = new TopupIssuer(Test.Store, Client, Options, Shop, alerts, ids, Time, NullLogger<TopupIssuer>.Instance);
        Reconciler = new TopupReconciler(Test.Store, Client, Options, alerts, Time, new Logger<TopupReconciler>(_loggers));
        Refunds = new RefundChecker(Test.Store, Client, Options, alerts, Time, NullLogger<RefundChecker>.Instance);
        var methods = new TopupMethods(Shop, Options);
        var dialog = new TopupDialog(methods, ids);
        var command = new TopupCommand(dialog);
        var prices = new Prices(Shop);
        var price = new PriceCommand(admins, prices, new PriceSetting(prices));
        var voucher = new VoucherCommand(admins, new VoucherMaking(Shop, ids, new BotIdentity()));
        var history = new HistoryCommand();
        _dispatcher = new Dispatcher(
            Test.Store,
            [command, price, history, new StartCommand(prices, new DeepLinks(command, history, price, voucher))],
            [command, new TopupMenu(dialog), new InvoiceButtons(new InvoiceDesk(ids, methods), methods), new CaseButtons(admins)],
            [new TopupAmountMessage(dialog, methods)],
            new UnknownMessage(),
            NullLogger<Dispatcher>.Instance);
        _sender = new OutboxSender(
            Test.Store, [Phone], [new InvoiceCard(methods, new PayLinks(new ServerOptions())), new CaseCard(admins)], ids, Time, NullLogger<OutboxSender>.Instance);
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

    public RefundChecker Refunds { get; }

    public IReadOnlyList<Topup> Topups => Test.Store.Read(c => c.Query<string>("SELECT id FROM topups ORDER BY rowid").Select(id => TopupTable.Find(c, id)!).ToList());

    public Topup Only => Assert.Single(Topups);

    public Topup Last => Topups[^1];

    public Rupiah Balance(string user = "1") => Test.Store.Read(c => Ledger.BalanceOf(c, c.ExecuteScalar<long>("SELECT id FROM customers WHERE user_id = @user", new { user })));

    public Phone Phone { get; } = new();

    /// <summary>Everything that ever came to a chat, edits as well, oldest first.</summary>
    public IReadOnlyList<Reply> Messages(string chat = "1") => [.. Phone.Log(chat).Select(s => s.Reply)];

    /// <summary>The message at the bottom of the chat.</summary>
    public Phone.Seen Bottom(string chat = "1") => Phone.Screen(chat)[^1];

    public string LastText(string chat = "1") => Messages(chat)[^1].Text.Markup;

    public int CountOf(string part, string chat = "1") => Messages(chat).Count(m => m.Text.Markup.Contains(part, StringComparison.Ordinal));

    public async Task SayAsync(string text, string user = "1", string language = "id")
    {
        await _dispatcher.DispatchAsync(TestStore.Update(user, $"{++_updates}", text) with { LanguageCode = language }, default);
        await DeliverAsync();
    }

    /// <summary>Presses a button of that data in a message, the one at the bottom of the chat unless told.</summary>
    public async Task PressAsync(string data, string user = "1", Phone.Seen? on = null)
    {
        var message = on ?? (Phone.Screen(user) is [.., var last] ? last : null);
        await _dispatcher.DispatchAsync(
            TestStore.Update(user, $"{++_updates}") with { CallbackData = data, CallbackId = $"{_updates}", Pressed = message?.Ref }, default);
        await DeliverAsync();
    }

    /// <summary>Presses the button with this on its label, in the message at the bottom of the chat unless told.</summary>
    public Task PressLabelAsync(string label, Phone.Seen? on = null) => PressAsync((on ?? Bottom()).Button(label).Action!, on: on);

    /// <summary>Brings everything that is owed to the phones.</summary>
    public async Task DeliverAsync()
    {
        while (await _sender.RunOnceAsync(default))
        {
        }
    }

    /// <summary>Both pumps until nothing is due at this moment.</summary>
    public async Task RunAsync()
    {
        for (var turns = 0; turns < 100; turns++)
        {
            if (!(await Issuer.RunOnceAsync(default) | await Reconciler.RunOnceAsync(default) | await Refunds.RunOnceAsync(default)))
            {
                await DeliverAsync();
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
        _sender.Dispose();
        Issuer.Dispose();
        Reconciler.Dispose();
        Refunds.Dispose();
        Client.Dispose();
        _loggers.Dispose();
        Test.Dispose();
    }
}
