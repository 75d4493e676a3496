namespace Digipanel.Sandbox.Loopback;

/// <summary>The faults of the calls to come: each is used up by the next call it is meant for.</summary>
public sealed class FaultQueue
{
    private sealed record Due(Fault Fault, string? Operation);

    private readonly Countdowns<Due> _due = new();

    /// <summary>How many calls will still go wrong.</summary>
    public int Left => _due.Left;

    /// <summary>The next <paramref name="calls"/> calls (of <paramref name="operation"/> only, where given) go wrong like this.</summary>
    public void Next(int calls, Fault fault, string? operation = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        _due.Add(new Due(fault, operation), calls);
    }

    /// <summary>Every call from now on, until <see cref="Clear"/>.</summary>
    public void Always(Fault fault, string? operation = null) => Next(int.MaxValue, fault, operation);

    /// <summary>Back to normal.</summary>
    public void Clear() => _due.Clear();

    /// <summary>The fault of this call, used up; null: a normal call.</summary>
    public Fault? Take(string operation) => _due.Take(d => d.Operation is null || d.Operation == operation)?.Fault;
}
