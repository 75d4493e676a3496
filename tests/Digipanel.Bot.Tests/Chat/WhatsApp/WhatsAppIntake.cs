using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Ops.Troubles;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Wallets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>The webhook on a real port, before a real database; whoever calls it knows the secret unless told otherwise.</summary>
internal sealed class WhatsAppIntake : IAsyncDisposable
{
    public const string Ayu = "6281200000001";
    public const string AyuId = "ID.13491208655302741918";
    public const string OurNumber = "106540352242922";

    private static readonly HttpClient Http = new();

    private readonly WebApplication _app;
    private readonly ILoggerFactory _loggers;

    private WhatsAppIntake(TestStore test, WebApplication app, ILoggerFactory loggers, CapturedLogs logs) => (Test, _app, _loggers, Logs) = (test, app, loggers, logs);

    public TestStore Test { get; }

    public CapturedLogs Logs { get; }

    public string Url => _app.Urls.Single() + WhatsAppOptions.WebhookPath;

    public DateTimeOffset Now => Test.Time.GetUtcNow();

    public static async Task<WhatsAppIntake> StartAsync(IStoreObserver? observer = null)
    {
        var test = new TestStore(observer);
        var logs = new CapturedLogs();
        var loggers = LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        var dispatcher = new Dispatcher(test.Store, [new Saldo(), new Broken()], [], [], new Shrug(), loggers.CreateLogger<Dispatcher>());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = RequestBody.DrainBytesMax);
        var app = builder.Build();
        app.UseSafeErrors();
        var webhook = new WhatsAppWebhook(WhatsAppOptionsTests.Options(), test.Store, dispatcher, new WebhookTrouble(test.Store, test.Time), loggers.CreateLogger<WhatsAppWebhook>());
        app.MapGet(WhatsAppOptions.WebhookPath, webhook.VerifyAsync);
        app.MapPost(WhatsAppOptions.WebhookPath, webhook.HandleAsync);
        await app.StartAsync();
        return new WhatsAppIntake(test, app, loggers, logs);
    }

    /// <summary>A person's text, as Meta tells of it.</summary>
    public JsonObject Text(string id, string body, string? phone = Ayu, string? businessId = AyuId, DateTimeOffset? at = null)
    {
        var message = Message(id, "text", phone, businessId, at);
        message["text"] = new JsonObject { ["body"] = body };
        return message;
    }

    public JsonObject Message(string id, string type, string? phone = Ayu, string? businessId = AyuId, DateTimeOffset? at = null)
    {
        var message = new JsonObject { ["id"] = id, ["timestamp"] = $"{(at ?? Now).ToUnixTimeSeconds()}", ["type"] = type };
        if (phone is not null)
        {
            message["from"] = phone;
        }

        if (businessId is not null)
        {
            message["from_user_id"] = businessId;
        }

        return message;
    }

    public JsonObject Status(string id, string status, int? code = null, DateTimeOffset? at = null)
    {
        var told = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = $"{(at ?? Now).ToUnixTimeSeconds()}", ["recipient_id"] = Ayu };
        if (code is { } number)
        {
            told["errors"] = new JsonArray(new JsonObject
            {
                ["code"] = number, ["title"] = "Message undeliverable", ["message"] = "Message undeliverable", ["error_data"] = new JsonObject { ["details"] = "why" },
            });
        }

        return told;
    }

    public static JsonObject Change(JsonArray? messages = null, JsonArray? statuses = null, JsonArray? contacts = null, string number = OurNumber)
    {
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject { ["display_phone_number"] = "6281100001234", ["phone_number_id"] = number },
        };
        foreach (var (name, array) in new[] { ("contacts", contacts), ("messages", messages), ("statuses", statuses) })
        {
            if (array is not null)
            {
                value[name] = array;
            }
        }

        return new JsonObject { ["field"] = "messages", ["value"] = value };
    }

    public static string Body(params JsonObject[] changes) =>
        new JsonObject { ["object"] = "whatsapp_business_account", ["entry"] = new JsonArray(new JsonObject { ["id"] = "1", ["changes"] = new JsonArray([.. changes]) }) }
            .ToJsonString();

    public Task<HttpStatusCode> SayAsync(string id, string text, string? phone = Ayu, string? businessId = AyuId, DateTimeOffset? at = null) =>
        PostAsync(Body(Change([Text(id, text, phone, businessId, at)])));

    public Task<HttpStatusCode> TellAsync(params JsonObject[] statuses) => PostAsync(Body(Change(statuses: new JsonArray([.. statuses]))));

    public Task<HttpStatusCode> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    public Task<HttpStatusCode> PostAsync(byte[] body) => PostAsync(new ByteArrayContent(body), Sign(body));

    public async Task<HttpStatusCode> PostAsync(HttpContent body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = body };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        }

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    public async Task<(HttpStatusCode Status, string Text, string? Type)> GetAsync(string query)
    {
        using var response = await Http.GetAsync(Url + query);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType);
    }

    public static string Sign(ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(WhatsAppOptionsTests.Options().AppSecret), body));

    /// <summary>What each chat is owed, oldest first: "chat|text".</summary>
    public IReadOnlyList<string> Owed() => Query<string>("SELECT chat_id || '|' || (payload ->> '$.Text') FROM outbox ORDER BY id");

    public IReadOnlyList<T> Query<T>(string sql) => Test.Store.Read(c => c.Query<T>(sql).AsList());

    public T Value<T>(string sql) => Test.Store.Read(c => c.ExecuteScalar<T>(sql))!;

    public Task CreditAsync(long customerId, long rupiah) =>
        Test.Store.InTransaction(tx => Ledger.Post(tx, TransferKind.Credit, customerId, new Rupiah(rupiah), $"gift:{customerId}"));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Test.Dispose();
        _loggers.Dispose();
    }

    private sealed class Saldo : IChatCommand
    {
        public IReadOnlyList<string> Names => ["saldo"];

        public void Handle(CommandContext context) =>
            context.Reply(Html.Of($"saldo {context.Customer.Id}: {Ledger.BalanceOf(context.Tx.Connection, context.Customer.Id).Value} {context.Arguments}"));
    }

    private sealed class Broken : IChatCommand
    {
        public IReadOnlyList<string> Names => ["rusak"];

        public void Handle(CommandContext context) => throw new InvalidOperationException("a bug");
    }

    private sealed class Shrug : IChatFallback
    {
        public void Handle(CommandContext context) => context.Reply(Html.Of($"?{context.Update.Text}{context.Update.CallbackData}"));
    }
}
