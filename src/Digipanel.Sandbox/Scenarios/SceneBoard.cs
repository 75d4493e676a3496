namespace Digipanel.Sandbox.Scenarios;

/// <summary>What the banner says now; empty while no scene plays.</summary>
internal sealed class SceneBoard(Action changed)
{
    private volatile SceneView? _view;

    /// <summary>The banner, or null.</summary>
    public SceneView? View => _view;

    /// <summary>Shows the banner.</summary>
    public void Show(SceneView view)
    {
        _view = view;
        changed();
    }
}
