using System.Globalization;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops.Troubles;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Broadcasts;

/// <summary>Broadcasts that were held (<see cref="BroadcastHold"/>), until an admin has decided: their card may stand in the chat of somebody who can do nothing.</summary>
internal sealed class HeldTrouble : ITrouble
{
    public string Family => "broadcast:";

    public IReadOnlyCollection<string> Wrong(SqliteConnection database, IReadOnlyCollection<string> standing, DateTimeOffset now) =>
        database.Query<string>("SELECT @Family || id || ':' || trouble FROM broadcasts WHERE state = 'paused' AND started_at IS NULL", new { Family }).AsList();

    public Html Alarm(ITexts texts, string alert) => texts.AlertBroadcastHeld(IdOf(alert), alert.EndsWith(BroadcastHold.Late, StringComparison.Ordinal));

    public Html AllClear(ITexts texts, string alert) => texts.AlertBroadcastDecided(IdOf(alert));

    private static long IdOf(string alert) => long.Parse(alert.Split(':')[1], CultureInfo.InvariantCulture);
}
