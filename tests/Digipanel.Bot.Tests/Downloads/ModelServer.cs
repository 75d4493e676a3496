using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

/// <summary>How a limiter may count: Digipanel does not say.</summary>
public enum WindowKind
{
    /// <summary>Whole minutes of the server's clock.</summary>
    Aligned,

    /// <summary>A window begins with the first request after the last one's end.</summary>
    FromFirst,

    /// <summary>Each request counts for one window from its arrival.</summary>
    Sliding,
}

/// <summary>A limiter in memory: thirty a minute in one of three ways, answering with Digipanel's headers. Milliseconds of the server's own clock.</summary>
internal sealed class ModelServer(WindowKind kind, int limit, bool headers, long clockOffsetMs = 0)
{
    public const long WindowMs = 60_000;

    private readonly List<long> _counted = [];
    private long _windowStart = long.MinValue;

    public int Taken { get; private set; }

    public int Refused { get; private set; }

    /// <summary>A request arrives; the answer's headers are as of then, its Date as of when it is written.</summary>
    public RateLimitInfo Arrive(long now, long answeredAt)
    {
        now += clockOffsetMs;
        answeredAt += clockOffsetMs;
        switch (kind)
        {
            case WindowKind.Sliding:
                _counted.RemoveAll(at => at + WindowMs <= now);
                break;
            case WindowKind.Aligned when _windowStart != now / WindowMs * WindowMs:
                _windowStart = now / WindowMs * WindowMs;
                _counted.Clear();
                break;
            case WindowKind.FromFirst when _windowStart == long.MinValue || now >= _windowStart + WindowMs:
                _windowStart = now;
                _counted.Clear();
                break;
            default:
                break;
        }

        var tooMany = _counted.Count >= limit;
        if (!tooMany)
        {
            _counted.Add(now);
        }

        (Taken, Refused) = tooMany ? (Taken, Refused + 1) : (Taken + 1, Refused);
        var resetAt = kind == WindowKind.Sliding ? _counted[0] + WindowMs : _windowStart + WindowMs;
        return headers
            ? new RateLimitInfo(tooMany, limit, limit - _counted.Count, TimeSpan.FromSeconds((resetAt / 1000) - (answeredAt / 1000)), null)
            : new RateLimitInfo(tooMany, null, null, null, null);
    }
}
