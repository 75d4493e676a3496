using System.Globalization;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Topups;
using Digipanel.Bot.Wallets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>
/// A whole shop on one thread and a virtual clock: the bot (one life after the other, on one file), its three providers, and time. Everything that
/// happens is decided by who built it, so the same decisions give the same run, step by step.
/// </summary>
internal sealed class SimShop : IDisposable
{
    public const long Price = 500;
    public const long AdminChat = 999;

    private const int LastStepsMax = 60;

    // More at one moment than any work explains.
    private const int StepsAtOnceMax = 2_000;
    private static readonly TimeSpan TickMax = TimeSpan.FromMinutes(5);

    // From here on pumps do not turn at all in between, as on a machine that naps: else a quiet day is 3,456 empty long polls.
    private static readonly TimeSpan NapMin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RestartTakes = TimeSpan.FromSeconds(2);

    private readonly string _folder = Shelf.Take();
    private readonly Dictionary<string, string?> _settings;
    private readonly Random _random;
    private TimeSpan _lastStep;
    private int _stepsAtOnce;
    private TimeSpan _traffic;
    private TimeSpan _lastTurn;
    private string _funded = "";
    private SqliteConnection? _outside;

    public SimShop(int seed = 1, int accounts = 1)
    {
        _random = new Random(seed);
        Telegram = new SimTelegram(Time);
        Digipanel = new SimDigipanel(Time, (path, account, body, signature) => Post(path, account, body, Header("X-Webhook-Signature", signature)), accounts);
        Doitpay = new SimDoitpay(Time, (path, headers, body) => Post(path, null, body, headers));
        WhatsApp = new SimWhatsApp(Time, (path, body, headers) => Post(path, null, body, headers));
        Auditor = new Auditor(this);
        _settings = SettingsOf(_folder, Digipanel);
    }

    /// <summary>What a payment brings the wallet, and the bonus beside it: the amount and none, unless the shop's settings say otherwise.</summary>
    public Func<SimPayment, (long Credit, long Bonus)> Worth { get; set; } = p => (p.Amount, 0);

    /// <summary>Settings of this shop's own; they count from the next start on.</summary>
    public IDictionary<string, string?> Settings => _settings;

    public VirtualTime Time { get; } = new();

    public SimTelegram Telegram { get; }

    /// <summary>There for those whose settings turn it on (<see cref="SimWhatsApp.Settings"/>).</summary>
    public SimWhatsApp WhatsApp { get; }

    public SimDigipanel Digipanel { get; }

    public SimDoitpay Doitpay { get; }

    public Auditor Auditor { get; }

    /// <summary>What the bot called an error while it lived.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>What becomes of each request of the bot.</summary>
    public Func<Call, Fate> FateOf { get; set; } = _ => Fate.Fine;

    /// <summary>What vouchers have brought, in rupiah.</summary>
    public long Vouchers { get; set; }

    /// <summary>Where the lives to come die: the first, the second… Later ones live on.</summary>
    public Queue<CrashPoint?> Deaths { get; } = new();

    /// <summary>The least that a pump sleeps when it has nothing to do and nothing wakes it.</summary>
    public TimeSpan TickMin { get; init; }

    /// <summary>The services that the bot calls.</summary>
    public IReadOnlyList<IProvider> Providers => [Telegram, WhatsApp, Digipanel, Doitpay];

    /// <summary>
    /// Submissions that a death left in doubt, at the most: those under way, and where it died at a step of its own, one that it had written down and
    /// not yet sent, or heard the answer of and not yet written that down.
    /// </summary>
    public int CutSubmissions { get; private set; }

    /// <summary>Commits and HTTP calls of all lives.</summary>
    public long Steps { get; private set; }

    /// <summary>A hash over every step and its time: two runs that are the same have the same.</summary>
    public ulong Trace { get; private set; } = 14_695_981_039_346_656_037;

    /// <summary>What happened just now, in the order it did.</summary>
    public Queue<string> LastSteps { get; } = new();

    /// <summary>The steps of each life that is over, and of the present one.</summary>
    public List<Seam> Lives { get; } = [];

    /// <summary>Webhooks and notifications that were answered, by status; 0: nobody was there.</summary>
    public List<(string Path, int Status)> Posts { get; } = [];

    public BotHost? Bot { get; private set; }

    /// <summary>All that people saw, on either channel.</summary>
    public IEnumerable<ChatMessage> Messages => Telegram.Messages.Concat(WhatsApp.Messages);

    /// <summary>All that they wrote.</summary>
    public IEnumerable<(long ChatId, string Text)> Said => Telegram.Said.Concat(WhatsApp.Said);

