using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Loopback;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>The whole bot on a real file, a real Digipanel on loopback, one faked clock, and pumps that run when told to.</summary>
internal sealed class DownloadsWorld : IAsyncDisposable
{
    public const string Main = "main";
    public const string Secret = "whsec_main";
    public const int Price = 500;

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string?> _settings;
    private readonly HttpClient _http = new();
    private readonly bool _live;
    private readonly bool _floods;
    private WebApplication _bot = null!;
    private int _updates;

    private DownloadsWorld(DigipanelServer server, FakeTime time, Dictionary<string, string?> settings, bool live, bool floods)
    {
        Server = server;
        Time = time;
        _settings = settings;
        _live = live;
        _floods = floods;
    }

    public DigipanelServer Server { get; }

    public FakeTime Time { get; }

    public Store Store => _bot.Services.GetRequiredService<Store>();

    public string BotUrl => _bot.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<DownloadsWorld> StartAsync(
        DigipanelServerOptions? options = null, long upstreamBalance = 50_000, int accounts = 1, Action<Dictionary<string, string?>>? configure = null,
        bool live = false, bool floods = false)
    {
        var seeds = Enumerable.Range(0, accounts).Select(i => i == 0
            ? new DigipanelAccountSeed(Main, "dgp_sk_main", Secret, upstreamBalance)
            : new DigipanelAccountSeed($"extra-{i}", $"dgp_sk_extra_{i}", $"whsec_extra_{i}", upstreamBalance)).ToList();
        options = options is null
            ? new DigipanelServerOptions { Accounts = seeds, ProcessingTime = Timeout.InfiniteTimeSpan }
            : options;
        var time = new FakeTime();
        var server = await DigipanelServer.StartAsync(options, live ? TimeProvider.System : time);
        var keys = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Digipanel:BaseUrl"] = server.BaseUrl,
            ["Shop:PricePerDownload"] = Price.ToString(CultureInfo.InvariantCulture),
            ["Doitpay:BaseUrl"] = "https://doitpay.test",
            ["Doitpay:ClientKey"] = "DTEST",
            ["Doitpay:PartnerId"] = "P1",
            ["Doitpay:PrivateKeyPath"] = Topups.TestKeys.PathOf("merchant.pkcs8"),
            ["Doitpay:PublicKeyPath"] = Topups.TestKeys.PathOf("merchant.public"),
            ["Admins:0"] = "telegram:999",
        };
        foreach (var (seed, i) in options.Accounts.Select((s, i) => (s, i)))
        {
            keys[$"Digipanel:Accounts:{i}:Name"] = seed.Name;
            keys[$"Digipanel:Accounts:{i}:ApiKey"] = seed.ApiKey;
            keys[$"Digipanel:Accounts:{i}:WebhookSecret"] = seed.WebhookSecret;
        }

