using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Microsoft.Extensions.Logging;

namespace Digipanel.Bot.Messaging;

/// <summary>What became of a row's message.</summary>
/// <param name="Outcome">As the channel told it.</param>
/// <param name="Digest">Of a card whose content was sent: tells it from another.</param>
/// <param name="Edited">Of a card: the message that was edited; null where it was sent anew.</param>
internal sealed record Delivery(SendOutcome Outcome, string? Digest = null, string? Edited = null);

/// <summary>Records what became of a sent message.</summary>
internal sealed partial class OutboxRecorder(Store store, ILogger logger)
{
    // How long a message waits for a person who blocked the bot before it is given up.
    internal static readonly TimeSpan ParkedMax = TimeSpan.FromDays(30);
    private static readonly TimeSpan ParkedPauseMax = TimeSpan.FromHours(6);
    private readonly ILogger _logger = logger;

    /// <returns>Whether the row is owed still: it was not sent, or is a card that changed while it went out.</returns>
    public async Task<bool> RecordAsync(OutboxHead row, Delivery delivery, TimeSpan backOff)
    {
        switch (delivery.Outcome)
        {
            case SendOutcome.Sent sent:
                return await store.InTransaction(tx => Sent(tx, row, sent, delivery));
            case SendOutcome.Gone(var reason):
                return await store.InTransaction(tx => Gone(tx, row, delivery.Edited, reason));
            default:
                await RecordFailedAsync(row, delivery, backOff);
                return true;
        }
    }

    private Task RecordFailedAsync(OutboxHead row, Delivery delivery, TimeSpan backOff)
    {
        var id = row.Id;
        switch (delivery.Outcome)
        {
            case SendOutcome.RetryLater(var delay, _, var reason):
                var wait = delay > TimeSpan.Zero ? delay : backOff;
                LogRetry(id, wait, reason);
                return store.InTransaction(tx => Postpone(tx, id, wait, reason));
            case SendOutcome.Unreachable(var reason):
                LogUnreachable(id, reason);
                return store.InTransaction(tx => Park(tx, id, row.Address, reason));
            case SendOutcome.OutsideWindow(var reason):
                LogOutsideWindow(id, reason);
                return store.InTransaction(tx => WaitForWord(tx, id, reason));
            case SendOutcome.Migrated(var chatId):
                return store.InTransaction(tx => Follow(tx, row.Address, chatId));
            case SendOutcome.Refused(var reason):
                LogRefused(id, reason);
                return store.InTransaction(tx => Settle(tx, row, "dead", null, reason));
            case SendOutcome.Unsendable(var reason):
                LogRefused(id, reason);
                return store.InTransaction(tx => Settle(tx, row, "dead", null, reason));
            default:
                throw new ArgumentOutOfRangeException(nameof(delivery), delivery.Outcome.GetType().Name, "An unknown outcome.");
        }
    }

    private static bool Sent(Tx tx, OutboxHead row, SendOutcome.Sent sent, Delivery delivery)
    {
        if (row.Card is not null && delivery.Digest is { } digest)
        {
            Cards.Shown(tx, row.Card, delivery.Edited, sent, digest);
        }

        var isOwed = Settle(tx, row, "sent", sent.MessageId, null);
        sent.Recorded?.Invoke(tx);
        return isOwed;
    }

    private static bool Gone(Tx tx, OutboxHead row, string? edited, string reason)
    {
        if (row.Card is not null)
        {
            Cards.Gone(tx, row.Card, edited);
        }

        return Settle(tx, row, "sent", null, reason);
    }

