using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Ops.Troubles;

/// <summary>
/// Something that can go wrong for a while and that no single transaction finds out: forged webhooks, a full disk, a lane that takes nothing. Looked at now
/// and then (<see cref="TroublePump"/>); admins are told once, and once more when it is over.
/// </summary>
internal interface ITrouble
{
    /// <summary>What all its alerts' names begin with, for example <c>webhook:</c>; unique in the program.</summary>
    string Family { get; }

    /// <summary>The names of the alerts that should stand now.</summary>
    /// <param name="database">To read only.</param>
    /// <param name="standing">Those that stand: a trouble ends by other signs than it begins with.</param>
    /// <param name="now">The time.</param>
    IReadOnlyCollection<string> Wrong(SqliteConnection database, IReadOnlyCollection<string> standing, DateTimeOffset now);

    /// <summary>What admins are told.</summary>
    Html Alarm(ITexts texts, string alert);

    /// <summary>And that it is over.</summary>
    Html AllClear(ITexts texts, string alert);
}
