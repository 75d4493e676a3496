using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Messaging;

/// <summary>
/// Messages owed to people. A row is written in the transaction that gives the reason for it; <see cref="OutboxSender"/>
/// sends it at least once, in order within a chat. Answers to pressed buttons do not wait for the chat's messages.
/// </summary>
public static class Outbox
{
    /// <summary>Of what goes in the order of its coming.</summary>
    internal const int FirstPriority = 0;

    /// <summary>Of what lets everything else of its chat go first: an edit, which is no news, and what waits for the person's word.</summary>
    internal const int LastPriority = 1;

    /// <summary>Owes <paramref name="reply"/> to the chat, once <paramref name="tx"/> has committed.</summary>
    public static void Enqueue(Tx tx, ChatAddress to, Reply reply)
    {
        using var insert = tx.Prepare("INSERT INTO outbox (channel, chat_id, payload, kind, due_at, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)");
        insert.Bind(1, to.Channel).Bind(2, to.ChatId)
            .Bind(3, JsonSerializer.Serialize(reply, ReplyJson.Default.Reply))
            .Bind(4, reply.AnswersCallback is null ? "message" : "answer")
            .Bind(5, tx.NowMs)
            .Run();
        tx.Wake<OutboxSender>();
    }

    /// <summary>The person has written: what waited for that (<see cref="SendOutcome.OutsideWindow"/>) is due at once.</summary>
    public static void OpenWindow(Tx tx, ChatAddress chat)
    {
        using var update = tx.Prepare(
            """
            UPDATE outbox SET parked = 0, priority = ?3, due_at = created_at
            WHERE state = 'pending' AND kind <> 'answer' AND channel = ?1 AND chat_id = ?2 AND parked = 1
            """);
        if (update.Bind(1, chat.Channel).Bind(2, chat.ChatId).Bind(3, FirstPriority).Run() > 0)
        {
            tx.Wake<OutboxSender>();
        }
    }
}
