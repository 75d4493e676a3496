using System.ComponentModel;
using System.Diagnostics;

namespace Digipanel.Sandbox.Bot;

/// <summary>The unmodified bot as a program of its own, watched by a <see cref="BotGuard"/> so that it never outlives the sandbox.</summary>
public sealed class BotProcess : IAsyncDisposable
{
    private const int StopSecondsMax = 15;
    private readonly Process _guard;
    private readonly Task _reading;
    private readonly TaskCompletionSource<Process> _bot = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTime _botStarted;

    private BotProcess(Process guard, BotLog log)
    {
        _guard = guard;
        _reading = Task.WhenAll(ReadAsync(guard.StandardOutput, log), ReadAsync(guard.StandardError, log));
        Exited = WaitAsync();
    }

    /// <summary>Completes with the exit code once the bot has ended.</summary>
    public Task<int> Exited { get; }

    /// <summary>The bot's process id; null until it is known and after the bot has ended.</summary>
    public int? Pid => _bot.Task.IsCompletedSuccessfully && !Exited.IsCompleted ? _bot.Task.Result.Id : null;

    /// <summary>Starts the bot.</summary>
    /// <param name="botAssembly">Path of Digipanel.Bot.dll.</param>
    /// <param name="settings">Its configuration, as environment variables.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="log">Where its lines go.</param>
    public static BotProcess Start(string botAssembly, IReadOnlyDictionary<string, string> settings, string folder, BotLog log)
    {
        var start = BotCommand.Make(botAssembly, settings, folder);
        return new BotProcess(Process.Start(start) ?? throw new InvalidOperationException("The bot could not be started."), log);
    }

    /// <summary>Asks the bot to stop, as a supervisor would, and waits for it.</summary>
    public async Task StopAsync()
    {
        _guard.StandardInput.Close();
        if (await Task.WhenAny(Exited, Task.Delay(TimeSpan.FromSeconds(StopSecondsMax))) != Exited)
        {
            _guard.Kill(entireProcessTree: true);
            await Exited;
        }
    }

    /// <summary>kill -9: the bot gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        if (await Task.WhenAny(_bot.Task, Exited) == _bot.Task && _bot.Task.IsCompletedSuccessfully)
        {
            KillBot(await _bot.Task);
        }
        await Exited;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted)
        {
            await StopAsync();
        }
        _guard.Dispose();
        if (_bot.Task.IsCompletedSuccessfully)
        {
            (await _bot.Task).Dispose();
        }
    }

    private async Task<int> WaitAsync()
    {
        await _guard.WaitForExitAsync();
        // A guard that was killed by itself leaves a bot behind, which still holds the pipes: end it before reading on.
        if (_bot.Task.IsCompletedSuccessfully)
        {
            KillBot(await _bot.Task);
        }
        await _reading;
        _bot.TrySetCanceled();
        return _guard.ExitCode;
    }

    private async Task ReadAsync(StreamReader from, BotLog log)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            if (!_bot.Task.IsCompleted && line.StartsWith(BotGuard.PidPrefix, StringComparison.Ordinal))
            {
                NoteBot(int.Parse(line.AsSpan(BotGuard.PidPrefix.Length)));
            }
            else
            {
                log.Add(line);
            }
        }
    }

    private void NoteBot(int id)
    {
        try
        {
            var process = Process.GetProcessById(id);
            _botStarted = process.StartTime;
            _bot.TrySetResult(process);
        }
        catch (Exception e) when (HasEnded(e))
        {
            // So short a life: the guard's exit code tells the rest.
        }
    }

    private void KillBot(Process process)
    {
        try
        {
            // The number may belong to somebody else by now: the start time says whether it is still ours.
            using var now = Process.GetProcessById(process.Id);
            if ((now.StartTime - _botStarted).Duration() < TimeSpan.FromSeconds(1))
            {
                now.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (HasEnded(e))
        {
            // Gone, as wanted.
        }
    }

    private static bool HasEnded(Exception e) => e is ArgumentException or InvalidOperationException or Win32Exception;
}