    /// <summary>All that they pressed.</summary>
    public IEnumerable<(long ChatId, string Data)> Pressed => Telegram.Pressed.Concat(WhatsApp.Pressed);

    public string DatabasePath => Path.Combine(_folder, "bot.db");

    /// <summary>Before the first start: a customer whose wallet an admin has filled.</summary>
    public void Fund(long chatId, long rupiah, string channel = "telegram")
    {
        if (Lives.Count > 0)
        {
            throw new InvalidOperationException("The bot has the database open.");
        }

        _funded += $"{Time.GetUtcNow():O} {channel} {chatId} {rupiah}\n";
        Shelf.Fill(DatabasePath, _funded, () =>
        {
            using var store = new Store(new StorageOptions { ConnectionString = _settings["Storage:ConnectionString"]! }, Time, NullLogger<Store>.Instance, singleThread: true);
            store.InTransaction(tx =>
            {
                var customer = Customers.Upsert(tx, new ChatUpdate { Channel = channel, ExternalId = "-", UserId = $"{chatId}", ChatId = $"{chatId}", Name = "Pelanggan", Text = "" });
                return Ledger.Post(tx, TransferKind.Credit, customer.Id, new Rupiah(rupiah), $"sim:{chatId}");
            }).GetAwaiter().GetResult();
        });
        Auditor.Given(chatId, rupiah);
    }

    /// <summary>What a person saw.</summary>
    public IEnumerable<ChatMessage> To(long chatId) => Messages.Where(m => m.ChatId == chatId);

    /// <summary>Starts the bot; it may die while it starts.</summary>
    public void Start()
    {
        LookAway();
        var seam = new Seam(Deaths.TryDequeue(out var point) ? point : null, Watch);
        Lives.Add(seam);
        try
        {
            Bot = new BotHost(Time, seam, Providers, Sent, bytes => _random.NextBytes(bytes), _settings, new FaultLog(Faults, seam));
        }
        catch (HostDiedException)
        {
            Bury();
        }
    }

    /// <summary>Kills it between two steps; it starts again a moment later.</summary>
    public void Kill()
    {
        if (Bot is { } bot)
        {
            LookAway();
            bot.Seam.Kill();
            CutSubmissions += bot.Submissions;
            Bury();
        }
    }

    /// <summary>Lets time pass until a condition holds, at the longest for <paramref name="longest"/>.</summary>
    /// <returns>Whether it holds.</returns>
    public bool Run(TimeSpan longest, Func<bool>? until = null)
    {
        LookAway();
        var end = Time.Elapsed + longest;
        while (true)
        {
            if (Tick < NapMin || Time.Elapsed >= _lastTurn + Tick)
            {
                _lastTurn = Time.Elapsed;
                Bot?.Turn(Tick, _random.Next(16));
            }

            if (Bot is { Seam.Dead: true } dead)
            {
                CutSubmissions += dead.Submissions + 1;
                Bury();
            }

            if (until?.Invoke() == true)
            {
                return true;
            }

            var next = Tick < NapMin ? Bot?.NextDue ?? TimeSpan.MaxValue : _lastTurn + Tick;
            next = Time.NextTimer is { } timer && timer < next ? timer : next;
            if (next > end)
            {
                Time.MoveTo(end);
                return until is null;
            }

            Time.MoveTo(next);
        }
    }

    /// <summary>
    /// Lets everything come to its end.
    /// </summary>
    /// <returns>Whether it did.</returns>
    public bool Settle(TimeSpan longest, Func<bool>? also = null)
    {
        var end = Time.Elapsed + longest;
        while (Time.Elapsed < end && !IsSettled())
        {
            Run(TimeSpan.FromSeconds(10) + (4 * Tick));
        }

        return IsSettled();

        bool IsSettled() => IsQuiet() && also?.Invoke() != false;
    }

    /// <summary>Looks into the file from outside.</summary>
    public T? Look<T>(string sql, object? parameters = null) => Outside.ExecuteScalar<T>(sql, parameters);

    /// <summary>
    /// A connection of an auditor's own, while the world stands still: SQLite reads the whole schema anew for each, 2 ms. It must not be there when the bot
    /// goes on or dies: the last who closes the file takes its log away.
    /// </summary>
    public SqliteConnection Outside
    {
        get
        {
            if (_outside is null)
            {
                _outside = new SqliteConnection($"Data Source={DatabasePath};Mode=ReadOnly;Pooling=False");
                _outside.Open();
            }

            return _outside;
        }
    }

