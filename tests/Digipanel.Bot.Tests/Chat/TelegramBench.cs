using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Telegram;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Tests.Chat;

/// <summary>The channel's parts around a real database and the strict sandbox's Telegram; one clock for all of it.</summary>
internal sealed class TelegramBench : IAsyncDisposable
{
    public const long Ayu = 42;
    public const string Token = "7000000001:AAbench-token_of-no-value_anywhere0";

    private readonly ILoggerFactory _loggers;

    private TelegramBench(TestStore test, TelegramServer server, string token)
    {
        Test = test;
        Server = server;
        _loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        Options = new TelegramOptions { Enabled = true, BotToken = token, BaseUrl = server.BaseUrl, WebhookSecret = "bench-secret_1" };
        Client = new BotApiClient(Options, Wire, test.Time);
        Tokens = new TokenTrouble(test.Store);
        Channel = new TelegramChannel(Client, Options, Tokens, Logger<TelegramChannel>());
        Dispatcher = new Dispatcher(test.Store, [new Echo(), new Menu()], [], [], new Shrug(), Logger<Dispatcher>());
        Sender = new OutboxSender(test.Store, [Channel], [], new Ids(test.Time), test.Time, Logger<OutboxSender>());
        Poller = NewPoller();
    }

    public TestStore Test { get; }

    public TelegramServer Server { get; }

    public CapturedLogs Logs { get; } = new();

    public RecordingHandler Wire { get; } = new();

    public TelegramOptions Options { get; }

    public BotApiClient Client { get; }

    public TelegramChannel Channel { get; }

    public TokenTrouble Tokens { get; }

    /// <summary>Whether admins are to hear that the token is refused.</summary>
    public bool IsTokenRefused => Test.Store.Read(c => Tokens.Wrong(c, [], Test.Time.GetUtcNow())).Count > 0;

    public Dispatcher Dispatcher { get; }

    public OutboxSender Sender { get; }

    public TelegramPoller Poller { get; }

    public static async Task<TelegramBench> StartAsync(string token = Token, IStoreObserver? observer = null)
    {
        var test = new TestStore(observer);
        var server = await TelegramServer.StartAsync(new TelegramServerOptions { Token = Token }, test.Time);
        server.AddUser(new TelegramUser(Ayu, "Ayu", "ayu_reseller"));
        return new TelegramBench(test, server, token);
    }

    public ILogger<T> Logger<T>() => _loggers.CreateLogger<T>();

    /// <summary>As after a restart: knows nothing of the last one's offset.</summary>
    public TelegramPoller NewPoller() => new(Client, Dispatcher, Tokens, Test.Store, Test.Time, Logger<TelegramPoller>());

    /// <summary>Sends what is due until nothing is.</summary>
    public async Task SendAllAsync()
    {
        while (await Sender.RunOnceAsync(default))
        {
            Test.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public Task<SendOutcome> SendAsync(Reply reply, string chatId = "42") =>
        Channel.SendAsync(new OutboxMessage(1, chatId, reply, 0), CancellationToken.None);

    public string Answers() => string.Join(' ', Server.Replies(Ayu).Select(m => m.Text));

    public int InboxRows() => Test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM inbox"));

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        Poller.Dispose();
        Client.Dispose();
        await Server.DisposeAsync();
        Test.Dispose();
        _loggers.Dispose();
    }

    /// <summary>Real sockets; keeps the bodies that were sent.</summary>
    internal sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly List<string> _bodies = [];

        public string Bodies(string method)
        {
            lock (_bodies)
            {
                return string.Join('\n', _bodies.Where(b => b.StartsWith(method + " ", StringComparison.Ordinal)));
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            lock (_bodies)
            {
                _bodies.Add($"{request.RequestUri!.Segments[^1]} {body}");
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Echo : IChatCommand
    {
        public IReadOnlyList<string> Names => ["saldo", "balance"];

        public void Handle(CommandContext context) => context.Reply(Html.Of($"saldo:{context.Arguments}"));
    }

    private sealed class Menu : IChatCommand
    {
        public IReadOnlyList<string> Names => ["start"];

        public void Handle(CommandContext context) =>
            context.Reply(new Reply(Html.Of($"menu")) { Buttons = [[new Button("Saldo") { Action = "saldo:pressed" }]] });
    }

    private sealed class Shrug : IChatFallback
    {
        public void Handle(CommandContext context) => context.Reply(Html.Of($"?{context.Update.Text}"));
    }
}
