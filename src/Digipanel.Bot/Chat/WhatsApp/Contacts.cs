using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// Tells from a webhook's ids whose chat it is. A business-scoped id is one person's; a phone number is whoever's it is now: one that shows another
/// business-scoped id than before has a new owner, who must not reach the old one's wallet. What is older than a person's last word (webhooks come out of
/// order) changes nothing about them.
/// </summary>
internal static class Contacts
{
    /// <summary>The chat of the person who writes, with everything that names it brought up to date; made on the first word.</summary>
    /// <returns>The address, <see cref="ChatUpdate.UserId"/> and <see cref="ChatUpdate.ChatId"/> of theirs.</returns>
    public static string ChatOf(Tx tx, WhatsAppPerson person, DateTimeOffset at)
    {
        if (Contact.ByBusinessId(tx, person.BusinessId) is { } known)
        {
            if (known.IdMayChangeFrom is not null && person.Phone is not null)
            {
                LearnBusinessId(tx, known, person.BusinessId!);
            }

            return person.Phone is { } phone && phone != known.Phone && !known.HasWrittenSince(at) ? GiveNumber(tx, known, phone, at) : known.ChatId;
        }

        return Contact.ByPhone(tx, person.Phone) switch
        {
            null => Insert(tx, person),
            { } same when person.BusinessId is null || same.BusinessId == person.BusinessId => same.ChatId,
            { } same when same.BusinessId is null || same.IdMayChange(at) => LearnBusinessId(tx, same, person.BusinessId),

            // A word of before the number changed hands: its writer is not the one who has it now.
            { } other when other.HasWrittenSince(at) => Insert(tx, person with { Phone = null }),
            { } other => ChangeHands(tx, other, person),
        };
    }

    /// <summary>
    /// A person has another number, says Meta. Their chat goes on under it. Who has it already is its owner of before, and loses it; or is the same person, who
    /// wrote from it before this was told: then that account is left behind, and what it has (see the returned ids) is for an admin to move.
    /// </summary>
    /// <returns>The customers' rows that were left behind.</returns>
    public static IReadOnlyList<long> Change(Tx tx, NumberChange change, DateTimeOffset at)
    {
        var found = Contact.ByBusinessId(tx, change.Old.BusinessId) ?? Contact.ByPhone(tx, change.Old.Phone);
        var isOthers = found is { BusinessId: { } id } && change.Old.BusinessId is { } told && id != told && !found.IdMayChange(at);
        if (found is not { } person || isOthers || person.HasWrittenSince(at))
        {
            return [];
        }

        var leftBehind = new List<long>();
        var address = change.NewPhone ?? change.NewBusinessId!;
        var businessId = change.NewBusinessId;
        foreach (var other in new[] { Contact.ByPhone(tx, change.NewPhone), Contact.ByBusinessId(tx, change.NewBusinessId) }.OfType<Contact>().Distinct())
        {
            if (other == person)
            {
                continue;
            }

            if (other.BusinessId is { } theirs && theirs == change.NewBusinessId || other.HasWrittenSince(at))
            {
                businessId ??= other.BusinessId;
                leftBehind.AddRange(Addresses.LeaveBehind(tx, other, address));
            }
            else
            {
                LoseNumber(tx, other);
            }
        }

        // Another number has another business-scoped id: where it is not told, the next message does. Until then it may be the old one.
        Rename(tx, person, change.NewPhone, businessId ?? person.BusinessId);
        tx.Execute(
            "UPDATE whatsapp_contacts SET id_may_change = @may, id_may_change_from = iif(@may, @from, NULL) WHERE chat_id = @address",
            new { may = businessId is null && change.NewPhone is not null, from = at.ToUnixTimeMilliseconds(), address });
        return leftBehind;
    }

    /// <summary>They have written: for 24 hours from then on free text reaches them.</summary>
    public static void Heard(Tx tx, string chatId, string messageId, DateTimeOffset at)
    {
        using var update = tx.Prepare(
            "UPDATE whatsapp_contacts SET last_message_at = ?2, last_message_id = ?3 WHERE chat_id = ?1 AND (last_message_at IS NULL OR last_message_at <= ?2)");
        update.Bind(1, chatId).Bind(2, at.ToUnixTimeMilliseconds()).Bind(3, messageId).Run();
    }

    private static string Insert(Tx tx, WhatsAppPerson person)
    {
        using var insert = tx.Prepare("INSERT INTO whatsapp_contacts (chat_id, phone, business_id) VALUES (?1, ?2, ?3)");
        insert.Bind(1, person.Address).Bind(2, person.Phone).Bind(3, person.BusinessId).Run();
        return person.Address;
    }

    private static string LearnBusinessId(Tx tx, Contact contact, string businessId)
    {
        tx.Execute("UPDATE whatsapp_contacts SET business_id = @businessId, id_may_change = 0 WHERE chat_id = @ChatId", new { businessId, contact.ChatId });
        return contact.ChatId;
    }

    private static string GiveNumber(Tx tx, Contact contact, string phone, DateTimeOffset at)
    {
        if (Contact.ByPhone(tx, phone) is { } other)
        {
            if (other.HasWrittenSince(at))
            {
                return contact.ChatId; // a word of before the number changed hands
            }

            LoseNumber(tx, other);
        }

        return Rename(tx, contact, phone, contact.BusinessId);
    }

    private static string ChangeHands(Tx tx, Contact from, WhatsAppPerson to)
    {
        LoseNumber(tx, from);
        return Insert(tx, to);
    }

    // Who is known by nothing but the number that is somebody else's now cannot be reached any more: nothing may reach the new owner instead.
    private static void LoseNumber(Tx tx, Contact contact)
    {
        if (contact.BusinessId is { } businessId)
        {
            Rename(tx, contact, null, businessId);
        }
        else
        {
            Addresses.Abandon(tx, contact);
        }
    }

    private static string Rename(Tx tx, Contact contact, string? phone, string? businessId)
    {
        var address = phone ?? businessId!;
        tx.Execute(
            "UPDATE whatsapp_contacts SET chat_id = @address, phone = @phone, business_id = @businessId WHERE chat_id = @ChatId",
            new { address, phone, businessId, contact.ChatId });
        Addresses.Move(tx, contact.ChatId, address);
        return address;
    }
}
