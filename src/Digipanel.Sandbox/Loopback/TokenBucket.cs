namespace Digipanel.Sandbox.Loopback;

/// <summary>So many at once after a silence, and so many a second in the long run. Full at first. Whoever asks holds a lock.</summary>
internal sealed class TokenBucket
{
    private double _tokens = double.MaxValue;
    private DateTimeOffset _at;

    /// <summary>Whether one may be taken now.</summary>
    public bool Has(double perSecond, double burst, DateTimeOffset now)
    {
        _tokens = Math.Min(burst, _tokens + (Math.Max(0, (now - _at).TotalSeconds) * perSecond));
        _at = now;
        return _tokens >= 1;
    }

    /// <summary>How long until one may be taken.</summary>
    public TimeSpan WaitFor(double perSecond, double burst, DateTimeOffset now) =>
        Has(perSecond, burst, now) ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / perSecond);

    public void Take() => _tokens -= 1;
}
