using System.Text;
using Digipanel.Sandbox.Loopback;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Digipanel.Bot.Tests.Sandbox;

/// <summary>A request as the shop got it.</summary>
public sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>Stands where the bot stands: takes webhooks and notifications, and answers what a test tells it to.</summary>
internal sealed class ShopReceiver : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Received> _received = [];
    private LoopbackHost _host = null!;

    public string BaseUrl => _host.BaseUrl;

    public IReadOnlyList<Received> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>Status and body of each answer.</summary>
    public Func<Received, (int Status, string Body)> Answers { get; set; } = _ => (200, "{}");

    public static async Task<ShopReceiver> StartAsync()
    {
        var shop = new ShopReceiver();
        shop._host = await LoopbackHost.StartAsync(app => app.MapFallback(shop.TakeAsync));
        return shop;
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new Received(http.Request.Method, http.Request.Path, headers, body.ToArray());
        lock (_gate)
        {
            _received.Add(request);
        }

        var (status, text) = Answers(request);
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(text);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
