using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Ops.Troubles;

/// <summary>
/// Webhooks whose signature does not verify: a secret that was changed on one side, or somebody who tries. Counted for each endpoint, wherever they come from.
/// A good one after them is the all-clear, and so is an hour without bad ones. Anyone can send bad ones between the good ones: the same endpoint is told of
/// once an hour at the most.
/// </summary>
internal sealed class WebhookTrouble(Store store, TimeProvider time) : ITrouble
{
    /// <summary>So many bad ones within <see cref="Window"/> are told.</summary>
    public const int BadMax = 5;

    // The endpoints are the program's own; this bounds a bug.
    private const int EndpointsMax = 100;

    /// <summary>How far back is counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>How long without bad ones until it is over.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Endpoint> _endpoints = new(StringComparer.Ordinal);

    public string Family => "webhook:";

    /// <summary>A webhook's signature, secret or token was wrong.</summary>
    public void Refused(string endpoint)
    {
        lock (_gate)
        {
            var of = Of(endpoint);
            of.Bad(time.GetUtcNow());
            if (!of.IsFull(time.GetUtcNow()))
            {
                return;
            }
        }

        store.WakeUps.Wake(typeof(TroublePump));
    }

    /// <summary>One was good. Where none was bad before it, nothing is looked at.</summary>
    public void Accepted(string endpoint)
    {
        if (!_isQuiet)
        {
            lock (_gate)
            {
                Of(endpoint).Good(time.GetUtcNow());
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
                // Before a restart nobody was counted: it stands until a good one comes, or the hour has passed since the start.
                var of = Of(alert[Family.Length..]);
                of.StandsSince(now);
                if (!of.IsOver(now))
                {
                    wrong.Add(alert);
                }
            }

            foreach (var (name, of) in _endpoints)
            {
                var alert = Family + name;
                if (!standing.Contains(alert, StringComparer.Ordinal) && of.MayTell(now))
                {
                    of.Told(now);
                    wrong.Add(alert);
                }
            }

            return wrong;
        }
    }

    public Html Alarm(ITexts texts, string alert) => texts.AlertWebhook(alert[Family.Length..], BadMax, (int)Window.TotalMinutes);

    public Html AllClear(ITexts texts, string alert) => texts.AlertWebhookOver(alert[Family.Length..]);
}
