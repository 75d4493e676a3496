using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Chat;

/// <summary>
/// Makes messages at the moment they are sent: for what takes long to read or is long itself (a report, a file). The transaction that owes such a message
/// writes its name only (<see cref="Reply.Late"/>), and what is read is read beside the writer and beside other chats' messages. Tried again it is made again.
/// </summary>
public interface ILateReply
{
    /// <summary>What its keys begin with: <c>report</c> of <c>report:id:today</c>. Unique in the program.</summary>
    string Prefix { get; }

    /// <summary>Whether it may still be sent there: what was asked for may go out weeks later, to who has blocked the bot meanwhile.</summary>
    bool IsFor(ChatAddress reader) => true;

    /// <summary>What the message says now.</summary>
    /// <param name="database">To read only; one committed state.</param>
    /// <param name="id">The key without the prefix.</param>
    /// <param name="now">The time.</param>
    LateReply Make(SqliteConnection database, string id, DateTimeOffset now);
}

/// <summary>A message that was made late.</summary>
/// <param name="Reply">What is sent now.</param>
/// <param name="Next">What is owed to the chat when it has been sent: the rest of what is too much for one message.</param>
public sealed record LateReply(Reply Reply, Reply? Next = null);
