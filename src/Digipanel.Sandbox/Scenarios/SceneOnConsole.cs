namespace Digipanel.Sandbox.Scenarios;

/// <summary>A scene asked for on the command line: waits for somebody to watch, and tells the console what the banner tells the page.</summary>
internal static class SceneOnConsole
{
    // Without a page somebody may still read the console.
    private static readonly TimeSpan WatcherMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CurtainTime = TimeSpan.FromSeconds(2);

    /// <summary>Plays it, and prints its summary.</summary>
    public static async Task PlayAsync(SandboxApp sandbox, IScene scene, CancellationToken ct)
    {
        var player = new ScenePlayer(sandbox, scene, SceneTempo.Watchable);
        var step = "";
        player.Told += now =>
        {
            if (player.View.Steps[player.View.Step] is var next && next != step)
            {
                Console.WriteLine($"{step = next}: {now}");
            }
        };
        player.Announce("Begins when the page is open.");
        Console.WriteLine($"{scene.Title}: {scene.About} Begins when the page is open.");
        await Task.WhenAny(sandbox.Watched, Task.Delay(WatcherMax, ct));
        await Task.Delay(CurtainTime, ct);
        var end = await player.PlayAsync(ct);
        Console.WriteLine(end.Now);
        foreach (var line in end.Summary)
        {
            Console.WriteLine($"  {line.Name}: {line.Value}");
        }
    }
}
