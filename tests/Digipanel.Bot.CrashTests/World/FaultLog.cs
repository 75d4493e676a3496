using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.CrashTests.World;

/// <summary>Keeps what one life of the bot calls an error: there should be none that nobody expects. What a dead host still says counts for nothing.</summary>
internal sealed class FaultLog(List<string> faults, Seam seam) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Add(formatter(state, exception), exception);
        }
    }

    public void Add(string what, Exception? exception)
    {
        if (!seam.Dead)
        {
            faults.Add($"{what} {exception}".Trim());
        }
    }

    public void Dispose()
    {
    }
}
