using System.Globalization;
using Digipanel.Bot.Benchmarks.Report;
using Digipanel.Bot.Benchmarks.Shop;
using Digipanel.Bot.Benchmarks.Machine;

namespace Digipanel.Bot.Benchmarks.Scenarios;

/// <summary>Digipanel's lane on a virtual clock: how much of the 30 requests a minute it uses, whether it is ever told 429, and how long a newcomer waits.</summary>
internal static class LaneScenario
{
    private const int Customers = 50;
    private const int OrdersEach = 20;
    private const int PermitLimit = 30;
    private static readonly TimeSpan Warm = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Measured = TimeSpan.FromMinutes(20);

    public static readonly Scenario Scenario = new("lane", "use of Digipanel's 30 requests a minute, and fairness, on a virtual clock", IsQuick: true, _ => Task.FromResult(Run()));

    private static IReadOnlyList<Line> Run()
    {
        var lines = new List<Line>();
        foreach (var seconds in (double[])[0.2, 1, 5])
        {
            using var folder = Repository.NewFolder();
            using var lane = new LaneWorld(folder.File("lane.db"), TimeSpan.FromSeconds(seconds), PermitLimit, Customers);
            for (var i = 0; i < Customers * OrdersEach; i++)
            {
                lane.Paste(i % Customers, i);
            }

            lane.RunFor(Warm);
            var before = lane.Arrivals.Count;
            lane.RunFor(Measured);
            var used = (lane.Arrivals.Count - before) / (PermitLimit * Measured.TotalMinutes);
            lines.Add(new Line(string.Create(CultureInfo.InvariantCulture, $"lane: share of {PermitLimit} requests a minute used, answers after {seconds} s"), "%", [used * 100])
            {
                Wanted = "≥ 97 %", Note = $"{lane.TooMany} answers of 429 in {(Warm + Measured).TotalMinutes:0} minutes",
            });
        }

        lines.Add(Fairness());
        return lines;
    }

    /// <summary>One customer pastes a hundred links; a minute and a half later, with the budget used up, another pastes one.</summary>
    private static Line Fairness()
    {
        using var folder = Repository.NewFolder();
        using var lane = new LaneWorld(folder.File("lane.db"), TimeSpan.FromSeconds(1), PermitLimit, Customers);
        for (var i = 0; i < 100; i++)
        {
            lane.Paste(customer: 0, i);
        }

        lane.RunFor(TimeSpan.FromSeconds(90));
        var link = lane.Paste(customer: 1, number: 1_000);
        var before = lane.Submitted.Count;
        lane.RunFor(TimeSpan.FromMinutes(2));
        var others = lane.Submitted.Skip(before).TakeWhile(l => l != link).Count();
        return new Line("lane: submissions before a newcomer's first link, behind another's 100", "slots", [others]) { Wanted = "< 2" };
    }
}
