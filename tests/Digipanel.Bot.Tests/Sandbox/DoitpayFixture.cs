using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Doitpay;

namespace Digipanel.Bot.Tests.Sandbox;

/// <summary>
/// Doitpay's server on faked time, a shop that takes its notifications, and a client that signs by hand: neither the bot's
/// code nor the server's.
/// </summary>
internal sealed class DoitpayFixture : IAsyncDisposable
{
    private readonly RSA _merchant = RSA.Create();
    private int _externalIds;

    public FakeTime Time { get; } = new();
    public DoitpayServer Server { get; private set; } = null!;
    public ShopReceiver Shop { get; private set; } = null!;
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public string Timestamp => Time.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-ddTHH:mm:sszzz");

    public static async Task<DoitpayFixture> StartAsync()
    {
        var f = new DoitpayFixture { Shop = await ShopReceiver.StartAsync() };
        f.Server = await DoitpayServer.StartAsync(new DoitpayServerOptions { NotifyBaseUrl = f.Shop.BaseUrl }, f.Time);
        f._merchant.ImportFromPem(f.Server.Keys.MerchantPrivatePem);
        return f;
    }

    public async Task<(int Status, JsonElement Body)> AskTokenAsync(string separator = "|", string? body = null, string? clientKey = null, string? timestamp = null)
    {
        var (key, time) = (clientKey ?? Server.Options.ClientKey, timestamp ?? Timestamp);
        var signature = _merchant.SignData(Encoding.UTF8.GetBytes(key + separator + time), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return await PostAsync("/auth/v1.0/access-token/b2b", body ?? """{"grantType":"client_credentials"}""",
            ("X-CLIENT-KEY", key), ("X-TIMESTAMP", time), ("X-SIGNATURE", Convert.ToBase64String(signature)));
    }

    public async Task<string> TokenAsync() => (await AskTokenAsync()).Body.GetProperty("accessToken").GetString()!;

    /// <summary>A signed call; headers named again replace the right ones, an empty value leaves the header out.</summary>
    public Task<(int Status, JsonElement Body)> CallAsync(string path, string body, string token, params (string Name, string Value)[] changes) =>
        CallAsync(HttpMethod.Post, path, body, token, changes);

    public async Task<(int Status, JsonElement Body)> CallAsync(HttpMethod method, string path, string body, string token, params (string Name, string Value)[] changes)
    {
        var time = changes.FirstOrDefault(c => c.Name == "X-TIMESTAMP").Value ?? Timestamp;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var signature = HMACSHA512.HashData(Encoding.UTF8.GetBytes(Server.Options.ClientKey), Encoding.UTF8.GetBytes($"{method}:{path}:{token}:{hash}:{time}"));
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Authorization"] = "Bearer " + token,
            ["X-TIMESTAMP"] = time,
            ["X-SIGNATURE"] = Convert.ToBase64String(signature),
            ["X-PARTNER-ID"] = Server.Options.PartnerId,
            ["X-EXTERNAL-ID"] = $"ext-{++_externalIds}",
            ["CHANNEL-ID"] = "NQ",
        };
        foreach (var (name, value) in changes)
        {
            headers[name] = value;
        }

        return await SendAsync(method, path, body, [.. headers.Where(h => h.Value.Length > 0).Select(h => (h.Key, h.Value))]);
    }

    public Task<(int Status, JsonElement Body)> PostAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    private async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string body, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Server.BaseUrl + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return ((int)response.StatusCode, json.RootElement.Clone());
    }

    public async Task<JsonElement> MakeQrAsync(string reference = "TU-1", long amount = 50_000, string? more = null)
    {
        var body = $$"""{"partnerReferenceNo":"{{reference}}","amount":{"value":"{{amount}}.00","currency":"IDR"}{{more}}}""";
        return (await CallAsync("/qris/v1.0/qr/qr-mpm-generate", body, await TokenAsync())).Body;
    }

    public async Task<JsonElement> MakeLinkAsync(string reference = "TU-1", long amount = 50_000, string? more = null)
    {
        var body = $$"""{"partnerReferenceNo":"{{reference}}","amount":{"value":"{{amount}}.00","currency":"IDR"}{{more}}}""";
        return (await CallAsync("/api/v1.0/debit/payment-host-to-host", body, await TokenAsync())).Body;
    }

    public async Task<string> StatusAsync(string reference = "TU-1", bool link = false)
    {
        var (path, body) = link
            ? ("/api/v1.0/debit/status", $$"""{"originalPartnerReferenceNo":"{{reference}}"}""")
            : ("/qris/v1.0/qr/qr-mpm-query", $$"""{"originalPartnerReferenceNo":"{{reference}}","serviceCode":"47"}""");
        return Code((await CallAsync(path, body, await TokenAsync())).Body, "latestTransactionStatus");
    }

    public static string Code(JsonElement body, string name = "responseCode") => body.GetProperty(name).GetString()!;

    /// <summary>Lets time pass and everything that was due happen.</summary>
    public async Task PassAsync(TimeSpan by)
    {
        Time.Advance(by);
        await Server.SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _merchant.Dispose();
        Http.Dispose();
        await Server.DisposeAsync();
        await Shop.DisposeAsync();
        Assert.Empty(Server.Failures);
    }
}
