using System.Collections;

namespace Digipanel.Sandbox.Loopback;

/// <summary>One call as it was answered.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Method">GET, POST, …</param>
/// <param name="Operation">The server's name for what was asked, e.g. "POST /download": no ids, no tokens.</param>
/// <param name="Path">The path, without its query; a server whose paths hold secrets masks them.</param>
/// <param name="Status">The HTTP status that was sent; 0: the connection was cut.</param>
/// <param name="At">When the call arrived.</param>
public sealed record CallRecord(long Number, string Method, string Operation, string Path, int Status, DateTimeOffset At);

/// <summary>The calls a server has answered, in the order of their answers. Never headers, bodies or secrets.</summary>
public sealed class CallLog : IReadOnlyList<CallRecord>
{
    /// <summary>Older calls are forgotten, so that a sandbox left running for a week stays small.</summary>
    public const int CallsMax = 20_000;

    private readonly Lock _gate = new();
    private readonly List<CallRecord> _calls = [];
    private long _number;

    /// <inheritdoc/>
    public int Count { get { lock (_gate) { return _calls.Count; } } }

    /// <inheritdoc/>
    public CallRecord this[int index] { get { lock (_gate) { return _calls[index]; } } }

    /// <summary>Calls of an operation.</summary>
    public int Of(string operation) { lock (_gate) { return _calls.Count(c => c.Operation == operation); } }

    /// <summary>Calls answered with a status (0: cut).</summary>
    public int Answered(int status) { lock (_gate) { return _calls.Count(c => c.Status == status); } }

    /// <summary>Adds one.</summary>
    public CallRecord Add(string method, string operation, string path, int status, DateTimeOffset at)
    {
        lock (_gate)
        {
            var call = new CallRecord(++_number, method, operation, path, status, at);
            if (_calls.Count == CallsMax) _calls.RemoveRange(0, CallsMax / 2);
            _calls.Add(call);
            return call;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<CallRecord> GetEnumerator()
    {
        CallRecord[] copy;
        lock (_gate) { copy = [.. _calls]; }
        return ((IEnumerable<CallRecord>)copy).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
