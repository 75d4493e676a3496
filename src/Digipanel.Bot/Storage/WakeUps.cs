using System.Collections.Concurrent;

namespace Digipanel.Bot.Storage;

/// <summary>Tells pumps after a commit that rows they care for may be due. Knows nothing of the rows.</summary>
internal sealed class WakeUps
{
    private readonly ConcurrentDictionary<Type, ConcurrentBag<Action>> _listeners = new();

    public void Register(Type pump, Action wake) => _listeners.GetOrAdd(pump, _ => []).Add(wake);

    public void Raise(Type pump)
    {
        if (_listeners.TryGetValue(pump, out var wakes))
        {
            foreach (var wake in wakes)
            {
                wake();
            }
        }
    }
}
