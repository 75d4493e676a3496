using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;

namespace Digipanel.Sandbox.Page;

/// <summary>
/// The page as named parts of JSON (a chat, the wallets and orders, the traffic). A part is sent when it differs from what was
/// sent last, so nobody has to work out what changed, and a browser that comes back gets everything once.
/// </summary>
internal sealed class PageFeed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Version, string Json)> _parts = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody follows for the first time.</summary>
    public Task Watched => _watched.Task;

    /// <summary>Sets a part.</summary>
    /// <param name="key">Tells parts apart; several may share a name (one chat a customer).</param>
    /// <param name="name">What the page calls it.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="type">How to write it.</param>
    public void Publish<T>(string key, string name, T value, JsonTypeInfo<T> type)
    {
        var json = $$"""{"name":"{{name}}","value":{{JsonSerializer.Serialize(value, type)}}}""";
        lock (_gate)
        {
            if (_parts.TryGetValue(key, out var old) && old.Json == json)
            {
                return;
            }
            _parts[key] = (++_version, json);
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>All parts, as a JSON array.</summary>
    public string Snapshot() => $"[{string.Join(',', Since(0).Parts)}]";

    /// <summary>All parts now, then each that changes; null now and then where nothing does, so that a dead connection is noticed.</summary>
    public async IAsyncEnumerable<string?> FollowAsync(TimeSpan heartbeat, [EnumeratorCancellation] CancellationToken ct)
    {
        long seen = 0;
        _watched.TrySetResult();
        while (true)
        {
            var (now, news, next) = Since(seen);
            seen = now;
            foreach (var part in news)
            {
                yield return part;
            }
            if (await Task.WhenAny(next, Task.Delay(heartbeat, ct)) != next)
            {
                ct.ThrowIfCancellationRequested();
                yield return null;
            }
        }
    }

    private (long Version, IReadOnlyList<string> Parts, Task Next) Since(long seen)
    {
        lock (_gate)
        {
            return (_version, [.. _parts.Values.Where(p => p.Version > seen).OrderBy(p => p.Version).Select(p => p.Json)], _changed.Task);
        }
    }
}
