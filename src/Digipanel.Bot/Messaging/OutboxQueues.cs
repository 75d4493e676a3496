using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Messaging;

/// <summary>What is sent one after the other: a chat's messages. An answer to a pressed button is a queue of its own.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Answer">The answer's row; 0 for the chat's messages.</param>
internal readonly record struct OutboxQueue(ChatAddress Chat, long Answer);

/// <summary>The first row of a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Id">The row.</param>
/// <param name="HasMore">Whether others wait behind it.</param>
internal readonly record struct NextInQueue(OutboxQueue Queue, long Id, bool HasMore);

/// <summary>
/// Finds what is next in each queue and due, of the channels that are on. Without what it says: under load most of it is under way already when it
/// is looked for, and the index tells nearly all of this.
/// </summary>
internal sealed class OutboxQueues(IReadOnlyList<string> channels)
{
    // Customers' own messages before edits and broadcasts; a head that is not due holds its chat back. Rows of a channel that is off stay
    // owed, but must not fill the window. A row from the future was put off by a clock that has been set back since.
    private readonly string _sql =
        $"""
        SELECT * FROM (
          SELECT id AS head, channel, chat_id, 1 AS answer, 0 AS more FROM outbox
          WHERE state = 'pending' AND kind = 'answer' AND channel IN ({Names(channels)}) AND (due_at <= ?1 OR created_at > ?1) ORDER BY id LIMIT ?2)
        UNION ALL
        SELECT * FROM (
          SELECT h.head, h.channel, h.chat_id, 0, h.rows > 1
          FROM (
            SELECT min(priority << 52 | id) AS head, channel, chat_id, count(*) AS rows FROM outbox
            WHERE state = 'pending' AND kind <> 'answer' AND channel IN ({Names(channels)}) GROUP BY channel, chat_id) h
          JOIN outbox o ON o.id = (h.head & 0xFFFFFFFFFFFFF)
          WHERE o.due_at <= ?1 OR o.created_at > ?1
          ORDER BY h.head LIMIT ?2)
        """;

    /// <summary>The first rows that are due, the most urgent first; answers before all.</summary>
    public List<NextInQueue> Due(SqliteConnection database, DateTimeOffset now, int max)
    {
        const long idBits = 0xFFFFFFFFFFFFF;
        using var rows = Statement.On(database, _sql).Bind(1, now.ToUnixTimeMilliseconds()).Bind(2, max);
        for (var i = 0; i < channels.Count; i++)
        {
            rows.Bind(i + 3, channels[i]);
        }

        var due = new List<NextInQueue>();
        while (rows.Step())
        {
            var id = rows.Number(0) & idBits;
            due.Add(new NextInQueue(new OutboxQueue(new ChatAddress(rows.Text(1), rows.Text(2)), rows.Number(3) == 1 ? id : 0), id, rows.Number(4) == 1));
        }

        return due;
    }

    private static string Names(IReadOnlyList<string> channels) =>
        string.Join(", ", Enumerable.Range(3, channels.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"?{i}")));
}
