namespace Digipanel.Sandbox.Loopback;

/// <summary>The faults of the calls to come: each is used up by the next call it is meant for.</summary>
public sealed class FaultQueue
{
    private sealed record Due(Fault Fault, string? Operation, int Left);

    private readonly Lock _gate = new();
    private readonly LinkedList<Due> _due = new();

    /// <summary>How many calls will still go wrong.</summary>
    public int Left { get { lock (_gate) { return _due.Sum(d => d.Left); } } }

    /// <summary>The next <paramref name="calls"/> calls (of <paramref name="operation"/> only, where given) go wrong like this.</summary>
    public void Next(int calls, Fault fault, string? operation = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        lock (_gate) { _due.AddLast(new Due(fault, operation, calls)); }
    }

    /// <summary>Every call from now on, until <see cref="Clear"/>.</summary>
    public void Always(Fault fault, string? operation = null) => Next(int.MaxValue, fault, operation);

    /// <summary>Back to normal.</summary>
    public void Clear() { lock (_gate) { _due.Clear(); } }

    /// <summary>The fault of this call, used up; null: a normal call.</summary>
    public Fault? Take(string operation)
    {
        lock (_gate)
        {
            for (var node = _due.First; node is not null; node = node.Next)
            {
                var entry = node.Value;
                if (entry.Operation is not null && entry.Operation != operation) continue;
                if (entry.Left == 1) _due.Remove(node);
                else if (entry.Left != int.MaxValue) node.Value = entry with { Left = entry.Left - 1 };
                return entry.Fault;
            }
            return null;
        }
    }
}
