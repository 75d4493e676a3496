using System.Diagnostics;
using System.Globalization;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.DigipanelApi;
using Xunit.Abstractions;

namespace Digipanel.Bot.CrashTests.Kills;

/// <summary>
/// The published bot under load, on a real file, killed with SIGKILL at random moments and started again, then audited. The seed picks customers'
/// doings, faults and moments; the processes' own timing is real, so that a seed repeats a run's shape and not its every step.
/// More kills: <c>DIGIPANEL_KILLS=60</c>; a given run's shape: <c>DIGIPANEL_KILL_SEED=4711</c>.
/// </summary>
public sealed class SigkillTests(ITestOutputHelper output)
{
    private const int Customers = 6;
    private const int KillsByDefault = 8;
    private const int LifeMsMin = 300;
    private const int LifeMsMax = 4_000;

    [Fact]
    public async Task Killed_at_random_moments_under_load_the_bot_loses_nothing_and_pays_nothing_twice()
    {
        var kills = Setting("DIGIPANEL_KILLS") ?? KillsByDefault;
        var seed = Setting("DIGIPANEL_KILL_SEED") ?? Random.Shared.Next();
        await using var world = await ShopWorld.StartOutsideAsync(
            new DigipanelServerOptions
            {
                Accounts = [new DigipanelAccountSeed("main", ShopWorld.ApiKey, ShopWorld.WebhookSecret, Balance: 5_000_000)],
                PermitLimit = 10_000,
                ProcessingTime = TimeSpan.FromSeconds(1),
            },
            ("Digipanel:RateLimit:PermitLimit", "10000"),
            ("Digipanel:Timeout", "00:00:03"),
            ("Digipanel:PollAfter", "00:00:03"),
            ("Doitpay:Timeout", "00:00:03"),
            ("Doitpay:StatusPollInterval", "00:00:02"));
        try
        {
            await RunAsync(world, seed, kills);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"DIGIPANEL_KILL_SEED={seed} DIGIPANEL_KILLS={kills} repeats the shape of this run, not its every step: {e.Message}\n{string.Join('\n', world.LogLines(200))}", e);
        }
    }

    private async Task RunAsync(ShopWorld world, int seed, int kills)
    {
        var watch = Stopwatch.StartNew();
        var random = new Random(seed);
        var (digipanel, doitpay) = (world.Digipanel, world.Doitpay);
        digipanel.Latency = doitpay.Latency = (TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(250));
        // Often enough to outlast the times when nobody listens; what is to be lost, the faults lose.
        (digipanel.Options.Webhooks.AttemptsMax, digipanel.Options.Webhooks.RetryPause) = (12, TimeSpan.FromMilliseconds(100));
        (doitpay.Options.Notifications.AttemptsMax, doitpay.Options.Notifications.RetryPause) = (12, TimeSpan.FromMilliseconds(100));

        using var closing = new CancellationTokenSource();
        var crowd = Enumerable.Range(0, Customers).Select(i => new Customer(world, i, new Random(random.Next()))).ToList();
        await (await world.StartProcessAsync()).DisposeAsync(); // makes the file, which the customers look into
        var shopping = Task.WhenAll(crowd.Select(c => Task.Run(() => c.ShopUntilAsync(closing.Token))));
        var trouble = new Trouble(world, random);
        for (var kill = 0; kill < kills; kill++)
        {
            output.WriteLine($"life {kill + 1}: {trouble.Begin()}");
            await LiveAndDieAsync(world, random);
            Assert.False(shopping.IsFaulted, shopping.Exception?.ToString());
        }

        await closing.CancelAsync();
        await shopping;
        var killed = watch.Elapsed;
        await FinishAsync(world);
        MoneyAudit.Check(world);
        output.WriteLine($"seed {seed}: {kills} kills in {killed.TotalSeconds:0} s, drained in {(watch.Elapsed - killed).TotalSeconds:0} s; {Figures(world)}; Digipanel was paid for {world.Digipanel.Downloads.Count(d => d.Paid)}");
    }

    private static async Task LiveAndDieAsync(ShopWorld world, Random random)
    {
        var life = TimeSpan.FromMilliseconds(random.Next(LifeMsMin, LifeMsMax));
        var diesYoung = random.Next(4) == 0; // before it is ready, perhaps in the middle of recovering from the kill before
        await using var process = world.LaunchProcess();
        if (!diesYoung && !await world.IsReadyAsync(process))
        {
            Assert.Fail($"The bot ended by itself with {await process.Exited}.");
        }

        await Task.Delay(life);
        Assert.False(process.Exited.IsCompleted, "The bot ended by itself.");
        await process.KillAsync();
    }

    /// <summary>The outside behaves from now on; whatever is owed gets done.</summary>
    private async Task FinishAsync(ShopWorld world)
    {
        world.Digipanel.Faults.Clear();
        world.Doitpay.Faults.Clear();
        world.Telegram.Faults.Clear();
        long doubts;
        await using (var last = await world.StartProcessAsync())
        {
            doubts = await Quiet.ButDoubtsAsync(world);
            await last.KillAsync();
        }

        if (doubts > 0)
        {
            output.WriteLine($"left to the half hour: {string.Join(", ", Quiet.OpenOrders(world))}");
            Quiet.LetHalfAnHourPass(world);
        }

        await using var late = await world.StartProcessAsync();
        await Quiet.UntilAsync(world);
    }

    private static string Figures(ShopWorld world) => world.Scalar<string>(
        """
        SELECT printf('%d orders (%d delivered, %d refunded), %d lost answers, %d upstream losses (%s), %d top-ups credited, %d messages',
          (SELECT count(*) FROM orders), (SELECT count(*) FROM orders WHERE state = 'delivered'), (SELECT count(*) FROM orders WHERE state = 'failed'),
          (SELECT coalesce(sum(doubts), 0) FROM orders), (SELECT count(*) FROM upstream_losses),
          (SELECT group_concat(why || iif(certain, ', certain ', ', possible ') || n, '; ') FROM (SELECT why, certain, count(*) AS n FROM upstream_losses GROUP BY why, certain)),
          (SELECT count(*) FROM topups WHERE state = 'paid'),
          (SELECT count(*) FROM outbox WHERE state = 'sent'))
        """)!;

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
