namespace Digipanel.Sandbox.Page;

/// <summary>The last things that happened anywhere, newest first.</summary>
internal sealed class Traffic
{
    private const int KeptMax = 120;
    private readonly Lock gate = new();
    private readonly LinkedList<TrafficView> events = new();
    private long number;

    /// <summary>Adds one.</summary>
    public void Add(SandboxEvent happened)
    {
        lock (gate)
        {
            events.AddFirst(new TrafficView(++number, happened.Source, happened.Kind, happened.Text, happened.At));
            if (events.Count > KeptMax)
            {
                events.RemoveLast();
            }
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<TrafficView> Latest()
    {
        lock (gate)
        {
            return [.. events];
        }
    }
}
