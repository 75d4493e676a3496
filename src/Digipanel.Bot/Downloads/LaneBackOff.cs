namespace Digipanel.Bot.Downloads;

/// <summary>A server that is away is not hammered: 1, 2, 4 … 60 s. Written by submissions that end while the lane's loop reads.</summary>
internal sealed class LaneBackOff
{
    private const int PauseSecondsMax = 60;
    private const int FailuresMax = 16;

    private int _failures;
    private long _until;

    /// <summary>Unix milliseconds; nothing is sent before.</summary>
    public long Until => Interlocked.Read(ref _until);

    /// <summary>An attempt reached the server, or did not.</summary>
    public void Report(bool failed, long now)
    {
        _failures = failed ? Math.Min(_failures + 1, FailuresMax) : 0;
        Interlocked.Exchange(ref _until, failed ? now + (1_000L * Math.Min(PauseSecondsMax, 1 << (_failures - 1))) : 0);
    }
}
