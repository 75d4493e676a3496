namespace Digipanel.Sandbox.Loopback;

/// <summary>One awkward behaviour of one call. "After" means: the service has acted, and the caller cannot know it.</summary>
public sealed record Fault
{
    private Fault() { }

    /// <summary>The status answered instead of the real answer; null: no such answer.</summary>
    public int? Status { get; private init; }

    /// <summary>The body of that answer; null: the server's own error body.</summary>
    public string? Body { get; private init; }

    /// <summary>Whether the connection is cut instead of answered.</summary>
    public bool Reset { get; private init; }

    /// <summary>Whether the service acts before this fault shows.</summary>
    public bool AfterActing { get; private init; }

    /// <summary>A wait: before acting, or with <see cref="AfterActing"/> between acting and answering.</summary>
    public TimeSpan Delay { get; private init; }

    /// <summary>Headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers a status and does nothing else.</summary>
    public static Fault Answers(int status, string? body = null) => new() { Status = status, Body = body };

    /// <summary>Acts, then answers a status as if it had not.</summary>
    public static Fault AnswersAfterActing(int status, string? body = null) => new() { Status = status, Body = body, AfterActing = true };

    /// <summary>429, with Retry-After in seconds where given.</summary>
    public static Fault TooManyRequests(int? retryAfterSeconds = null) => retryAfterSeconds is { } s
        ? Answers(429) with { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Retry-After"] = $"{s}" } }
        : Answers(429);

    /// <summary>Cuts the connection before acting.</summary>
    public static Fault ResetsBeforeActing { get; } = new() { Reset = true };

    /// <summary>Acts, then cuts the connection.</summary>
    public static Fault ResetsAfterActing { get; } = new() { Reset = true, AfterActing = true };

    /// <summary>Waits, then acts and answers.</summary>
    public static Fault Slow(TimeSpan delay) => new() { Delay = delay };

    /// <summary>Acts, then keeps the answer for <paramref name="delay"/>: longer than the caller's timeout, it is lost.</summary>
    public static Fault AnswersLate(TimeSpan delay) => new() { Delay = delay, AfterActing = true };
}
