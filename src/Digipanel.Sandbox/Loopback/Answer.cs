namespace Digipanel.Sandbox.Loopback;

/// <summary>A request as the servers' handlers see it: read whole, before anything is decided.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Target">Path and query exactly as they came on the wire: signatures cover them.</param>
/// <param name="Headers">The request's headers.</param>
/// <param name="Body">The body's bytes.</param>
/// <param name="Http">The context, for route values and response headers.</param>
public sealed record Request(string Method, string Target, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body, HttpContext Http)
{
    /// <summary>A header's value, or null where it is missing or blank.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var v) && !string.IsNullOrWhiteSpace(v) ? v.ToString() : null;
}

/// <summary>What a server answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body as text.</param>
/// <param name="ContentType">Its type.</param>
public sealed record Answer(int Status, string Body, string ContentType = "application/json; charset=utf-8")
{
    /// <summary>Headers to add, e.g. Retry-After.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A page.</summary>
    public static Answer Html(string html, int status = 200) => new(status, html, "text/html; charset=utf-8");

    /// <summary>303 to a page, after a form was posted.</summary>
    public static Answer SeeOther(string location) =>
        new(303, "", "text/plain") { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Location"] = location } };
}
