using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>Keeps what the bot calls an error: outside a crash there should be none that nobody expects.</summary>
internal sealed class FaultLog : ILoggerProvider, ILogger
{
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && !IsDeath(exception))
        {
            _faults.Add($"{formatter(state, exception)} {exception}".Trim());
        }
    }

    public void Dispose()
    {
    }

    private static bool IsDeath(Exception? e) => e is not null && (e is HostDiedException || IsDeath(e.InnerException));
}
