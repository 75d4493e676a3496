using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Downloads;

/// <summary>
/// A lane's submissions under way: how many, which, and whether one was alone from its beginning to its end. One whose answer is not recorded yet is
/// under way as well: nothing may be concluded from the balance before it is.
/// </summary>
internal sealed class UnderWay(Func<Func<Task>, Task> start)
{
    private readonly InFlight<long> _inFlight = new(start);
    private long _begun;

    /// <summary>How many were begun since the start.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    public int Count => _inFlight.Count + Unrecorded.Count;

    /// <summary>Whether a call has not ended.</summary>
    public bool IsCalling => _inFlight.Count > 0;

    public UnrecordedAnswers Unrecorded { get; } = new();

    public long[] Numbers() => [.. _inFlight.Keys(), .. Unrecorded.Numbers()];

    /// <summary>Starts the work for an order. Only the lane's loop calls this.</summary>
    /// <param name="number">The order.</param>
    /// <param name="work">Is given a question: was, up to now, no other submission under way beside it?</param>
    /// <param name="ended">Called after its end.</param>
    public void Begin(long number, Func<Func<bool>, Task> work, Action ended)
    {
        var mine = Interlocked.Increment(ref _begun);
        var aloneAtStart = Count == 0;
        _inFlight.Begin(number, () => work(() => aloneAtStart && Interlocked.Read(ref _begun) == mine), ended);
    }

    public Task DrainAsync() => _inFlight.DrainAsync();
}
