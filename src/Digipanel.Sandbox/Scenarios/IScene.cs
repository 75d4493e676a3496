namespace Digipanel.Sandbox.Scenarios;

/// <summary>A prepared piece of the world's life: plays people and mishaps through the same doors as the page, on the real clock.</summary>
internal interface IScene
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    /// <summary>What the banner calls it.</summary>
    string Title { get; }

    /// <summary>One line about it, for the banner and for --help.</summary>
    string About { get; }

    /// <summary>The banner's steps, in the order in which <see cref="Stage.Step"/> goes through them.</summary>
    IReadOnlyList<string> Steps { get; }

    /// <summary>What the sandbox and the bot need for it.</summary>
    SandboxOptions Prepare(SandboxOptions options) => options;

    /// <summary>Plays it; what it returns joins the summary.</summary>
    Task<IReadOnlyList<SummaryLine>> PlayAsync(Stage stage, CancellationToken ct);
}
