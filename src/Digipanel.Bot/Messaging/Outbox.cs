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
    /// <summary>Owes <paramref name="reply"/> to the chat, once <paramref name="tx"/> has committed.</summary>
    public static void Enqueue(Tx tx, ChatAddress to, Reply reply)
    {
        tx.Execute(
            "INSERT INTO outbox (channel, chat_id, payload, kind, due_at, created_at) VALUES (@Channel, @ChatId, @payload, @kind, @at, @at)",
            new
            {
                to.Channel,
                to.ChatId,
                payload = JsonSerializer.Serialize(reply, ReplyJson.Default.Reply),
                kind = reply.AnswersCallback is null ? "message" : "answer",
                at = tx.NowMs,
            });
        tx.Wake<OutboxSender>();
    }
}
