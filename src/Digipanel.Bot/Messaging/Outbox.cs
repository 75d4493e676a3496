using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Messaging;

/// <summary>
/// Messages owed to people. A row is written in the transaction that gives the reason for it; <see cref="OutboxSender"/>
/// sends it at least once, in order within a chat.
/// </summary>
public static class Outbox
{
    /// <summary>Owes <paramref name="reply"/> to the chat, once <paramref name="tx"/> has committed.</summary>
    public static void Enqueue(Tx tx, ChatAddress to, Reply reply)
    {
        tx.Execute(
            "INSERT INTO outbox (channel, chat_id, payload, due_at, created_at) VALUES (@Channel, @ChatId, @payload, @at, @at)",
            new { to.Channel, to.ChatId, payload = JsonSerializer.Serialize(reply, ReplyJson.Default.Reply), at = tx.NowMs });
        tx.Wake<OutboxSender>();
    }
}
