using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Digipanel.Sandbox.Loopback;

/// <summary>
/// One real Kestrel on 127.0.0.1. It can be switched off and on again on the same port, so that a client sees a refused
/// connection and later the same address again, as in an upgrade of the real service.
/// </summary>
public sealed class LoopbackHost : IAsyncDisposable
{
    /// <summary>Bytes of one request body; the real services refuse far less.</summary>
    public const int RequestBytesMax = 1024 * 1024;

    // Between finding a free port and listening on it another program may take it.
    private const int FreePortTriesMax = 5;

    private readonly Action<WebApplication> _map;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private WebApplication? _app;

    private LoopbackHost(Action<WebApplication> map) => _map = map;

    /// <summary>The port, the same for the host's whole life.</summary>
    public int Port { get; private set; }

    /// <summary>http://127.0.0.1:port, no slash at the end.</summary>
    public string BaseUrl => $"http://127.0.0.1:{Port}";

    /// <summary>Whether it listens.</summary>
    public bool Running => _app is not null;

    /// <summary>Starts on <paramref name="port"/> (0: a <see cref="FreePort"/>). <paramref name="map"/> is called once a start.</summary>
    public static async Task<LoopbackHost> StartAsync(Action<WebApplication> map, int port = 0, CancellationToken ct = default)
    {
        for (var tries = 1; ; tries++)
        {
            var host = new LoopbackHost(map) { Port = port == 0 ? FreePort.Take() : port };
            try
            {
                await host.ResumeAsync(ct);
                return host;
            }
            catch (IOException) when (port == 0 && tries < FreePortTriesMax)
            {
                await host.DisposeAsync();
            }
        }
    }

    /// <summary>Stops listening: connections are refused until <see cref="ResumeAsync"/>.</summary>
    public async Task PauseAsync()
    {
        await _gate.WaitAsync();
        try
        {
            var running = _app;
            _app = null;
            if (running is not null)
            {
                // A cancelled token: calls under way are cut, nobody waits for a long poll to end.
                using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
                try { await running.StopAsync(now.Token); }
                catch (OperationCanceledException) { /* the cut connections: that is what was asked for */ }
                await running.DisposeAsync();
            }
        }
        finally { _gate.Release(); }
    }

    /// <summary>Listens (again) on the same port.</summary>
    public async Task ResumeAsync(CancellationToken ct = default)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_app is null)
            {
                var started = Build();
                try
                {
                    await started.StartAsync(ct);
                }
                catch
                {
                    await started.DisposeAsync();
                    throw;
                }

                _app = started;
            }
        }
        finally { _gate.Release(); }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The sandbox is not configured by the bot's environment (Urls, Logging): it must stay where it was put, and be quiet.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = RequestBytesMax;
            k.Listen(IPAddress.Loopback, Port, l => l.Protocols = HttpProtocols.Http1);
        });
        var built = builder.Build();
        _map(built);
        return built;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await PauseAsync();
        _gate.Dispose();
    }
}
