using System.Diagnostics;
using System.Globalization;
using Digipanel.Bot.Benchmarks.Machine;
using Digipanel.Bot.Benchmarks.Report;
using Digipanel.Bot.Benchmarks.Shop;
using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Benchmarks.Scenarios;

/// <summary>/saldo and a paste of customers at random, in a shop of a million customers and five million ledger entries against one of a thousand.</summary>
internal static class SizeScenario
{
    private const int Small = 1_000;
    private const int Large = 1_000_000;
    private const int Rounds = 5;
    private const int AloneEach = 500;
    private const int TogetherEach = 10_000; // several checkpoints' worth, so that one more or less does not decide

    public static readonly Scenario Scenario = new("size", "/saldo and a paste among 1,000,000 customers and 5,000,000 ledger entries, against 1,000 customers", IsQuick: true, RunAsync);

    private static async Task<IReadOnlyList<Line>> RunAsync(string[] args)
    {
        var customers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Large;
        using var folder = Repository.NewFolder();
        File.Copy(LargeDatabase.Make(customers), folder.File("large.db"));
        SeededDatabase.Make(folder.File("small.db"), Small);
        using var large = new ShopInProcess(folder.File("large.db"));
        using var small = new ShopInProcess(folder.File("small.db"));
        var lines = new List<Line>();
        var number = 0L;
        foreach (var (name, make) in (Kind[])[new("/saldo", Updates.Saldo), new("a paste", Updates.Paste)])
        {
            foreach (var (how, callers, each) in ((string, int, int)[])[("one after the other", 1, AloneEach), ("64 at once", 64, TogetherEach)])
            {
                var (ours, reference) = (new List<double>(), new List<double>());
                for (var round = -1; round < Rounds; round++)
                {
                    var slow = await TimeAsync(large, customers, callers, each, make, number);
                    var fast = await TimeAsync(small, Small, callers, each, make, number);
                    number += each;
                    if (round >= 0)
                    {
                        ours.Add(slow);
                        reference.Add(fast);
                    }
                }

                lines.Add(new Line($"{name} among {customers:#,0} customers, {how}", "ms", ours) { Against = $"among {Small:#,0}", Reference = reference, Wanted = "ratio < 1.3" });
            }
        }

        return lines;
    }

    /// <summary>Milliseconds for each: the time that all took, by their number.</summary>
    private static async Task<double> TimeAsync(ShopInProcess shop, int customers, int callers, int each, Func<long, int, ChatUpdate> make, long first)
    {
        var next = first - 1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < first + each; i = Interlocked.Increment(ref next))
            {
                await shop.Dispatcher.DispatchAsync(Anybody(make(i, customers), i, customers), CancellationToken.None);
            }
        })));
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds / each;
    }

    /// <summary>Neighbours in time are none in the tables.</summary>
    private static ChatUpdate Anybody(ChatUpdate update, long number, int customers)
    {
        const long stride = 611_953; // a prime: all customers take their turn
        var id = (ShopSettings.FirstCustomer + (number * stride % customers)).ToString(CultureInfo.InvariantCulture);
        return update with { UserId = id, ChatId = id };
    }

    private sealed record Kind(string Name, Func<long, int, ChatUpdate> Make);
}
