using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// A message that Meta took and then could not deliver. Its row has settled and stays so; where a later attempt may pass, what it says is owed anew by a row of
/// its own: to a person who is not reached now, until they are back; after a fault of Meta's a few times.
/// </summary>
internal static class FailedMessages
{
    private const int ResentAfterFaultsMax = 5;
    private const int MovesMax = 16;

    /// <summary>Does what follows from the failure of an outbox row's message.</summary>
    public static void Handle(Tx tx, long outboxId, MessageStatus status)
    {
        if (Find(tx, outboxId) is not { } row || row.CreatedAt < tx.NowMs - (long)OutboxRecorder.ParkedMax.TotalMilliseconds || ChatOf(tx, row) is not { } chat)
        {
            return;
        }

        var hasWritten = HasWrittenSince(tx, chat, status);
        switch (WhatsAppErrors.OutcomeOf(status.Code, "", row.Resent))
        {
            case SendOutcome.RetryLater(var delay, _, _) when row.Resent < ResentAfterFaultsMax:
                var pause = TimeSpan.FromSeconds(Math.Pow(4, row.Resent));
                Owe(tx, row, chat, delay > pause ? delay : pause, parked: false);
                break;
            case SendOutcome.OutsideWindow:
                Owe(tx, row, chat, hasWritten ? TimeSpan.Zero : OutboxRecorder.ParkedPause(row.Resent), parked: !hasWritten);
                break;
            case SendOutcome.Refused when row.IsDelivery && WhatsAppErrors.IsMarketing(status.Code):
                // It went as a template, or this could not be said of it: once more as one would fail again, the person's word is what brings the file.
                Owe(tx, row, chat, hasWritten ? TimeSpan.Zero : OutboxRecorder.ParkedMax, parked: !hasWritten);
                break;
            case SendOutcome.Unreachable:
                Owe(tx, row, chat, OutboxRecorder.ParkedPause(row.Resent), parked: false);
                if (!hasWritten)
                {
                    Customers.SetReachable(tx, new ChatAddress(WhatsAppChannel.ChannelName, chat), reachable: false);
                }

                break;
            default:
                break; // refused for good, or tried often enough: the row says so
        }
    }

    // The head of a chat holds back what comes after it. Not where it waits for its reader's word, as at OutboxRecorder.WaitForWord.
    private static void Owe(Tx tx, Row row, string chat, TimeSpan pause, bool parked)
    {
        // A card's message is made anew from its rows, unless a later one has taken its place.
        if (row.Card is not null && tx.Execute(
            "UPDATE cards SET message_id = NULL, digest = NULL, edited_at = NULL WHERE card = @Card AND message_id = @MessageId", new { row.Card, row.MessageId }) == 0)
        {
            return;
        }

        using var owe = tx.Prepare(
            """
            INSERT INTO outbox (channel, chat_id, priority, payload, kind, card, due_at, created_at, parked, resent)
            SELECT channel, ?2, iif(?4 = 1, ?5, priority), payload, kind, card, ?3, created_at, ?4, resent + 1 FROM outbox WHERE id = ?1
            ON CONFLICT (card) WHERE state = 'pending' AND kind = 'card' DO NOTHING
            """);
        owe.Bind(1, row.Id).Bind(2, chat).Bind(3, tx.NowMs + (long)pause.TotalMilliseconds).Bind(4, parked ? 1 : 0).Bind(5, Outbox.LastPriority).Run();
        tx.Wake<OutboxSender>();
    }

    private static Row? Find(Tx tx, long id)
    {
        using var found = tx.Prepare("SELECT chat_id, message_id, card, created_at, coalesce(settled_at, created_at), resent, payload ->> '$.IsDelivery' FROM outbox WHERE id = ?1").Bind(1, id);
        return found.Step() ? new Row(id, found.Text(0), found.Text(1), found.TextOrNull(2), found.Number(3), found.Number(4), (int)found.Number(5), !found.IsNull(6) && found.Number(6) != 0) : null;
    }

    /// <summary>Where its reader is now; null: nowhere that we know.</summary>
    private static string? ChatOf(Tx tx, Row row)
    {
        var (chat, since) = (row.ChatId, row.SettledAt);
        for (var i = 0; i < MovesMax; i++)
        {
            using var move = tx.Prepare("SELECT to_chat, at FROM whatsapp_moves WHERE from_chat = ?1 AND at >= ?2 ORDER BY at, id LIMIT 1").Bind(1, chat).Bind(2, since);
            if (!move.Step())
            {
                return Addresses.IsFormer(chat) ? null : chat;
            }

            (chat, since) = (move.Text(0), move.Number(1));
        }

        return null;
    }

    private static bool HasWrittenSince(Tx tx, string chat, MessageStatus status)
    {
        using var found = tx.Prepare("SELECT 1 FROM whatsapp_contacts WHERE chat_id = ?1 AND last_message_at > ?2");
        return found.Bind(1, chat).Bind(2, status.At?.ToUnixTimeMilliseconds() ?? tx.NowMs).Step();
    }

    private sealed record Row(long Id, string ChatId, string MessageId, string? Card, long CreatedAt, long SettledAt, int Resent, bool IsDelivery);
}
