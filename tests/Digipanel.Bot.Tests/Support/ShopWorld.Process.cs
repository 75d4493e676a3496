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
    public BotProcess LaunchProcess()
    {
        _log ??= new BotLog(Path.Combine(_folder.Path, "bot.log"));
        return BotProcess.Start(BotAssembly, _settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!, StringComparer.Ordinal), _folder.Path, _log);
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

    /// <summary>The last lines that the bot's processes wrote.</summary>
    public IReadOnlyList<string> LogLines(int count) => _log?.Last(count) ?? [];
}
