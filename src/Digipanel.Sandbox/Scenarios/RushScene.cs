namespace Digipanel.Sandbox.Scenarios;

/// <summary>Everybody comes at once.</summary>
internal sealed class RushScene : IScene
{
    // With the real lane of 30 requests a minute the queue would take three minutes to watch.
    private static readonly TimeSpan LaneWindow = TimeSpan.FromSeconds(20);
    private static readonly long[] Amounts = [25_000, 50_000, 100_000];
    private const int LinksMax = 3;

    /// <inheritdoc/>
    public string Name => "rush";

    /// <inheritdoc/>
    public string Title => "Rush hour";

    /// <inheritdoc/>
    public string About => "40 customers top up and paste links within a minute. The lane takes 30 requests in 20 seconds here instead of a minute, so that it can be watched.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Steps { get; } = ["The doors open", "They paste links", "The queue empties"];

    /// <inheritdoc/>
    public SandboxOptions Prepare(SandboxOptions options) => options with { LaneWindow = LaneWindow };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SummaryLine>> PlayAsync(Stage stage, CancellationToken ct)
    {
        var people = stage.Enter(stage.Tempo.Crowd);
        var links = people.Select((_, i) => LinksMax - (i % LinksMax)).ToArray();
        var longest = 0;
        stage.Step(0, $"{people.Count} customers say hello, top up and pay.");
        var crowd = Task.WhenAll(people.Select((person, i) => VisitAsync(stage, person, i, people.Count, links[i], ct)));
        await WatchAsync(1, rows => crowd.IsCompleted || rows.Orders.Count > 0);
        await WatchAsync(1, rows => crowd.IsCompleted);
        await crowd;
        await WatchAsync(2, rows => rows.Orders.Count >= links.Sum() && rows.Open == 0);
        return [new("Longest queue", $"{longest}")];

        Task WatchAsync(int step, Func<StoredRows, bool> until) => stage.WhenAsync(
            rows =>
            {
                var waiting = rows.In("accepted");
                longest = Math.Max(longest, waiting);
                if (rows.Orders.Count > 0)
                {
                    stage.Step(step, $"{rows.Orders.Count} of {links.Sum()} links are in: {waiting} queued, {rows.Open - waiting} at Digipanel, {rows.In("delivered")} delivered.");
                }

                return until(rows);
            },
            ct);
    }

    private static async Task VisitAsync(Stage stage, ScenePerson person, int index, int people, int links, CancellationToken ct)
    {
        // Whose chat is in view by itself comes when there is a queue to see.
        var turn = (index + (people * 3 / 5)) % people;
        await Stage.PauseAsync(stage.Tempo.Arrivals * turn / people, ct);
        await person.SayAsync("/start");
        await stage.ThinkAsync(ct);
        await person.TopUpAsync(Amounts[index % Amounts.Length], ct);
        await stage.ThinkAsync(ct);
        await person.PasteAsync(links, ct);
    }
}
