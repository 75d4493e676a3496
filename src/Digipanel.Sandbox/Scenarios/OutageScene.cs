namespace Digipanel.Sandbox.Scenarios;

/// <summary>Digipanel goes away in the middle of orders, and comes back.</summary>
internal sealed class OutageScene : IScene
{
    private const int PeopleCount = 6;
    private const long Amount = 50_000;

    /// <inheritdoc/>
    public string Name => "outage";

    /// <inheritdoc/>
    public string Title => "Digipanel is down for a minute";

    /// <inheritdoc/>
    public string About => "Digipanel refuses connections for a minute in the middle of orders. Nothing is lost, and nothing is paid twice.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Steps { get; } = ["Customers top up", "Orders go out", "Digipanel goes down", "It comes back", "All are delivered"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SummaryLine>> PlayAsync(Stage stage, CancellationToken ct)
    {
        var people = stage.Enter(PeopleCount);
        stage.Step(0, $"{people.Count} customers top up and pay.");
        await Task.WhenAll(people.Select(person => person.TopUpAsync(Amount, ct)));

        stage.Step(1, "Each of them pastes a link; the first are on their way.");
        await Task.WhenAll(people.Select(person => person.PasteAsync(1, ct)));
        await stage.WhenAsync(rows => rows.In("submitted") + rows.In("delivered") > 0, ct);

        await stage.Sandbox.Outage.BeginAsync(stage.Tempo.Outage);
        stage.Step(2, "Digipanel refuses every connection. Customers go on pasting: their orders are taken, their money is held, and they wait.");
        // Looked at from the first of them on: on a busy machine the outage may be over before the last is in.
        var pasting = Task.WhenAll(people.Select(person => person.PasteAsync(2, ct)));
        var waiting = 0;
        var left = 0;
        await stage.WhenAsync(
            rows =>
            {
                (waiting, left) = (Math.Max(waiting, rows.Open), rows.Open);
                stage.Say($"Digipanel refuses every connection. {rows.Open} orders wait with their money held; the bot tries again after 1, 2, 4, 8 … seconds.");
                return pasting.IsCompleted && stage.Sandbox.Outage.Over.IsCompleted;
            },
            ct);
        await pasting;

        stage.Step(3, "Digipanel is back. The bot's next try finds it: it waits a minute at most between two.");
        await stage.WhenAsync(rows => rows.Open < left || rows.Open == 0, ct);
        stage.Step(4, "The queue empties.");
        await stage.WhenAsync(
            rows =>
            {
                stage.Say($"The queue empties: {rows.In("delivered")} of {rows.Orders.Count} are delivered.");
                return rows.Open == 0;
            },
            ct);
        return [new("Open during the outage", $"{waiting}", waiting > 0)];
    }
}
