using Digipanel.Sandbox.Money;
using Digipanel.Sandbox.Page;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Sandbox.Scenarios;

/// <summary>Where a scene plays: its people, its tempo, the banner, and a look at what is stored.</summary>
internal sealed class Stage(SandboxApp sandbox, SceneTempo tempo, Action<int?, string> tell)
{
    // The bot's database announces nothing: many who wait share one look.
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(100);
    private readonly Lock _looking = new();
    private StoredRows _rows = new([], []);
    private long _lookedAt;

    /// <summary>The world.</summary>
    public SandboxApp Sandbox => sandbox;

    /// <summary>How fast to play.</summary>
    public SceneTempo Tempo => tempo;

    /// <summary>Goes on to the next of the banner's steps.</summary>
    public void Step(int step, string now) => tell(step, now);

    /// <summary>What happens now, within a step.</summary>
    public void Say(string now) => tell(null, now);

    /// <summary>The customers who are always there, then as many others as are needed.</summary>
    public IReadOnlyList<ScenePerson> Enter(int count)
    {
        var people = People.Customers.Concat(Crowd.People(count)).Take(count).ToList();
        foreach (var person in people)
        {
            sandbox.Telegram.AddUser(person);
        }

        return [.. people.Select(person => new ScenePerson(this, person))];
    }

    /// <summary>A pause between two things that somebody does.</summary>
    public Task ThinkAsync(CancellationToken ct) => PauseAsync(tempo.Thinking, ct);

    /// <summary>Waits.</summary>
    public static Task PauseAsync(TimeSpan time, CancellationToken ct) => Task.Delay(time, TimeProvider.System, ct);

    /// <summary>Looks at what is stored until it is so; the scene's own end bounds it.</summary>
    public async Task<T> WhenAsync<T>(Func<StoredRows, T?> look, CancellationToken ct)
        where T : class
    {
        while (true)
        {
            if (look(Look()) is { } found)
            {
                return found;
            }

            await PauseAsync(LookPause, ct);
        }
    }

    /// <summary>Waits until it is so.</summary>
    public Task WhenAsync(Func<StoredRows, bool> isSo, CancellationToken ct) => WhenAsync(rows => isSo(rows) ? rows : null, ct);

    private StoredRows Look()
    {
        lock (_looking)
        {
            var now = TimeProvider.System.GetTimestamp();
            if (TimeProvider.System.GetElapsedTime(_lookedAt, now) >= LookPause)
            {
                _rows = new StoredRows(sandbox.Database.Orders(), sandbox.Database.Topups());
                _lookedAt = now;
            }

            return _rows;
        }
    }
}

/// <summary>One look at the bot's rows.</summary>
internal sealed record StoredRows(IReadOnlyList<OrderRow> Orders, IReadOnlyList<TopupRow> Topups)
{
    private static readonly string[] Ends = ["delivered", "failed"];

    /// <summary>Orders that are neither delivered nor refunded yet.</summary>
    public int Open => Orders.Count(order => !Ends.Contains(order.State));

    /// <summary>Orders in this state.</summary>
    public int In(string state) => Orders.Count(order => order.State == state);
}
