using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;
using Digipanel.Sandbox.WhatsApp;
using Digipanel.Sandbox.World;

namespace Digipanel.Sandbox.Page;

/// <summary>The page's own server.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private LoopbackHost _host = null!;

    private PageServer()
    {
    }

    /// <summary>http://127.0.0.1:port</summary>
    public string Url => _host.BaseUrl;

    /// <summary>Starts on the wanted port, or on a free one where that is taken and another will do.</summary>
    public static async Task<PageServer> StartAsync(
        SandboxOptions options, PageFeed feed, TelegramServer telegram, WhatsAppServer whatsapp, Controls controls, Action changed, CancellationToken ct)
    {
        var server = new PageServer();
        try
        {
            server._host = await LoopbackHost.StartAsync(Map, options.Port, ct);
        }
        catch (IOException) when (options.AnotherPortWhenTaken)
        {
            server._host = await LoopbackHost.StartAsync(Map, 0, ct);
        }
        return server;

        void Map(WebApplication app)
        {
            app.UsePageSecurity();
            app.MapPageFiles();
            app.MapLive(feed, server._stopping.Token);
            app.MapChat(telegram, whatsapp);
            app.MapPost("/api/controls/{key}", async (string key, ControlRequest request) =>
            {
                var text = await controls.UseAsync(key, request.Reference, request.Customer);
                changed();
                return text is null ? PageAnswers.Refused("There is no such control, or nothing to use it on.") : PageAnswers.Done(text);
            });
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Streams never end by themselves.
        await _stopping.CancelAsync();
        await _host.DisposeAsync();
        _stopping.Dispose();
    }
}