    // What changed about a card while it was on its way may not be in what was sent: then the row stays, as an edit. After a message that has only just
    // come, at once: "one moment, your QR code is being made" is what people wait behind. It begins anew then: attempts are of what failed. A row that
    // is no card keeps its revision. One that was given up meanwhile (its number is somebody else's by now) stays so.
    private static bool Settle(Tx tx, OutboxHead row, string state, string? messageId, string? reason)
    {
        using var update = tx.Prepare(
            """
            UPDATE outbox SET attempts = iif(revision = ?2, attempts + 1, 0), message_id = coalesce(?4, message_id), error = ?5,
              state = iif(revision = ?2, ?3, 'pending'), settled_at = iif(revision = ?2, ?6, NULL),
              priority = iif(revision = ?2, priority, ?8), due_at = iif(revision = ?2, due_at, ?7), parked = 0
            WHERE id = ?1 AND state = 'pending' RETURNING settled_at
            """);
        var next = tx.NowMs + (messageId is null ? (long)Cards.EditIntervalMin.TotalMilliseconds : 0);
        update.Bind(1, row.Id).Bind(2, row.Revision).Bind(3, state).Bind(4, messageId).Bind(5, Short(reason)).Bind(6, tx.NowMs).Bind(7, next).Bind(8, Outbox.LastPriority);
        var isOwed = update.Step() && update.IsNull(0);
        update.Run();
        return isOwed;
    }

    private static void Postpone(Tx tx, long id, TimeSpan wait, string reason) =>
        // A row from the future (the clock was set back) is due whatever due_at says, so that it must not stay one.
        tx.Execute(
            "UPDATE outbox SET attempts = attempts + 1, due_at = @due, error = @reason, created_at = min(created_at, @now) WHERE id = @id",
            new { id, due = tx.NowMs + (long)wait.TotalMilliseconds, reason = Short(reason), now = tx.NowMs });

    private static void Park(Tx tx, long id, ChatAddress address, string reason)
    {
        Customers.SetReachable(tx, address, reachable: false);
        Park(tx, id, reason);
    }

    // Out of the way of what may pass although the window is closed: a delivery must not wait behind a refund's message. When the person writes everything
    // goes in its order again.
    private static void WaitForWord(Tx tx, long id, string reason)
    {
        Park(tx, id, reason);
        tx.Execute("UPDATE outbox SET parked = 1, priority = @LastPriority WHERE id = @id", new { id, Outbox.LastPriority });
    }

    private static void Park(Tx tx, long id, string reason)
    {
        var oldest = tx.NowMs - (long)ParkedMax.TotalMilliseconds;
        var given = tx.Execute(
            "UPDATE outbox SET state = 'dead', settled_at = @at, error = @reason WHERE id = @id AND created_at < @oldest",
            new { id, at = tx.NowMs, oldest, reason = Short(reason) });
        if (given == 0)
        {
            // The head holds the rest of its chat back, so parking it parks them all.
            var tries = tx.Scalar<int>("SELECT attempts FROM outbox WHERE id = @id", new { id });
            Postpone(tx, id, ParkedPause(tries), reason);
        }
    }

    /// <summary>
    /// Whoever comes back wakes the row. Unless the refusal of a message was still under way when they did: recorded after their return, it would
    /// park the row with nobody left to wake it. So it is tried again by itself, soon and then ever less often.
    /// </summary>
    internal static TimeSpan ParkedPause(int tries) => tries < 3 ? TimeSpan.FromMinutes(Math.Pow(8, tries)) : ParkedPauseMax;

    internal static void Follow(Tx tx, ChatAddress address, string chatId)
    {
        tx.Execute("UPDATE customers SET chat_id = @chatId WHERE channel = @Channel AND chat_id = @ChatIdOld", new { chatId, address.Channel, ChatIdOld = address.ChatId });
        tx.Execute(
            "UPDATE outbox SET chat_id = @chatId WHERE channel = @Channel AND chat_id = @ChatIdOld AND state = 'pending' AND kind <> 'answer'",
            new { chatId, address.Channel, ChatIdOld = address.ChatId });
        tx.Execute("UPDATE cards SET chat_id = @chatId WHERE channel = @Channel AND chat_id = @ChatIdOld", new { chatId, address.Channel, ChatIdOld = address.ChatId });
    }

    private static string? Short(string? text) => text is { Length: > 1000 } ? text[..1000] : text;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Id} waits {Delay}: {Reason}")]
    private partial void LogRetry(long id, TimeSpan delay, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Outbox row {Id} is parked, the person cannot be reached: {Reason}")]
    private partial void LogUnreachable(long id, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Outbox row {Id} waits for the person's next message: {Reason}")]
    private partial void LogOutsideWindow(long id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} was refused for good: {Reason}")]
    private partial void LogRefused(long id, string reason);
}
