using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Ops.Troubles;

/// <summary>
/// Webhooks whose signature does not verify: a secret that was changed on one side, or somebody who tries. Counted for each endpoint, wherever they come from.
/// A good one after them is the all-clear, and so is an hour without bad ones. Anyone can send bad ones between the good ones: therefore an endpoint is told
/// of once an hour at the most. In memory but for the alert itself; time is monotonic.
/// </summary>
internal sealed class WebhookTrouble(Store store, TimeProvider time) : ITrouble
{
    /// <summary>So many bad ones within <see cref="Window"/> are told.</summary>
    public const int BadMax = 5;

    /// <summary>How far back is counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>How long without bad ones until it is over, and how long until the same endpoint is told of again.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Endpoint> _endpoints = new(StringComparer.Ordinal); // the program's own addresses: a handful
    private readonly long _started = time.GetTimestamp();

    // Good ones come by the thousand: where nothing was bad and nothing stands, they are not even counted. At the start something may stand.
    private volatile bool _isWatching = true;

    public string Family => "webhook:";

    private TimeSpan Now => time.GetElapsedTime(_started);

    /// <summary>A webhook's signature, secret or token was wrong.</summary>
    public void Refused(string endpoint)
    {
        bool isNews;
        lock (_gate)
        {
            _isWatching = true;
            var of = Of(endpoint);
            of.Bad.Enqueue(Now);
            if (of.Bad.Count > BadMax)
            {
                of.Bad.Dequeue();
            }

            of.LastBad = Now;
            isNews = of.MayTell(Now);
        }

        if (isNews)
        {
            store.WakeUps.Raise(typeof(TroublePump));
        }
    }

    /// <summary>One was good.</summary>
    public void Accepted(string endpoint)
    {
        if (_isWatching)
        {
            lock (_gate)
            {
                Of(endpoint).LastGood = Now;
            }
        }
    }

    public IReadOnlyCollection<string> Wrong(SqliteConnection database, IReadOnlyCollection<string> standing, DateTimeOffset now)
    {
        lock (_gate)
        {
            var wrong = new List<string>();
            foreach (var alert in standing)
            {
                // It is told once it is seen to stand: what could not be written is raised again. One from before a restart: a good one since then, or an hour, ends it.
                var of = Of(alert[Family.Length..]);
                of.ToldAt ??= Now;
                if (!of.IsOver(Now))
                {
                    wrong.Add(alert);
                }
            }

            foreach (var (name, of) in _endpoints.Where(e => !standing.Contains(Family + e.Key, StringComparer.Ordinal) && e.Value.MayTell(Now)))
            {
                of.ToldAt = null;
                wrong.Add(Family + name);
            }

            _isWatching = wrong.Count > 0 || _endpoints.Values.Any(e => e.LastBad is { } at && Now - at < Quiet);
            return wrong;
        }
    }

    public Html Alarm(ITexts texts, string alert) => texts.AlertWebhook(alert[Family.Length..], BadMax, (int)Window.TotalMinutes);

    public Html AllClear(ITexts texts, string alert) => texts.AlertWebhookOver(alert[Family.Length..]);

    private Endpoint Of(string name)
    {
        if (!_endpoints.TryGetValue(name, out var of))
        {
            _endpoints.Add(name, of = new Endpoint());
        }

        return of;
    }

    private sealed class Endpoint
    {
        /// <summary>The last bad ones.</summary>
        public Queue<TimeSpan> Bad { get; } = new();

        public TimeSpan? LastBad { get; set; }

        public TimeSpan? LastGood { get; set; }

        public TimeSpan? ToldAt { get; set; }

        public bool MayTell(TimeSpan now) =>
            Bad.Count == BadMax && now - Bad.Peek() < Window && !(LastGood > LastBad) && !(now - ToldAt < Quiet);

        public bool IsOver(TimeSpan now) => (LastGood is { } good && !(LastBad > good)) || now - (LastBad ?? TimeSpan.Zero) >= Quiet;
    }
}
