using System.Runtime.InteropServices;
using Digipanel.Sandbox;
using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.Scenarios;

// The sandbox starts itself once more as the bot's guard, see BotGuard.
if (args is [BotGuard.Verb, .. var command])
{
    return await BotGuard.RunAsync(command);
}

var (options, problem) = CommandLine.Parse(args);
if (options is null)
{
    await (problem is null ? Console.Out : Console.Error).WriteLineAsync(problem ?? CommandLine.Help);
    return problem is null ? 0 : 2;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
_ = ParentWatch.RunAsync(stop);
try
{
    await using var sandbox = await SandboxApp.StartAsync(options, stop.Token);
    if (sandbox.Bot is { State: not BotState.Ready } bot)
    {
        await Console.Error.WriteLineAsync($"{bot.Text}: {sandbox.BotLog.Path}");
    }
    Console.WriteLine($"Open {sandbox.Url}");
    if (SceneCatalogue.Find(options.Scenario) is { } scene)
    {
        await SceneOnConsole.PlayAsync(sandbox, scene, stop.Token);
    }
    await Task.Delay(Timeout.Infinite, stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    // Ctrl+C: everything has been stopped on the way here.
}
catch (IOException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
return 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
