namespace Digipanel.Bot.Ops;

/// <summary>What a test or the sandbox may replace. Production uses the defaults.</summary>
public sealed record BotOverrides
{
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Randomness for ids and jitter; the operating system's where null.</summary>
    public Ids.FillRandom? FillRandom { get; init; }

    /// <summary>The network towards a provider ("telegram", "whatsapp", "digipanel", "doitpay"); sockets where null.</summary>
    public Func<string, HttpMessageHandler>? Handlers { get; init; }

    /// <summary>Watches, or kills the program around, every commit.</summary>
    public Storage.IStoreObserver? StoreObserver { get; init; }

    /// <summary>
    /// True runs every transaction, and every piece of work that a pump starts, on its caller's thread: a simulation that must replay exactly.
    /// </summary>
    public bool SingleThread { get; init; }

    /// <summary>False leaves the pumps to the test, which calls their RunOnceAsync.</summary>
    public bool RunPumps { get; init; } = true;

    /// <summary>False lets a test play a feature without any chat channel.</summary>
    public bool NeedsChannel { get; init; } = true;

    /// <summary>False lets the people of a test write faster than people do (<see cref="Chat.FloodGuard"/>).</summary>
    public bool CountsFloods { get; init; } = true;

    /// <summary>Settings that win over every file and environment variable.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Further log sinks.</summary>
    public ILoggerProvider? Logs { get; init; }

    /// <summary>False keeps the console quiet.</summary>
    public bool ConsoleLogs { get; init; } = true;
}
