using System.Net;
using System.Reflection;
using Digipanel.Sandbox.Bot;

namespace Digipanel.Bot.Tests.Support;

/// <summary>The bot as a program of its own, which can be killed.</summary>
public sealed partial class ShopWorld
{
    /// <summary>The program: the published one where tests/run has published it, else the built one.</summary>
    public static string BotAssembly { get; } = Environment.GetEnvironmentVariable("DIGIPANEL_BOT_DLL")
        ?? typeof(BotProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BotAssembly").Value!;

    /// <summary>The bot as a program of its own, ready to serve.</summary>
    public async Task<BotProcess> StartProcessAsync()
    {
        var process = LaunchProcess();
        return await IsReadyAsync(process)
            ? process
            : throw new InvalidOperationException($"The bot ended with {await process.Exited}:\n{string.Join('\n', LogLines(50))}");
    }

    /// <summary>The bot as a program of its own, not waited for.</summary>
    public BotProcess LaunchProcess() => Launch(_log ??= new BotLog(Path.Combine(_folder.Path, "bot.log")), []);

    /// <summary>A start that is expected to fail, beside the bot that may be running: its exit code and every line that it wrote.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> Lines)> RunToItsEndAsync(params (string Key, string Value)[] settings)
    {
        using var log = new BotLog(Path.Combine(_folder.Path, "failed-start.log"));
        await using var process = Launch(log, settings);
        await Task.WhenAny(process.Exited, Task.Delay(Patience));
        Assert.True(process.Exited.IsCompleted, $"It did not end:\n{string.Join('\n', log.Last(100))}");
        return (await process.Exited, log.Last(100));
    }

    /// <summary>Waits until /readyz says ready; false: the bot ended before.</summary>
    public async Task<bool> IsReadyAsync(BotProcess process)
    {
        while (!process.Exited.IsCompleted)
        {
            if (await ReadinessAsync() == HttpStatusCode.OK)
            {
                return true;
            }

            await Task.WhenAny(process.Exited, Task.Delay(50));
        }

        return false;
    }

    /// <summary>What /readyz answers now; null: nobody listens.</summary>
    public async Task<HttpStatusCode?> ReadinessAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(BotUrl + "/readyz");
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Waits until /readyz says ready: it gives its checks three seconds, and a busy machine takes as long as it likes.</summary>
    public Task UntilReadyAsync() => UntilAsync(() => ReadinessAsync().GetAwaiter().GetResult() == HttpStatusCode.OK, "/readyz says ready");

    /// <summary>The last lines that the bot's processes wrote.</summary>
    public IReadOnlyList<string> LogLines(int count) => _log?.Last(count) ?? [];

    private BotProcess Launch(BotLog log, IEnumerable<(string Key, string Value)> settings)
    {
        var all = new Dictionary<string, string?>(_settings, StringComparer.Ordinal);
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var variables = all.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!, StringComparer.Ordinal);
        return BotProcess.Start(BotAssembly, variables, _folder.Path, log);
    }
}
