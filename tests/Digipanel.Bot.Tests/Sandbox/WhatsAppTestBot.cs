using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Bot.Tests.Sandbox;

/// <summary>A bot of a few lines against the sandbox's WhatsApp, with Ayu, who has just written, and a shop that takes the webhooks.</summary>
internal sealed class WhatsAppTestBot : IAsyncDisposable
{
    public const string Ayu = "6281234567890";

    private readonly HttpClient _http = new();

    private WhatsAppTestBot(WhatsAppServer server, ShopReceiver shop, FakeTime time) => (Server, Shop, Time) = (server, shop, time);

    public WhatsAppServer Server { get; }

    public ShopReceiver Shop { get; }

    public FakeTime Time { get; }

    /// <summary>Every event that the shop has got, in the order of its calls: the message's or status's JSON.</summary>
    public IReadOnlyList<JsonNode> Values => [.. Shop.Received.SelectMany(r => JsonNode.Parse(r.Body)!["entry"]!.AsArray()).SelectMany(e => e!["changes"]!.AsArray()).Select(c => c!["value"]!)];

    public IReadOnlyList<JsonNode> Messages => [.. Values.Where(v => v["messages"] is not null).SelectMany(v => v["messages"]!.AsArray())!];

    public IReadOnlyList<JsonNode> Statuses => [.. Values.Where(v => v["statuses"] is not null).SelectMany(v => v["statuses"]!.AsArray())!];

    public static async Task<WhatsAppTestBot> StartAsync(WhatsAppServerOptions? options = null)
    {
        var time = new FakeTime();
        var bot = new WhatsAppTestBot(await WhatsAppServer.StartAsync(options, time), await ShopReceiver.StartAsync(), time);
        bot.Server.AddUser(new WhatsAppUser("Ayu", Ayu));
        bot.Server.Webhooks.Url = bot.Shop.BaseUrl + "/webhooks/whatsapp";
        await bot.Server.SendTextAsync(Ayu, "halo");
        await bot.Server.SettleAsync();
        return bot;
    }

    public static JsonObject Text(string body = "halo", string to = Ayu) => new()
    {
        ["messaging_product"] = "whatsapp", ["recipient_type"] = "individual", ["to"] = to, ["type"] = "text", ["text"] = new JsonObject { ["preview_url"] = false, ["body"] = body },
    };

    public static JsonObject Interactive(JsonObject interactive) => new()
    {
        ["messaging_product"] = "whatsapp", ["to"] = Ayu, ["type"] = "interactive", ["interactive"] = interactive,
    };

    public static JsonObject Buttons(params (string Id, string Title)[] buttons) => Interactive(new JsonObject
    {
        ["type"] = "button",
        ["body"] = new JsonObject { ["text"] = "Pilih" },
        ["action"] = new JsonObject
        {
            ["buttons"] = new JsonArray([.. buttons.Select(b => new JsonObject { ["type"] = "reply", ["reply"] = new JsonObject { ["id"] = b.Id, ["title"] = b.Title } })]),
        },
    });

    public static JsonObject List(int rows, string? title = null, string button = "Buka") => Interactive(new JsonObject
    {
        ["type"] = "list",
        ["body"] = new JsonObject { ["text"] = "Pilih" },
        ["action"] = new JsonObject
        {
            ["button"] = button,
            ["sections"] = new JsonArray(new JsonObject
            {
                ["rows"] = new JsonArray([.. Enumerable.Range(1, rows).Select(i => new JsonObject { ["id"] = $"r{i}", ["title"] = title ?? $"Baris {i}", ["description"] = "Keterangan" })]),
            }),
        },
    });

    public async Task<(int Status, JsonNode Body)> PostAsync(JsonNode body, string? token = null, string path = "messages", string? number = null)
    {
        using var content = JsonContent.Create(body);
        return await PostAsync(content, token, path, number);
    }

    public async Task<(int Status, JsonNode Body)> PostAsync(HttpContent content, string? token = null, string path = "messages", string? number = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Server.BaseUrl}/v25.0/{number ?? Server.Options.PhoneNumberId}/{path}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Server.Options.AccessToken);
        using var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    /// <summary>The code that a message is refused with; null: it was accepted.</summary>
    public async Task<int?> CodeOfAsync(JsonNode body) => (int?)(await PostAsync(body)).Body["error"]?["code"];

    public async Task<string> SendAsync(JsonNode body) => (string)(await PostAsync(body)).Body["messages"]![0]!["id"]!;

    public async Task<(int Status, JsonNode Body)> UploadAsync(byte[] bytes, string type, string name = "qris.png", string? says = null)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var product = new StringContent("whatsapp", Encoding.UTF8);
        using var said = new StringContent(says ?? type, Encoding.UTF8);
        using var form = new MultipartFormDataContent { { product, "messaging_product" }, { said, "type" }, { file, "file", name } };
        return await PostAsync(form, path: "media");
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Server.Failures);
        await Server.DisposeAsync();
        await Shop.DisposeAsync();
        _http.Dispose();
    }
}
