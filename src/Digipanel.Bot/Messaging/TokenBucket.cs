namespace Digipanel.Bot.Messaging;

/// <summary>Allows a burst, then a steady rate, by an injected clock (the BCL's rate limiters take none).</summary>
internal sealed class TokenBucket(double perSecond, double burst)
{
    private readonly double _burst = burst;
    private double _tokens = burst;
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <summary>Full again: nothing is remembered, and the bucket can be forgotten.</summary>
    public bool IsFull(DateTimeOffset now)
    {
        Refill(now);
        return _tokens >= _burst;
    }

    /// <summary>How long until a token is there; zero when one is.</summary>
    /// <param name="now">The time.</param>
    /// <param name="left">How many must be left after it was taken.</param>
    public TimeSpan Wait(DateTimeOffset now, double left = 0)
    {
        Refill(now);
        var needed = left + 1;
        return _tokens >= needed ? TimeSpan.Zero : TimeSpan.FromSeconds((needed - _tokens) / perSecond) + TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Takes a token; <see cref="Wait"/> said there is one.</summary>
    public void Take() => _tokens -= 1;

    /// <summary>Puts tokens back that were taken and not used.</summary>
    public void Give(int tokens) => _tokens = Math.Min(_burst, _tokens + tokens);

    private void Refill(DateTimeOffset now)
    {
        if (_at == DateTimeOffset.MinValue || now < _at)
        {
            // First use, or the clock was set back: a clock that jumps must neither stop us nor give a free burst.
            _at = now;
            return;
        }

        _tokens = Math.Min(_burst, _tokens + ((now - _at).TotalSeconds * perSecond));
        _at = now;
    }
}
