namespace Digipanel.Sandbox.Loopback;

/// <summary>State under one lock; every change raises the version and wakes who waits.</summary>
internal abstract class WatchedState
{
    private readonly Lock _lock = new();

    public ChangeSignal Changes { get; } = new();

    protected T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    protected T Change<T>(Func<T> change)
    {
        T result;
        lock (_lock)
        {
            result = change();
        }

        Changes.Raise();
        return result;
    }
}
