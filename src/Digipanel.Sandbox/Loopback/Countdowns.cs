namespace Digipanel.Sandbox.Loopback;

/// <summary>What is to happen the next few times, or (<see cref="int.MaxValue"/>) until cleared: the first that is meant is used up first.</summary>
internal sealed class Countdowns<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly List<(T What, int Left)> _due = [];

    /// <summary>How many times are left, of all.</summary>
    public int Left { get { lock (_gate) { return _due.Sum(d => d.Left); } } }

    public void Add(T what, int times) { lock (_gate) { _due.Add((what, times)); } }

    public void Clear() { lock (_gate) { _due.Clear(); } }

    /// <summary>The first that is meant, used up once; null: none.</summary>
    public T? Take(Predicate<T> isMeant)
    {
        lock (_gate)
        {
            var at = _due.FindIndex(d => isMeant(d.What));
            if (at < 0)
            {
                return null;
            }

            var (what, left) = _due[at];
            if (left == 1)
            {
                _due.RemoveAt(at);
            }
            else if (left != int.MaxValue)
            {
                _due[at] = (what, left - 1);
            }

            return what;
        }
    }
}
