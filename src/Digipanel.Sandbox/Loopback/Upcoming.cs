namespace Digipanel.Sandbox.Loopback;

/// <summary>A switch for the next few times, or for all: "the next 2 webhooks are lost".</summary>
public sealed class Upcoming
{
    private readonly Lock _gate = new();
    private int _next;

    /// <summary>On for good, until switched off.</summary>
    public bool Always { get; set; }

    /// <summary>Whether it is on for the next time.</summary>
    public bool Due { get { lock (_gate) { return Always || _next > 0; } } }

    /// <summary>On for the next <paramref name="times"/> times.</summary>
    public void Next(int times = 1) { lock (_gate) { _next = times; } }

    /// <summary>Off.</summary>
    public void Clear() { lock (_gate) { _next = 0; } Always = false; }

    /// <summary>Whether it is on now; uses one up.</summary>
    public bool Take()
    {
        lock (_gate)
        {
            if (Always) return true;
            if (_next == 0) return false;
            _next--;
            return true;
        }
    }
}