        configure?.Invoke(keys);
        var world = new DownloadsWorld(server, time, keys, live, floods);
        await world.StartBotAsync();
        return world;
    }

    /// <summary>The bot is asked to stop, and starts again on the same file.</summary>
    public async Task RestartAsync(Action<Dictionary<string, string?>>? configure = null)
    {
        configure?.Invoke(_settings);
        await _bot.StopAsync();
        await _bot.DisposeAsync();
        await StartBotAsync();
    }

    public async Task FundAsync(string user, long rupiah)
    {
        await Store.InTransaction(tx =>
        {
            var customer = Customers.Upsert(tx, Update(user, $"fund-{user}"));
            Ledger.Post(tx, TransferKind.TopUp, customer.Id, new Rupiah(rupiah), $"topup:test:{user}:{++_updates}");
        });
    }

    /// <summary>A customer sends a message; the bot's answers to it.</summary>
    public Task<IReadOnlyList<Reply>> PasteAsync(string user, string text, params string[] linkUrls) =>
        AnswersAsync(Update(user, $"{++_updates}", text) with { LinkUrls = linkUrls });

    /// <summary>Something happened in a chat; whether it was new.</summary>
    public Task<bool> DispatchAsync(ChatUpdate update) => _bot.Services.GetRequiredService<Dispatcher>().DispatchAsync(update, default);

    /// <summary>A customer writes where commands have no slash.</summary>
    public Task<IReadOnlyList<Reply>> SayWordsAsync(string user, string text) =>
        AnswersAsync(Update(user, $"{++_updates}", text) with { WordsAreCommands = true });

    /// <summary>A customer sends more links than go unasked, and says yes.</summary>
    public async Task<IReadOnlyList<Reply>> PasteManyAsync(string user, params string[] linkUrls)
    {
        var answers = await PasteAsync(user, "", linkUrls);
        await PressAsync(user, ActionOf(answers[^1], "beli:ya"));
        return answers;
    }

    /// <summary>What a message's button of this kind sends.</summary>
    public static string ActionOf(Reply message, string prefix) =>
        message.Buttons.SelectMany(r => r).Select(b => b.Action).Single(a => a?.StartsWith(prefix, StringComparison.Ordinal) == true)!;

    public SubmissionLane Lane(string account = Main) => _bot.Services.GetServices<SubmissionLane>().Single(l => l.Account == account);

    /// <summary>Runs a lane until it has nothing to do at this moment.</summary>
    public async Task RunLaneAsync(string account = Main)
    {
        for (var i = 0; i < 200 && await Lane(account).RunOnceAsync(default); i++)
        {
        }
    }

    public async Task PollAsync()
    {
        foreach (var reconciler in _bot.Services.GetServices<DownloadReconciler>())
        {
            for (var i = 0; i < 200 && await reconciler.RunOnceAsync(default); i++)
            {
            }
        }
    }

    public Task KeepAsync() => _bot.Services.GetRequiredService<PurchaseKeeper>().RunOnceAsync(default);

    /// <summary>Looks at the troubles that no transaction finds out.</summary>
    public Task TroublesAsync() => _bot.Services.GetRequiredService<TroublePump>().RunOnceAsync(default);

    public T Service<T>()
        where T : notnull => _bot.Services.GetRequiredService<T>();

    public Task DeadlinesAsync() => _bot.Services.GetRequiredService<OrderDeadlines>().RunOnceAsync(default);

    /// <summary>Time passes minute by minute, with everything running.</summary>
    public async Task PassAsync(TimeSpan by, TimeSpan? step = null)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += step ?? TimeSpan.FromMinutes(1))
        {
            Time.Advance(step ?? TimeSpan.FromMinutes(1));
            foreach (var lane in _bot.Services.GetServices<SubmissionLane>())
            {
                await RunLaneAsync(lane.Account);
            }

            await PollAsync();
            await DeadlinesAsync();
        }
    }

    /// <summary>
    /// Waits until a call's late answer waits for the clock, as the bot does for the answer. Digipanel has acted a moment before that: a clock that is moved in
    /// between leaves the answer to a time that never comes.
    /// </summary>
    public Task UntilAnAnswerHangsAsync() => ShopWorld.UntilAsync(() => Server.Faults.Left == 0 && Time.Waiting >= 2, "an answer hangs");

    /// <summary>The one download of an item, completed at Digipanel, its webhook delivered.</summary>
    public async Task CompleteAsync(string slug)
    {
        Assert.True(Server.Complete(Download(slug).Id));
        await Server.SettleAsync();
    }

    public DigipanelDownload Download(string slug) => Server.Downloads.Last(d => d.Url.Contains(slug, StringComparison.Ordinal));

    /// <summary>All that a person is owed, in order; a card stands where it was first shown, as it is now.</summary>
    public IReadOnlyList<Reply> Messages(string user) => Store.Read(c => c.Query<(string Payload, string? Card)>(
            "SELECT payload, card FROM outbox WHERE chat_id = @user AND kind <> 'answer' ORDER BY id", new { user }).AsList())
        .ConvertAll(m => m.Card is null ? Made(JsonSerializer.Deserialize(m.Payload, ReplyJson.Default.Reply)!) : Card(m.Card));

    /// <summary>A message as it would be sent now, where it is made when it is sent.</summary>
    public Reply Made(Reply reply) => new LateReplies(_bot.Services.GetServices<ILateReply>()).Complete(Store, reply, Time.GetUtcNow()).Reply;

    /// <summary>All that is owed goes out.</summary>
    public async Task<Phone> SendAllAsync()
    {
        var phone = new Phone();
        using var sender = new OutboxSender(
            Store, [phone], _bot.Services.GetServices<ICard>(), new Ids(Time), Time, NullLogger<OutboxSender>.Instance, _bot.Services.GetServices<ILateReply>());
        while (await sender.RunOnceAsync(default))
        {
        }

        return phone;
    }

    /// <summary>A card as it would be shown now.</summary>
    public Reply Card(string card)
    {
        var parts = card.Split(':', 2);
        var shown = _bot.Services.GetServices<ICard>().Single(c => c.Prefix == parts[0]);
        return Store.Read(c => shown.Render(c, parts[1], Time.GetUtcNow())) ?? new Reply(Html.Empty);
    }

    /// <summary>A customer presses a button; what the chat says over itself for a moment.</summary>
    public async Task<string> PressAsync(string user, string action, MessageRef? message = null)
    {
        var id = $"{++_updates}";
        var update = Update(user, id, "") with { CallbackData = action, CallbackId = "cb" + id, Pressed = message };
        Assert.True(await _bot.Services.GetRequiredService<Dispatcher>().DispatchAsync(update, default));
        return Store.Read(c => c.QuerySingle<string>("SELECT payload FROM outbox WHERE kind = 'answer' AND chat_id = @user ORDER BY id DESC LIMIT 1", new { user })) is var answer
            ? JsonSerializer.Deserialize(answer, ReplyJson.Default.Reply)!.Text.Markup
            : "";
    }

    /// <summary>A person blocks the bot, or is back.</summary>
    public async Task SetReachableAsync(string user, bool isReachable) => Assert.True(
        await _bot.Services.GetRequiredService<Dispatcher>().DispatchAsync(Update(user, $"{++_updates}") with { Reachable = isReachable }, default));

    /// <summary>What is written with the app in this language.</summary>
    public async Task SayInAsync(string user, string language, string text) => Assert.True(
        await _bot.Services.GetRequiredService<Dispatcher>().DispatchAsync(Update(user, $"{++_updates}", text) with { LanguageCode = language }, default));

    public Reply LastMessage(string user) => Messages(user)[^1];

    public IReadOnlyList<Reply> AdminMessages => Messages("999");

    public long Saldo(string user) => Store.Read(c => c.QuerySingle<long>(
        "SELECT coalesce(sum(a.balance), 0) FROM accounts a JOIN customers c ON c.id = a.customer_id WHERE c.user_id = @user", new { user }));

    public long Sum(string type) => Store.Read(c => c.QuerySingle<long>("SELECT coalesce(sum(balance), 0) FROM accounts WHERE type = @type", new { type }));

    public string State(long number) => Store.Read(c => c.QuerySingle<string>("SELECT state FROM orders WHERE number = @number", new { number }));

    public T Value<T>(string sql) => Store.Read(c => c.QuerySingle<T>(sql));

    public int Posts => Server.Calls.Of(DigipanelOperations.Download);

    public async Task<HttpStatusCode> WebhookAsync(byte[] body, string? signature, string path = "/webhooks/digipanel/main")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, BotUrl + path) { Content = new ByteArrayContent(body) };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Webhook-Signature", signature);
        }

        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>An order that is lost before Digipanel acts: the answer breaks off, and the order is in doubt.</summary>
    public Task LoseAsync(string user, string links, Fault fault, int times = 1, string account = Main)
    {
        Server.Faults.Next(times, fault, DigipanelOperations.Download);
        return OrderAsync(user, links, account);
    }

    public async Task OrderAsync(string user, string links, string account = Main)
    {
        await PasteAsync(user, links);
        await RunLaneAsync(account);
    }

    /// <summary>A request that hung in some proxy arrives now, long after the bot has given it up (or it is another program's with the same key).</summary>
    public async Task<string> ArriveAsync(string link, string account = Main)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Server.BaseUrl + "/download") { Content = JsonContent.Create(new { url = link }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Server.Account(account).ApiKey);
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return Server.Downloads[^1].Id;
    }

    public async Task CompleteIdAsync(string id)
    {
        Assert.True(Server.Complete(id));
        await Server.SettleAsync();
    }

    public async Task FailIdAsync(string id)
    {
        Assert.True(Server.Fail(id));
        await Server.SettleAsync();
    }

    public Task SecondsAsync(int seconds) => PassAsync(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(1));

    /// <summary>The loss rows as "order.attempt why certain, order.attempt why possible".</summary>
    public string Losses => Store.Read(c => string.Join(", ", c.Query<string>(
        "SELECT order_number || '.' || attempt || ' ' || why || iif(certain, ' certain', ' possible') FROM upstream_losses ORDER BY order_number, attempt")));

    /// <summary>For each link: what Digipanel keeps is not more than what was sold and what is booked as lost.</summary>
    public void AssertLosses()
    {
        var rows = Store.Read(c => c.Query<(string Link, long Sold, long Lost)>(
            """
            SELECT link, sum(state = 'delivered'), sum((SELECT count(*) FROM upstream_losses l WHERE l.order_number = number)) FROM orders GROUP BY link
            """).AsList());
        foreach (var (link, sold, lost) in rows)
        {
            var paid = Server.Downloads.Count(d => d.Url == link && d.Paid);
            Assert.True(paid <= sold + lost, $"{link}: paid {paid} times, sold {sold}, lost {lost}");
        }
    }

    /// <summary>The laws that hold at every quiet moment.</summary>
    public void AssertBooksBalance()
    {
        Assert.Equal(0, Value<long>("SELECT sum(balance) FROM accounts"));
        Assert.Equal(Value<long>("SELECT coalesce(sum(price), 0) FROM orders WHERE state NOT IN ('delivered', 'failed')"), Sum("held"));
        Assert.Equal(Value<long>("SELECT coalesce(sum(price), 0) FROM orders WHERE state = 'delivered' AND refunded_at IS NULL"), Sum("sales"));
    }

    public async ValueTask DisposeAsync()
    {
        AssertBooksBalance();
        await _bot.DisposeAsync();
        await Server.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    // Whose id is an Indonesian number writes on WhatsApp.
    private static ChatUpdate Update(string user, string externalId, string text = "") =>
        TestStore.Update(user, externalId, text) with { Channel = user.StartsWith("628", StringComparison.Ordinal) ? "whatsapp" : "telegram" };

    private async Task<IReadOnlyList<Reply>> AnswersAsync(ChatUpdate update)
    {
        var before = Messages(update.UserId).Count;
        Assert.True(await _bot.Services.GetRequiredService<Dispatcher>().DispatchAsync(update, default));
        return [.. Messages(update.UserId).Skip(before)];
    }

    private async Task StartBotAsync()
    {
        _settings["Storage:ConnectionString"] = _folder.ConnectionString;
        _bot = BotApp.Build([], new BotOverrides
        {
            Time = _live ? TimeProvider.System : Time,
            RunPumps = _live,
            NeedsChannel = false,
            CountsFloods = _floods,
            ConsoleLogs = false,
            Settings = _settings,
        });
        await _bot.StartAsync();
        foreach (var account in Server.Accounts)
        {
            account.WebhookUrl = $"{BotUrl}/webhooks/digipanel/{account.Name}";
        }
    }
}
