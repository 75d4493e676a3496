using System.Globalization;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// Everything that names a chat follows it to another address, in the transaction that finds the new one out. What belongs to a person (wallet, orders,
/// top-ups) hangs on their row of customers and moves with it; what is here besides are copies of the address.
/// </summary>
internal static class Addresses
{
    // Not digits, which would be a phone number, and no country's code, which business-scoped ids begin with.
    private const string FormerPrefix = "former.";

    /// <summary>The chat goes on under another address. Nothing where it is the same.</summary>
    public static void Move(Tx tx, string from, string to)
    {
        if (from == to)
        {
            return;
        }

        // A row at the new address that no contact stands for: nobody can say whose it is.
        Retire(tx, to);
        tx.Execute("UPDATE customers SET user_id = @to, chat_id = @to WHERE channel = @channel AND user_id = @from", new { from, to, channel = WhatsAppChannel.ChannelName });
        Follow(tx, from, to);
    }

    /// <summary>The chat's person cannot be reached any more: what they are owed in words is given up, and what will be owed goes nowhere.</summary>
    public static void Abandon(Tx tx, Contact contact)
    {
        tx.Execute("DELETE FROM whatsapp_contacts WHERE chat_id = @ChatId", new { contact.ChatId });
        tx.Execute(
            """
            UPDATE outbox SET state = 'dead', settled_at = @now, error = 'the number is somebody else''s by now'
            WHERE state = 'pending' AND kind <> 'answer' AND channel = @channel AND chat_id = @ChatId
            """,
            new { now = tx.NowMs, channel = WhatsAppChannel.ChannelName, contact.ChatId });
        foreach (var id in Retire(tx, contact.ChatId))
        {
            Follow(tx, contact.ChatId, Former(id));
        }
    }

    /// <summary>The account that a person made by writing from a new number before that was known to be theirs. Its messages go where the person is now.</summary>
    /// <returns>Its row of customers, if it has one.</returns>
    public static IReadOnlyList<long> LeaveBehind(Tx tx, Contact contact, string address)
    {
        tx.Execute("DELETE FROM whatsapp_contacts WHERE chat_id = @ChatId", new { contact.ChatId });
        var retired = Retire(tx, contact.ChatId);
        if (contact.ChatId != address)
        {
            Follow(tx, contact.ChatId, address);
        }

        return retired;
    }

    // The row stays, with its wallet; no person's address leads to it.
    private static IReadOnlyList<long> Retire(Tx tx, string address)
    {
        var ids = tx.Query<long>("SELECT id FROM customers WHERE channel = @channel AND user_id = @address", new { channel = WhatsAppChannel.ChannelName, address });
        foreach (var id in ids)
        {
            tx.Execute("UPDATE customers SET user_id = @former, chat_id = @former, reachable = 0 WHERE id = @id", new { former = Former(id), id });
        }

        return ids;
    }

    /// <summary>Whether an address leads to nobody any more.</summary>
    public static bool IsFormer(string address) => address.StartsWith(FormerPrefix, StringComparison.Ordinal);

    private static string Former(long customerId) => string.Create(CultureInfo.InvariantCulture, $"{FormerPrefix}{customerId}");

    private static void Follow(Tx tx, string from, string to)
    {
        var move = new { from, to, channel = WhatsAppChannel.ChannelName };
        tx.Execute("INSERT INTO whatsapp_moves (from_chat, to_chat, at) VALUES (@from, @to, @now)", new { from, to, now = tx.NowMs });
        tx.Execute("UPDATE outbox SET chat_id = @to WHERE state = 'pending' AND kind <> 'answer' AND channel = @channel AND chat_id = @from", move);
        tx.Execute("UPDATE cards SET chat_id = @to WHERE channel = @channel AND chat_id = @from", move);

        // Those that are under way, and of those that ended the failed ones, whose file may still come as a gift: whoever's wallet paid, they came from this chat.
        tx.Execute("UPDATE orders SET chat_id = @to WHERE state NOT IN ('delivered', 'failed') AND channel = @channel AND chat_id = @from", move);
        tx.Execute("UPDATE orders SET chat_id = @to WHERE state = 'failed' AND channel = @channel AND chat_id = @from", move);
    }
}
