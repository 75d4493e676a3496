using Dapper;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Messaging;

/// <summary>The message that is next in its chat.</summary>
internal sealed record OutboxHead
{
    // Customers' own messages before broadcasts; a head that is not due holds its chat back. Rows of a channel that is off stay
    // owed, but must not fill the window. A row from the future was put off by a clock that has been set back since.
    private const string Sql =
        """
        SELECT o.id, o.channel, o.chat_id, o.payload, o.attempts, o.payload ->> '$.AnswersCallback' IS NOT NULL AS is_answer
        FROM (SELECT min(priority << 52 | id) AS head FROM outbox WHERE state = 'pending' AND channel IN @channels GROUP BY channel, chat_id) h
        JOIN outbox o ON o.id = (h.head & 0xFFFFFFFFFFFFF)
        WHERE o.due_at <= @now OR o.created_at > @now
        ORDER BY h.head LIMIT 256
        """;

    public required long Id { get; init; }

    public required string Channel { get; init; }

    public required string ChatId { get; init; }

    public required string Payload { get; init; }

    public required int Attempts { get; init; }

    public required bool IsAnswer { get; init; }

    /// <summary>The heads that are due, of the channels that are on.</summary>
    public static IReadOnlyList<OutboxHead> Due(SqliteConnection database, DateTimeOffset now, IReadOnlyCollection<string> channels) =>
        database.Query<OutboxHead>(Sql, new { now = now.ToUnixTimeMilliseconds(), channels }).AsList();
}
