using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat;

/// <summary>Where a customer hears what the shop says of its own accord: of joined accounts the one where it is read now.</summary>
internal static class CustomerReader
{
    /// <summary>The account to write to; null: no address of the customer leads to anybody any more.</summary>
    public static Customer? Of(Tx tx, Customer customer)
    {
        long[] ids = customer.JoinedId == 0 ? [customer.AccountId] : [customer.AccountId, customer.AccountId == customer.Id ? customer.JoinedId : customer.Id];
        return ids.Select(id => Customers.Find(tx.Connection, id)).OfType<Customer>().Where(c => !Addresses.IsFormer(c.ChatId))
            .OrderByDescending(c => c.Reachable).ThenByDescending(c => IsReadNow(tx, c)).FirstOrDefault();
    }

    /// <summary>Owes the customer a message.</summary>
    /// <returns>Who got it; null: nobody could.</returns>
    public static Customer? Tell(Tx tx, Customer customer, Func<ITexts, Reply> reply)
    {
        var reader = Of(tx, customer);
        if (reader is not null)
        {
            Outbox.Enqueue(tx, reader.Address, reply(TextsOf.Language(reader.Language)));
        }

        return reader;
    }

    /// <summary>Whether a message goes out now. On WhatsApp it waits for the person's next word where their last one is older than 24 hours.</summary>
    public static bool IsReadNow(Tx tx, Customer account) => account.Reachable && (account.Channel != WhatsAppChannel.ChannelName || tx.Scalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM whatsapp_contacts WHERE chat_id = @ChatId AND last_message_at > @since)",
        new { account.ChatId, since = tx.NowMs - (long)WhatsAppChannel.Window.TotalMilliseconds }));
}
