using System.Text;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>
/// One life of the bot: the same host as in production, with its pumps turned by the world and its endpoints called directly. It is never asked to
/// stop: it dies.
/// </summary>
internal sealed class BotHost : IDisposable
{
    // More turns at one moment than any work explains.
    private const int TurnsAtOnceMax = 2_000;

    // The files of settings are not watched: three of the four parts of what a start costs here.
    private static readonly string[] NoFileWatchers = ["--hostBuilder:reloadConfigOnChange=false"];

    private readonly VirtualTime _time;
    private readonly FaultLog _log;
    private readonly WebApplication _app;
    private readonly List<Wire> _wires = [];
    private readonly List<PumpLoop> _pumps;
    private readonly Dictionary<string, RouteEndpoint> _endpoints;

    public BotHost(VirtualTime time, Seam seam, IReadOnlyList<IProvider> providers, Func<Call, Fate> fateOf, Action<Span<byte>> random, IReadOnlyDictionary<string, string?> settings, FaultLog log)
    {
        (_time, Seam, _log) = (time, seam, log);
        _app = BotApp.Build(NoFileWatchers, new BotOverrides
        {
            Time = time,
            FillRandom = bytes => random(bytes),
            Handlers = name =>
            {
                var wire = new Wire(providers.Single(p => p.Name == name), seam, time, fateOf);
                _wires.Add(wire);
                return wire;
            },
            StoreObserver = seam,
            SingleThread = true,
            RunPumps = false,
            ConsoleLogs = false,
            Logs = log,
            Settings = settings,
        });
        var pumps = _app.Services.GetServices<Pump>().ToList();
        _endpoints = ((IEndpointRouteBuilder)_app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST", StringComparer.Ordinal) == true).ToDictionary(e => e.RoutePattern.RawText!, StringComparer.Ordinal);
        _pumps = pumps.ConvertAll(p => new PumpLoop(p, time));
        try
        {
            foreach (var pump in pumps)
            {
                Finished(pump.BeginAsync(CancellationToken.None));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Seam Seam { get; }

    public Store Store => _app.Services.GetRequiredService<Store>();

    /// <summary>When a pump turns again by itself.</summary>
    public TimeSpan NextDue => _pumps.Min(p => p.Due);

    /// <summary>Submissions that are under way and would be answered.</summary>
    public int Submissions => _wires.Sum(w => w.Submissions);

    /// <summary>Turns pumps until none has anything to do at this moment, or the host dies.</summary>
    public void Turn(TimeSpan tick, int first)
    {
        var turns = 0;
        PumpLoop? last = null;
        bool moved;
        do
        {
            moved = false;
            for (var i = 0; i < _pumps.Count && !Seam.Dead; i++)
            {
                var pump = _pumps[(first + i) % _pumps.Count];
                if (pump.TryTurn(tick))
                {
                    (moved, last) = (true, pump);
                }
            }

            if (++turns > TurnsAtOnceMax)
            {
                throw new InvalidOperationException($"{last} spins at {_time.GetUtcNow():O} without the clock moving.");
            }
        }
        while (moved && !Seam.Dead);
    }

    /// <summary>An HTTP request from outside; the status, or 0 where the connection broke.</summary>
    public int Post(string pattern, string? account, string body, IReadOnlyDictionary<string, string> headers)
    {
        using var scope = _app.Services.CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = "POST";
        context.Request.Path = account is null ? pattern : pattern.Replace("{account}", account, StringComparison.Ordinal);
        context.Request.RouteValues["account"] = account;
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        try
        {
            Finished(_endpoints[pattern].RequestDelegate!(context));
            return Seam.Dead ? 0 : context.Response.StatusCode;
        }
        catch (Exception e)
        {
            // What the pipeline in front would answer; outside a death nobody expects it.
            _log.Add($"POST {pattern}", e);
            return Seam.Dead ? 0 : StatusCodes.Status500InternalServerError;
        }
    }

    /// <summary>The process is gone; what it had open is closed as the system would.</summary>
    public void Dispose()
    {
        Seam.Kill();
        foreach (var wire in _wires)
        {
            wire.Cut();
        }

        _app.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    // Everything here completes on the caller's thread or waits for the world; what waits where it must not cannot be repeated.
    private static void Finished(Task task)
    {
        if (!task.IsCompleted)
        {
            throw new NotRepeatableException("A request");
        }

        task.GetAwaiter().GetResult();
    }
}
