namespace Digipanel.Sandbox.Scenarios;

/// <summary>The scenes there are; a new one adds its line.</summary>
internal static class SceneCatalogue
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<IScene> All { get; } = [new BroadcastScene(), new LostWebhookScene(), new OutageScene(), new RushScene()];

    /// <summary>"broadcast, lost-webhook, outage, rush"</summary>
    public static string Names => string.Join(", ", All.Select(scene => scene.Name));

    /// <summary>The scene of this name, or null.</summary>
    public static IScene? Find(string? name) => All.FirstOrDefault(scene => scene.Name == name);
}
