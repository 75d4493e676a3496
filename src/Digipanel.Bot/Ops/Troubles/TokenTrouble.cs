using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Ops.Troubles;

/// <summary>
/// A platform refuses the bot's token. Admins on the other channel hear of it at once, and those on this one when it works again, with the all-clear. The
/// first message that passes ends it.
/// </summary>
internal sealed class TokenTrouble(Store store) : ITrouble
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, bool> _refused = new(StringComparer.Ordinal);

    public string Family => "token:";

    /// <summary>A call came to this.</summary>
    /// <param name="channel">Whose token.</param>
    /// <param name="isRefused">It was refused; else it works.</param>
    public void Report(string channel, bool isRefused)
    {
        lock (_gate)
        {
            if (_refused.TryGetValue(channel, out var before) && before == isRefused)
            {
                return;
            }

            _refused[channel] = isRefused;
        }

        store.WakeUps.Raise(typeof(TroublePump));
    }

    public IReadOnlyCollection<string> Wrong(SqliteConnection database, IReadOnlyCollection<string> standing, DateTimeOffset now)
    {
        lock (_gate)
        {
            // Nothing was sent since the start: what stands, stands.
            var known = _refused.Where(r => r.Value).Select(r => Family + r.Key);
            return [.. known.Concat(standing.Where(s => !_refused.ContainsKey(s[Family.Length..])))];
        }
    }

    public Html Alarm(ITexts texts, string alert) => texts.AlertToken(alert[Family.Length..]);

    public Html AllClear(ITexts texts, string alert) => texts.AlertTokenOver(alert[Family.Length..]);
}
