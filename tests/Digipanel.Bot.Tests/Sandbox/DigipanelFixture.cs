using System.Net.Http.Json;
using System.Text.Json;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.DigipanelApi;

namespace Digipanel.Bot.Tests.Sandbox;

/// <summary>Digipanel's server on faked time, a shop that takes its webhooks, and a plain client.</summary>
internal sealed class DigipanelFixture : IAsyncDisposable
{
    public const string Key = "dgp_sk_test";
    public const string Secret = "whsec_test";
    public const string Link = "https://elements.envato.com/modern-business-cards-ABC1234";

    public FakeTime Time { get; } = new();
    public DigipanelServer Server { get; private init; } = null!;
    public ShopReceiver Shop { get; private init; } = null!;
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    public static async Task<DigipanelFixture> StartAsync(Func<DigipanelServerOptions, DigipanelServerOptions>? configure = null, long balance = 50_000)
    {
        var shop = await ShopReceiver.StartAsync();
        var time = new FakeTime();
        var seed = new DigipanelAccountSeed("utama", Key, Secret, balance, shop.BaseUrl + "/webhooks/digipanel");
        var options = new DigipanelServerOptions { Accounts = [seed, seed with { Name = "kedua", ApiKey = Key + "2" }] };
        var server = await DigipanelServer.StartAsync(configure?.Invoke(options) ?? options, time);
        return new DigipanelFixture(time) { Server = server, Shop = shop };
    }

    private DigipanelFixture(FakeTime time) => Time = time;

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? key = Key)
    {
        using var request = new HttpRequestMessage(method, Server.BaseUrl + path);
        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        if (body is not null)
        {
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        }

        return await Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(string url = Link, string? key = Key) => SendAsync(HttpMethod.Post, "/download", new { url }, key);

    public Task<HttpResponseMessage> GetAsync(string path, string? key = Key) => SendAsync(HttpMethod.Get, path, null, key);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return json.RootElement.Clone();
    }

    /// <summary>Accepts one download; its id.</summary>
    public async Task<string> AcceptAsync(string url = Link)
    {
        using var response = await PostAsync(url);
        return (await JsonAsync(response)).GetProperty("data").GetProperty("download_id").GetString()!;
    }

    /// <summary>Lets time pass and everything that was due happen.</summary>
    public async Task PassAsync(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await Server.SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        await Shop.DisposeAsync();
        Assert.Empty(Server.Failures);
    }
}
