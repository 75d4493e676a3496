using System.Text.Json.Serialization;

namespace Digipanel.Bot.Benchmarks.Load;

/// <summary>What the load generator sends.</summary>
internal enum Stream
{
    /// <summary>Every second update is /saldo, the others paste a new link.</summary>
    Mixed,

    /// <summary>/saldo.</summary>
    Saldo,

    /// <summary>One new link each.</summary>
    Paste,

    /// <summary>Digipanel's webhooks, each about another order of the seeded ones.</summary>
    Delivery,

    /// <summary>The same webhooks of Digipanel's again and again.</summary>
    Repeats,
}

/// <summary>One run of the load generator.</summary>
/// <param name="Stream">What.</param>
/// <param name="Port">The server's port.</param>
/// <param name="Connections">How many senders; each waits for its answer, and for its reply where there is one.</param>
/// <param name="Seconds">How long.</param>
internal sealed record LoadOrder(Stream Stream, int Port, int Connections, double Seconds)
{
    /// <summary>Zero: as fast as the answers come. Else so many a second at random moments, whatever the answers do.</summary>
    public double RatePerSecond { get; init; }

    /// <summary>How many customers take turns.</summary>
    public required int Customers { get; init; }

    /// <summary>Where the numbers of updates, links and orders go on: nothing repeats by accident.</summary>
    public required long FirstNumber { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Done">Answered, and replied to where a reply was due.</param>
/// <param name="Failed">Anything else.</param>
/// <param name="Seconds">The time that it took.</param>
/// <param name="Calls">Calls that Telegram's stub took meanwhile.</param>
/// <param name="P50Ms">The median, from the moment that the sending was due.</param>
/// <param name="P99Ms">The 99th percentile.</param>
/// <param name="MaxMs">The worst.</param>
/// <param name="CpuSeconds">The load generator's own CPU, the stub's included.</param>
/// <param name="NextNumber">Where the next run may go on.</param>
internal sealed record LoadResult(long Done, long Failed, double Seconds, long Calls, double P50Ms, double P99Ms, double MaxMs, double CpuSeconds, long NextNumber)
{
    [JsonIgnore]
    public double PerSecond => Done / Seconds;
}

/// <summary>Orders and results as lines between the two processes.</summary>
[JsonSerializable(typeof(LoadOrder))]
[JsonSerializable(typeof(LoadResult))]
internal sealed partial class LoadJson : JsonSerializerContext;
