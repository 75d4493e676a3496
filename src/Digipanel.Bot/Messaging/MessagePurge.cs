using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Messaging;

/// <summary>
/// Forgets what nobody asks for any more. Telegram repeats an update for a day and starts its ids anew at random after a
/// week of silence; WhatsApp repeats for a week. So inbox rows live eight days. Money does not depend on them: its own
/// unique keys stay for ever.
/// </summary>
public sealed class MessagePurge(Store store, TimeProvider time, ILogger<MessagePurge> logger) : Pump(store, time, logger)
{
    private const int RowsAtOnceMax = 500;
    private static readonly TimeSpan InboxAgeMax = TimeSpan.FromDays(8);
    private static readonly TimeSpan SentAgeMax = TimeSpan.FromDays(30);
    private static readonly TimeSpan RecipientsAgeMax = TimeSpan.FromDays(90);

    // Of messages that are not recorded yet, or that nobody here has sent: either is known in moments.
    private static readonly TimeSpan EarlyStatusAgeMax = TimeSpan.FromDays(2);

    /// <inheritdoc/>
    protected override TimeSpan PollInterval => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public override Task<bool> RunOnceAsync(CancellationToken cancellationToken) =>
        Store.InTransaction(
            tx =>
            {
                // In small bites: the writer also has customers waiting.
                var inbox = tx.Execute(
                    """
                    DELETE FROM inbox WHERE (source, external_id) IN
                      (SELECT source, external_id FROM inbox WHERE received_at < @before ORDER BY received_at LIMIT @RowsAtOnceMax)
                    """,
                    new { before = tx.NowMs - (long)InboxAgeMax.TotalMilliseconds, RowsAtOnceMax });
                var outbox = tx.Execute(
                    """
                    DELETE FROM outbox WHERE id IN
                      (SELECT id FROM outbox WHERE state <> 'pending' AND settled_at < @before ORDER BY settled_at LIMIT @RowsAtOnceMax)
                    """,
                    new { before = tx.NowMs - (long)SentAgeMax.TotalMilliseconds, RowsAtOnceMax });
                // A card this old is at rest; should it change all the same, there is no message of it any more.
                var cards = tx.Execute(
                    """
                    DELETE FROM cards WHERE card IN
                      (SELECT card FROM cards WHERE created_at < @before ORDER BY created_at LIMIT @RowsAtOnceMax)
                    """,
                    new { before = tx.NowMs - (long)SentAgeMax.TotalMilliseconds, RowsAtOnceMax });
                var statuses = tx.Execute(
                    """
                    DELETE FROM whatsapp_early_statuses WHERE message_id IN
                      (SELECT message_id FROM whatsapp_early_statuses WHERE received_at < @before ORDER BY received_at LIMIT @RowsAtOnceMax)
                    """,
                    new { before = tx.NowMs - (long)EarlyStatusAgeMax.TotalMilliseconds, RowsAtOnceMax });
                var moves = tx.Execute(
                    "DELETE FROM whatsapp_moves WHERE id IN (SELECT id FROM whatsapp_moves WHERE at < @before ORDER BY at LIMIT @RowsAtOnceMax)",
                    new { before = tx.NowMs - (long)SentAgeMax.TotalMilliseconds, RowsAtOnceMax });
                // Of broadcasts that ended long ago; how many there were of each state stays.
                var recipients = tx.Execute(
                    """
                    DELETE FROM broadcast_recipients WHERE id IN
                      (SELECT r.id FROM broadcasts b JOIN broadcast_recipients r ON r.broadcast_id = b.id WHERE b.ended_at < @before ORDER BY b.id LIMIT @RowsAtOnceMax)
                    """,
                    new { before = tx.NowMs - (long)RecipientsAgeMax.TotalMilliseconds, RowsAtOnceMax });
                return recipients == RowsAtOnceMax || moves == RowsAtOnceMax || inbox == RowsAtOnceMax || outbox == RowsAtOnceMax || cards == RowsAtOnceMax || statuses == RowsAtOnceMax;
            },
            cancellationToken);
}
