using Dapper;
using Digipanel.Bot.Chat;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Messaging;

/// <summary>A row that may go now: the message that is next in its chat, or an answer to a pressed button, which waits for no message.</summary>
internal sealed record OutboxHead
{
    // Customers' own messages before edits and broadcasts; a head that is not due holds its chat back. Rows of a channel that is off stay
    // owed, but must not fill the window. A row from the future was put off by a clock that has been set back since.
    private const string Sql =
        """
        SELECT id, channel, chat_id, payload, attempts, kind, card, revision FROM outbox
        WHERE id IN (
          SELECT id FROM outbox WHERE state = 'pending' AND kind = 'answer' AND channel IN @channels AND (due_at <= @now OR created_at > @now) ORDER BY id LIMIT 64)
        UNION ALL
        SELECT * FROM (
          SELECT o.id, o.channel, o.chat_id, o.payload, o.attempts, o.kind, o.card, o.revision
          FROM (
            SELECT min(priority << 52 | id) AS head FROM outbox
            WHERE state = 'pending' AND kind <> 'answer' AND channel IN @channels GROUP BY channel, chat_id) h
          JOIN outbox o ON o.id = (h.head & 0xFFFFFFFFFFFFF)
          WHERE o.due_at <= @now OR o.created_at > @now
          ORDER BY h.head LIMIT 256)
        """;

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

    /// <summary>What is sent one after the other: a chat's messages. An answer is a queue of its own.</summary>
    public (ChatAddress Chat, long Answer) Queue => (Address, IsAnswer ? Id : 0);

    /// <summary>The heads that are due, of the channels that are on.</summary>
    public static IReadOnlyList<OutboxHead> Due(SqliteConnection database, DateTimeOffset now, IReadOnlyCollection<string> channels) =>
        database.Query<OutboxHead>(Sql, new { now = now.ToUnixTimeMilliseconds(), channels }).AsList();
}
