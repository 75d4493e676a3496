using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Messaging;

/// <summary>The program's makers of late messages, by their prefixes.</summary>
internal sealed class LateReplies(IEnumerable<ILateReply> makers)
{
    private readonly Dictionary<string, ILateReply> _makers = makers.ToDictionary(m => m.Prefix, StringComparer.Ordinal);

    /// <summary>Whether a reply may be sent to this chat; any may that is no late one.</summary>
    public bool IsFor(Reply reply, ChatAddress chat) => reply.Late is not { } key || Find(key).Maker.IsFor(chat);

    /// <summary>What a reply says, made now where it is a late one; it takes the place of the message that the reply was to.</summary>
    public LateReply Complete(Store store, Reply reply, DateTimeOffset now)
    {
        if (reply.Late is not { } key)
        {
            return new LateReply(reply);
        }

        var (maker, id) = Find(key);
        var made = store.Read(database => maker.Make(database, id, now));
        return made with { Reply = made.Reply with { Edits = reply.Edits, EditsOnly = reply.EditsOnly } };
    }

    /// <summary>The next message is owed in the transaction that records that this one was sent: none is missing, whenever the program dies.</summary>
    public static SendOutcome Then(SendOutcome outcome, ChatAddress chat, Reply? next) =>
        outcome is SendOutcome.Sent sent && next is not null
            ? sent with
            {
                Recorded = tx =>
                {
                    sent.Recorded?.Invoke(tx);
                    Outbox.Enqueue(tx, chat, next);
                },
            }
            : outcome;

    private (ILateReply Maker, string Id) Find(string key)
    {
        var parts = key.Split(':', 2);
        return (_makers[parts[0]], parts[1]);
    }
}
