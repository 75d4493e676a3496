using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.CrashTests.World;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Ops;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.Benchmarks.Shop;

/// <summary>The bot's lane with its reconciler on one thread and a virtual clock, before a Digipanel that counts any 60 seconds strictly.</summary>
internal sealed class LaneWorld : IDisposable
{
    private const int NoPort = 9;
    private readonly VirtualTime _time = new();
    private readonly WebApplication _app;
    private readonly List<PumpLoop> _pumps;
    private readonly Dispatcher _dispatcher;
    private readonly TimeSpan _latency;
    private readonly int _permitLimit;
    private readonly int _customers;
    private long _balance = 100_000_000;

    public LaneWorld(string database, TimeSpan latency, int permitLimit, int customers)
    {
        (_latency, _permitLimit, _customers) = (latency, permitLimit, customers);
        SeededDatabase.Make(database, customers);
        _app = BotApp.Build([], new BotOverrides
        {
            Time = _time, SingleThread = true, RunPumps = false, ConsoleLogs = false, Handlers = _ => new Wire(this),
            Settings = ShopSettings.For(database, NoPort, NoPort),
        });
        _dispatcher = _app.Services.GetRequiredService<Dispatcher>();
        _pumps = [.. _app.Services.GetServices<Pump>().Where(p => p is SubmissionLane or DownloadReconciler).Select(p => new PumpLoop(p, _time))];
    }

    /// <summary>When requests arrived at Digipanel, POST and GET.</summary>
    public List<TimeSpan> Arrivals { get; } = [];

    /// <summary>The links that were submitted, in their order.</summary>
    public List<string> Submitted { get; } = [];

    /// <summary>Answers of 429.</summary>
    public int TooMany { get; private set; }

    /// <summary>A customer pastes a link.</summary>
    public string Paste(int customer, int number)
    {
        var id = (ShopSettings.FirstCustomer + customer).ToString(CultureInfo.InvariantCulture);
        var update = Updates.Paste(number, _customers) with { UserId = id, ChatId = id };
        _dispatcher.DispatchAsync(update, CancellationToken.None).GetAwaiter().GetResult();
        return update.Text;
    }

    public void RunFor(TimeSpan length)
    {
        var end = _time.Elapsed + length;
        while (true)
        {
            while (_pumps.ConvertAll(p => p.TryTurn(TimeSpan.Zero)).Contains(true))
            {
                // Until nothing is to do at this moment.
            }

            var next = _pumps.Min(p => p.Due);
            next = _time.NextTimer is { } timer && timer < next ? timer : next;
            if (next > end)
            {
                _time.MoveTo(end);
                return;
            }

            _time.MoveTo(next);
        }
    }

    public void Dispose() => _app.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private HttpResponseMessage Arrive(HttpMethod method, string body)
    {
        var now = _time.Elapsed;
        var used = Arrivals.Count(a => a > now - TimeSpan.FromMinutes(1));
        if (used >= _permitLimit)
        {
            TooMany++;
            return new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent("""{"status":"error","message":"Rate limit exceeded"}""") };
        }

        Arrivals.Add(now);
        string answer;
        if (method == HttpMethod.Post)
        {
            using var json = JsonDocument.Parse(body);
            Submitted.Add(json.RootElement.EnumerateObject().First(p => p.Value.ValueKind == JsonValueKind.String && p.Value.GetString()!.StartsWith("https://", StringComparison.Ordinal)).Value.GetString()!);
            _balance -= 200;
            answer = string.Create(CultureInfo.InvariantCulture, $$$"""{"status":"success","data":{"download_id":"lane-{{{Submitted.Count}}}","title":"Neon city opener","cost":200,"balance_after":{{{_balance}}}}}""");
        }
        else
        {
            answer = string.Create(CultureInfo.InvariantCulture, $$$"""{"status":"success","data":{"balance":{{{_balance}}},"cost_per_download":200}}""");
        }

        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        response.Headers.Add("X-RateLimit-Limit", _permitLimit.ToString(CultureInfo.InvariantCulture));
        response.Headers.Add("X-RateLimit-Remaining", (_permitLimit - used - 1).ToString(CultureInfo.InvariantCulture));
        return response;
    }

    /// <summary>Half of the latency there, half of it back.</summary>
    private sealed class Wire(LaneWorld world) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var answer = new TaskCompletionSource<HttpResponseMessage>();
            world._time.After(world._latency / 2, () =>
            {
                var response = world.Arrive(request.Method, body);
                world._time.After(world._latency / 2, () => answer.TrySetResult(response));
            });
            return await answer.Task;
        }
    }
}
