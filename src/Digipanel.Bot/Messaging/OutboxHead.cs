using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Messaging;

/// <summary>A row that goes now: the message that is next in its chat, or an answer to a pressed button, which waits for no message.</summary>
internal sealed record OutboxHead
{
    private const string Sql = "SELECT channel, chat_id, payload, attempts, kind, card, revision FROM outbox WHERE id = ?1 AND state = 'pending'";

    public required long Id { get; init; }

    public required string Channel { get; init; }

    public required string ChatId { get; init; }

    public required string Payload { get; init; }

    public required int Attempts { get; init; }

    public required string Kind { get; init; }

    /// <summary>The card that is to be shown or brought up to date; the payload says nothing then.</summary>
    public string? Card { get; init; }

    /// <summary>Of a card: rises with each change of it.</summary>
    public required long Revision { get; init; }

    public bool IsAnswer => Kind == "answer";

    public ChatAddress Address => new(Channel, ChatId);

    /// <summary>The row, if it is still owed.</summary>
    public static OutboxHead? Find(SqliteConnection database, long id)
    {
        using var row = Statement.On(database, Sql).Bind(1, id);
        return row.Step()
            ? new OutboxHead
            {
                Id = id, Channel = row.Text(0), ChatId = row.Text(1), Payload = row.Text(2), Attempts = (int)row.Number(3), Kind = row.Text(4),
                Card = row.TextOrNull(5), Revision = row.Number(6),
            }
            : null;
    }
}