    public void Dispose()
    {
        LookAway();
        Bot?.Dispose();
        Doitpay.Dispose();
        Shelf.Return(_folder);
    }

    /// <summary>
    /// Pumps sleep no shorter than this: a quarter of the time since anything crossed the network. A quiet night need not be lived second by second;
    /// what is due in it is done a little later, as on a slow machine.
    /// </summary>
    private TimeSpan Tick => (Time.Elapsed - _traffic) / 4 is var quiet && quiet < TickMin ? TickMin : quiet < TickMax ? quiet : TickMax;

    private void LookAway()
    {
        _outside?.Dispose();
        _outside = null;
    }

    private Fate Sent(Call call)
    {
        if (!call.Path.EndsWith("getUpdates", StringComparison.Ordinal))
        {
            _traffic = Time.Elapsed;
        }

        return FateOf(call);
    }

    private bool IsQuiet() => Bot is { } bot && Telegram.Unconfirmed == 0 && WhatsApp.Unconfirmed == 0 && !Doitpay.Payments.Any(p => p.IsRefundUntold) && bot.Store.Read(c => c.ExecuteScalar<long>(
        """
        SELECT EXISTS (SELECT 1 FROM orders WHERE state NOT IN ('delivered', 'failed'))
            OR EXISTS (SELECT 1 FROM topups WHERE state IN ('requested', 'issued')) OR EXISTS (SELECT 1 FROM outbox WHERE state = 'pending')
            OR EXISTS (SELECT 1 FROM payment_cases WHERE state = 'asking')
            OR EXISTS (SELECT 1 FROM broadcasts WHERE state IN ('ready', 'running') OR state = 'draft' AND (preview = 'owed' OR counted IS NOT revision))
        """)) == 0;

    private int Post(string path, string? account, string body, IReadOnlyDictionary<string, string> headers)
    {
        _traffic = Time.Elapsed;
        var status = Bot is { Seam.Dead: false } bot ? bot.Post(path, account, body, headers) : 0;
        Posts.Add((path, status));
        return status;
    }

    private void Watch(string step)
    {
        Steps++;
        (_stepsAtOnce, _lastStep) = (Time.Elapsed == _lastStep ? _stepsAtOnce + 1 : 0, Time.Elapsed);
        if (_stepsAtOnce > StepsAtOnceMax)
        {
            throw new InvalidOperationException($"{_stepsAtOnce} steps at one moment ({step}): something turns in a circle.");
        }

        var line = $"{Time.Elapsed:c} life {Lives.Count}: {step}";
        foreach (var letter in line)
        {
            Trace = unchecked((Trace ^ letter) * 1_099_511_628_211); // FNV-1a: string.GetHashCode differs from process to process
        }

        LastSteps.Enqueue(line);
        if (LastSteps.Count > LastStepsMax)
        {
            LastSteps.Dequeue();
        }
    }

    private void Bury()
    {
        Bot?.Dispose();
        Bot = null;
        _traffic = Time.Elapsed;
        Time.After(RestartTakes, Start);
    }

    private static Dictionary<string, string> Header(string name, string value) => new(StringComparer.Ordinal) { [name] = value };

    private static Dictionary<string, string?> SettingsOf(string folder, SimDigipanel digipanel)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder, "bot.db")}",
            ["Telegram:Enabled"] = "true",
            ["Telegram:BotToken"] = "7000000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            ["Telegram:BaseUrl"] = "https://telegram.sim",
            ["Digipanel:BaseUrl"] = "https://digipanel.sim/api/v1",
            ["Doitpay:BaseUrl"] = "https://doitpay.sim",
            ["Doitpay:ClientKey"] = "DSIM",
            ["Doitpay:PartnerId"] = "PSIM",
            ["Doitpay:PrivateKeyPath"] = TestKeys.PathOf("merchant.pkcs8"),
            ["Doitpay:PublicKeyPath"] = TestKeys.PathOf("merchant.public"),
            ["Doitpay:Methods:0"] = "QRIS",
            ["Doitpay:Methods:1"] = "DANA",
            ["Shop:PricePerDownload"] = Price.ToString(CultureInfo.InvariantCulture),
            ["Admins:0"] = $"telegram:{AdminChat}",
        };
        foreach (var (account, i) in digipanel.Accounts.Select((a, i) => (a, i)))
        {
            settings[SimDigipanel.AccountsSetting(i, "Name")] = account.Name;
            settings[SimDigipanel.AccountsSetting(i, "ApiKey")] = account.Key;
            settings[SimDigipanel.AccountsSetting(i, "WebhookSecret")] = account.Secret;
        }

        return settings;
    }
}
