namespace Digipanel.Sandbox.Page;

/// <summary>The last things that happened anywhere, newest first.</summary>
internal sealed class Traffic
{
    private const int KeptMax = 120;
    private readonly Lock _gate = new();
    private readonly LinkedList<TrafficView> _events = new();
    private long _number;

    /// <summary>Adds one.</summary>
    public void Add(SandboxEvent happened)
    {
        lock (_gate)
        {
            _events.AddFirst(new TrafficView(++_number, happened.Source, happened.Kind, happened.Text, happened.At));
            if (_events.Count > KeptMax)
            {
                _events.RemoveLast();
            }
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<TrafficView> Latest()
    {
        lock (_gate)
        {
            return [.. _events];
        }
    }
}
