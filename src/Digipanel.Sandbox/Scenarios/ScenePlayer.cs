using Digipanel.Sandbox.Money;

namespace Digipanel.Sandbox.Scenarios;

/// <summary>Plays a scene: keeps the banner up to date, and sums up at the end.</summary>
internal sealed class ScenePlayer(SandboxApp sandbox, IScene scene, SceneTempo tempo)
{
    private readonly Lock _gate = new();
    private SceneView _view = new(scene.Name, scene.Title, scene.About, "playing", 0, scene.Steps, null, []);

    /// <summary>The banner as it is now.</summary>
    public SceneView View => _view;

    /// <summary>Told of each thing that the banner says.</summary>
    public event Action<string>? Told;

    /// <summary>Shows the banner before anything happens.</summary>
    public void Announce(string now) => Show(view => view with { Now = now });

    /// <summary>Plays it to its end; a scene that does not get there says where it stopped, and everything stays as it is.</summary>
    public async Task<SceneView> PlayAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(tempo.LengthMax);
        try
        {
            var own = await scene.PlayAsync(new Stage(sandbox, tempo, Tell), limit.Token);
            var summary = SceneSummary.Of(sandbox, own);
            var good = summary.All(line => line.Good);
            Show(view => view with
            {
                State = good ? "over" : "failed", Step = scene.Steps.Count, Summary = summary,
                Now = good ? "All of it is over, and the money adds up. Everything stays running: have a look around." : "Something is not as it should be.",
            });
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Show(view => view with { State = "failed", Summary = SceneSummary.Of(sandbox, []), Now = $"Not over after {tempo.LengthMax.TotalMinutes:0} minutes, at: {view.Now}" });
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A bug of the scene: what runs goes on running, and the page says so.
            Show(view => view with { State = "failed", Now = $"The scene itself broke off, at: {view.Now} ({e.Message})" });
        }

        return _view;
    }

    private void Tell(int? step, string now)
    {
        Show(view => view with { Step = step ?? view.Step, Now = now });
        if (step is not null)
        {
            Told?.Invoke(now);
        }
    }

    private void Show(Func<SceneView, SceneView> change)
    {
        lock (_gate)
        {
            _view = change(_view);
        }

        sandbox.Scene.Show(_view);
    }
}
