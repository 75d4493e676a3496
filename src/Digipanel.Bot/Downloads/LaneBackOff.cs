namespace Digipanel.Bot.Downloads;

/// <summary>A server that is away is not hammered: 1, 2, 4 … 60 s. Written by submissions that end while the lane's loop reads.</summary>
internal sealed class LaneBackOff
{
    private const int PauseSecondsMax = 60;
    private const int FailuresMax = 16;

    private int _failures;
    private long _until;

    /// <summary>How many milliseconds nothing is sent.</summary>
    public long Left(long now) => Left(Interlocked.Read(ref _until), now, PauseSecondsMax * 1_000L);

    /// <summary>What is left of a wait that is never longer than <paramref name="maxMs"/>: more means that the clock was set back since, and nothing is left.</summary>
    public static long Left(long until, long now, long maxMs) => until - now is var left && left <= maxMs ? Math.Max(0, left) : 0;

    /// <summary>Whether something that began then has lasted this long; or begins in the future: then the clock was set back since.</summary>
    public static bool IsOver(long since, long lengthMs, long now) => Left(since + lengthMs, now, lengthMs) == 0;

    /// <summary>An attempt reached the server, or did not.</summary>
    public void Report(bool failed, long now)
    {
        // Read once: another submission's success in between would make the shift negative, and the pause none.
        var failures = failed ? Math.Min(_failures + 1, FailuresMax) : 0;
        _failures = failures;
        Interlocked.Exchange(ref _until, failed ? now + (1_000L * Math.Min(PauseSecondsMax, 1 << (failures - 1))) : 0);
    }
}
