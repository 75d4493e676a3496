namespace Digipanel.Sandbox.World;

/// <summary>
/// A control of the outside world. <paramref name="Armed"/>: it is on until it is used again, or waits for its moment; null where it acts at
/// once. <paramref name="Until"/>: it ends by itself then.
/// </summary>
public sealed record ControlView(string Key, string Icon, string Label, string Title, bool? Armed, DateTimeOffset? Until = null);
