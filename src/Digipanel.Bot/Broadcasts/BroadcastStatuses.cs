using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Broadcasts;

/// <summary>
/// What WhatsApp says later about a message of a broadcast. It settles what was in doubt: the tag comes back with the status, also of a message whose sending
/// was never answered. And it takes back what was sent and could not be delivered.
/// </summary>
internal static class BroadcastStatuses
{
    /// <summary>Takes a status.</summary>
    /// <returns>Whether it is about a broadcast, so that it is nobody else's.</returns>
    public static bool TryTake(Tx tx, MessageStatus status)
    {
        if (Find(tx, status) is not { } row)
        {
            return false;
        }

        var isNews = status.Status == "failed"
            ? Fail(tx, row, status)

            // Also before the answer to the sending, which may never come, and where an admin has just decided to send it once more.
            : tx.Execute(
                "UPDATE broadcast_recipients SET state = 'sent', message_id = @MessageId, at = @NowMs, error = NULL WHERE id = @Id AND state IN ('pending', 'sending', 'uncertain')",
                new { row.Id, status.MessageId, tx.NowMs }) == 1;
        if (isNews)
        {
            Cards.Refresh(tx, Broadcast.KeyOf(row.BroadcastId));
        }

        return true;
    }

    private static bool Fail(Tx tx, Row row, MessageStatus status)
    {
        var outcome = WhatsAppErrors.OutcomeOf(status.Code, $"{status.Code}: {status.Reason}", BroadcastTurn.AttemptsMax);
        var (state, why) = outcome switch
        {
            SendOutcome.Unreachable(var reason) => ("blocked", reason),
            SendOutcome.OutsideWindow => ("skipped", SkipReasons.Window),
            SendOutcome.Refused { IsOptOut: true } => ("skipped", SkipReasons.OptOut),
            _ => ("failed", $"{status.Code}: {status.Reason}"),
        };
        // What was not delivered is not paid for, template or not.
        var changed = tx.Execute(
            "UPDATE broadcast_recipients SET state = @state, template = 0, error = substr(@why, 1, 300), at = @NowMs WHERE id = @Id AND state IN ('sent', 'sending', 'uncertain')",
            new { row.Id, state, why, tx.NowMs }) == 1;
        if (changed && state == "blocked")
        {
            Customers.SetReachable(tx, new ChatAddress(row.Channel, row.ChatId), reachable: false);
        }
        else if (changed && why == SkipReasons.OptOut)
        {
            Promotions.Set(tx, new ChatAddress(row.Channel, row.ChatId), wanted: false);
        }

        // Told again it is no news: an admin may have let the rest go on since.
        if (changed && outcome is SendOutcome.RetryLater { EndsPromotions: true })
        {
            BroadcastTurn.PauseFor(tx, row.BroadcastId, why);
        }

        return changed;
    }

    private static Row? Find(Tx tx, MessageStatus status) => tx.QuerySingleOrDefault<Row>(
        """
        SELECT r.id, r.broadcast_id, c.channel, c.chat_id FROM broadcast_recipients r JOIN customers c ON c.id = r.account_id
        WHERE r.id = coalesce(
          (SELECT id FROM broadcast_recipients WHERE channel = 'whatsapp' AND message_id = @MessageId),
          (SELECT id FROM broadcast_recipients WHERE id = @tagged AND channel = 'whatsapp' AND state IN ('pending', 'sending', 'uncertain')))
        """,
        new { status.MessageId, tagged = BroadcastTurn.OfTag(status.Tag) });

    private sealed record Row(long Id, long BroadcastId, string Channel, string ChatId);
}
