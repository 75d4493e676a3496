using Digipanel.Bot.CrashTests.World;

namespace Digipanel.Bot.CrashTests.Simulation;

/// <summary>What the network and the providers do to requests: calm, or stormy by the seed's dice. Counts what the laws need to know.</summary>
internal sealed class Weather(Random dice)
{
    private static readonly FateKind[] Kinds =
    [
        FateKind.NoConnection, FateKind.LostOnTheWay, FateKind.AnswerLost, FateKind.Refused, FateKind.ErrorAfterActing, FateKind.Hangs, FateKind.ActsLate,
    ];

    private static readonly int[] Refusals = [429, 500, 502, 503];
    private static readonly int[] Errors = [500, 502, 504];

    /// <summary>How many of a hundred requests come to harm; 0 is calm.</summary>
    public int Harm { get; set; }

    /// <summary>POST /download that did not come back: each may cost one download, no more.</summary>
    public int DoubtfulDownloads { get; private set; }

    public Fate Of(Call call)
    {
        var latency = TimeSpan.FromMilliseconds(dice.Next(8) == 0 ? dice.Next(20_000) : 20 + dice.Next(1_500));
        if (dice.Next(100) >= Harm)
        {
            return Fate.Fine with { Latency = latency };
        }

        var kind = Kinds[dice.Next(Kinds.Length)];
        if (call.Path.EndsWith("/download", StringComparison.Ordinal) && kind != FateKind.NoConnection)
        {
            DoubtfulDownloads++;
        }

        var statuses = kind == FateKind.Refused ? Refusals : Errors;
        return new Fate(kind) { Latency = latency, Status = statuses[dice.Next(statuses.Length)] };
    }
}
