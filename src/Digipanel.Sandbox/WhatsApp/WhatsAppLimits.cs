using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>
/// Meta's pace, off until asked for: 80 messages a second a number (130429), and one every six seconds to the same person, of which up to
/// 45 may be borrowed from later (131056).
/// </summary>
public sealed class WhatsAppLimits
{
    private readonly Lock _gate = new();
    private readonly TokenBucket _all = new();
    private readonly Dictionary<string, TokenBucket> _pairs = [];

    /// <summary>Whether the limits hold.</summary>
    public bool Enforced { get; set; }

    /// <summary>Messages a second over all people.</summary>
    public int MessagesPerSecond { get; set; } = 80;

    /// <summary>Between two messages to the same person, in the long run.</summary>
    public TimeSpan PairInterval { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How many may go to the same person at once after a silence.</summary>
    public int PairBurst { get; set; } = 45;

    internal void Take(string user, DateTimeOffset now)
    {
        if (!Enforced)
        {
            return;
        }

        lock (_gate)
        {
            if (!_pairs.TryGetValue(user, out var pair))
            {
                _pairs[user] = pair = new TokenBucket();
            }

            if (!pair.Has(1 / PairInterval.TotalSeconds, PairBurst, now))
            {
                throw GraphRefusal.Of(131056);
            }

            if (!_all.Has(MessagesPerSecond, MessagesPerSecond, now))
            {
                throw GraphRefusal.Of(130429);
            }

            pair.Take();
            _all.Take();
        }
    }
}
