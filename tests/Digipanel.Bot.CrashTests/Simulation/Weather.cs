using Digipanel.Bot.CrashTests.World;

namespace Digipanel.Bot.CrashTests.Simulation;

/// <summary>What the network and the providers do to requests: calm, or stormy by the seed's dice. Counts what the laws need to know.</summary>
internal sealed class Weather(Random dice, VirtualTime time)
{
    private static readonly FateKind[] Kinds =
    [
        FateKind.NoConnection, FateKind.LostOnTheWay, FateKind.AnswerLost, FateKind.Refused, FateKind.ErrorAfterActing, FateKind.Hangs, FateKind.ActsLate,
    ];

    private static readonly int[] Refusals = [429, 500, 502, 503];
    private static readonly int[] Errors = [500, 502, 504];

    private readonly Dictionary<string, (TimeSpan Until, FateKind Kind)> _outages = new(StringComparer.Ordinal);

    /// <summary>How many of a hundred requests come to harm; 0 is calm.</summary>
    public int Harm { get; set; }

    /// <summary>POST /download whose answer does not say what became of it: each may cost one download, no more.</summary>
    public int DoubtfulDownloads { get; private set; }

    /// <summary>A provider is down: nobody is there, or what stands in front of it says so.</summary>
    public void Fail(string provider, TimeSpan longFor) =>
        _outages[provider] = (time.Elapsed + longFor, dice.Next(2) == 0 ? FateKind.NoConnection : FateKind.Refused);

    public Fate Of(Call call)
    {
        var latency = TimeSpan.FromMilliseconds(dice.Next(8) == 0 ? dice.Next(20_000) : 20 + dice.Next(1_500));
        var fate = _outages.TryGetValue(call.Provider.Split('.')[0], out var outage) && time.Elapsed < outage.Until
            ? new Fate(outage.Kind) { Latency = latency, Status = 503 }
            : Usual(latency);
        DoubtfulDownloads += call.IsSubmission && LeavesDoubt(fate) ? 1 : 0;
        return fate;
    }

    private Fate Usual(TimeSpan latency)
    {
        if (dice.Next(100) >= Harm)
        {
            return Fate.Fine with { Latency = latency };
        }

        var kind = Kinds[dice.Next(Kinds.Length)];
        var statuses = kind == FateKind.Refused ? Refusals : Errors;
        return new Fate(kind) { Latency = latency, Status = statuses[dice.Next(statuses.Length)] };
    }

    private static bool LeavesDoubt(Fate fate) => fate.Kind switch
    {
        FateKind.Fine or FateKind.NoConnection => false,
        FateKind.Refused => fate.Status >= 500,
        _ => true,
    };
}
