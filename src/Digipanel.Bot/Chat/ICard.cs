using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Chat;

/// <summary>
/// A message that is sent once and then edited as what it shows changes: an acknowledgement, an invoice. Its content is read from the rows at the
/// moment it is sent, so many changes cost one edit, and none can arrive out of date.
/// </summary>
public interface ICard
{
    /// <summary>What its keys begin with: <c>purchase</c> of <c>purchase:17</c>. Unique in the program.</summary>
    string Prefix { get; }

    /// <summary>What it shows now.</summary>
    /// <param name="database">To read only.</param>
    /// <param name="id">The key without the prefix.</param>
    /// <param name="now">The time, for what is told relative to it.</param>
    /// <returns>Null where there is nothing to show, or nothing any more: the message stays as it is.</returns>
    Reply? Render(SqliteConnection database, string id, DateTimeOffset now);
}

/// <summary>A message that a person has.</summary>
/// <param name="Id">The platform's id of it.</param>
/// <param name="HasPicture">Whether it is a picture: its text is a caption, and it is edited in another way.</param>
public sealed record MessageRef(string Id, bool HasPicture);
