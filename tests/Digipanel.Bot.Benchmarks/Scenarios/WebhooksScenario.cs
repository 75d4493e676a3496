using Digipanel.Bot.Benchmarks.Load;
using Digipanel.Bot.Benchmarks.Machine;
using Digipanel.Bot.Benchmarks.Report;
using Digipanel.Bot.Benchmarks.Shop;

namespace Digipanel.Bot.Benchmarks.Scenarios;

/// <summary>
/// Digipanel's webhooks: how long a delivery takes from its arrival to the Drive link at Telegram, 100 a second; and how fast repeats are taken,
/// against a bare Kestrel endpoint that verifies the same HMAC and forgets.
/// </summary>
internal static class WebhooksScenario
{
    private const int Customers = 5_000;
    private const int Orders = 6_000;
    private const int Senders = 64;
    private const int Rounds = 3;
    private const double DeliveryPerSecond = 100;
    private const double DeliverySeconds = 12;
    private const double WarmSeconds = 3;
    private const double RepeatSeconds = 3;

    public static readonly Scenario Scenario = new("webhooks", "Digipanel's webhook in, Drive link handed to Telegram; repeats against bare Kestrel", IsQuick: true, RunAsync);

    private static async Task<IReadOnlyList<Line>> RunAsync(string[] args)
    {
        using var folder = Repository.NewFolder();
        using var load = new LoadProcess();
        var database = folder.File("bot.db");
        SeededDatabase.Make(database, Customers);
        await SeededDatabase.AddRunningOrdersAsync(database, Customers, Orders);
        var (port, barePort) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        using var bot = BotProgram.Start(folder, database, port, load.StubPort);
        using var bare = ServerProcess.Start(
            folder.File("bare.log"), folder.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{barePort}" },
            "dotnet", typeof(WebhooksScenario).Assembly.Location, "bare", ShopSettings.DigipanelSecret);
        bot.WaitUntilHealthy(port);
        bare.WaitUntilHealthy(barePort);

        var first = 0L;
        var deliveries = new List<LoadResult>();
        foreach (var seconds in (double[])[WarmSeconds, DeliverySeconds, DeliverySeconds, DeliverySeconds])
        {
            var delivered = await load.RunAsync(new LoadOrder(Load.Stream.Delivery, port, Senders, seconds) { Customers = Customers, FirstNumber = first, RatePerSecond = DeliveryPerSecond });
            first = delivered.NextNumber;
            deliveries.Add(delivered);
        }

        deliveries.RemoveAt(0);
        var (repeats, against) = (new List<LoadResult>(), new List<LoadResult>());
        await RepeatAsync(port);
        await RepeatAsync(barePort);
        var (cpu, bareCpu) = (bot.Cpu, bare.Cpu);
        for (var round = 0; round < Rounds; round++)
        {
            repeats.Add(await RepeatAsync(port));
            against.Add(await RepeatAsync(barePort));
        }

        (cpu, bareCpu) = (bot.Cpu - cpu, bare.Cpu - bareCpu);
        return
        [
            new Line($"Digipanel's webhook in → Drive link at Telegram, {DeliveryPerSecond}/s, p99", "ms", [.. deliveries.Select(d => d.P99Ms)])
            {
                Wanted = "< 25 ms", Note = $"p50 {MarkdownTable.Median([.. deliveries.Select(d => d.P50Ms)]):0.0} ms, max {deliveries.Max(d => d.MaxMs):0} ms{Failures(deliveries)}",
            },
            new Line($"repeated webhooks, {Senders} at once", "/s", [.. repeats.Select(r => r.PerSecond)])
            {
                Against = "bare Kestrel with HMAC", Reference = [.. against.Select(r => r.PerSecond)], Wanted = "ratio ≥ 0.50",
                Note = $"{cpu.TotalMicroseconds / repeats.Sum(r => r.Done):0} against {bareCpu.TotalMicroseconds / against.Sum(r => r.Done):0} µs CPU each{Failures(repeats)}",
            },
        ];

        Task<LoadResult> RepeatAsync(int to) => load.RunAsync(new LoadOrder(Load.Stream.Repeats, to, Senders, RepeatSeconds) { Customers = Customers, FirstNumber = 0 });
    }

    private static string Failures(IEnumerable<LoadResult> results) => results.Sum(r => r.Failed) is > 0 and var failed ? $"; **{failed} failed**" : "";
}
