using Digipanel.Bot.Messaging;
using Digipanel.Bot.Storage;

namespace Digipanel.Bot.Chat;

/// <summary>A way to reach people: Telegram, WhatsApp.</summary>
public interface IChatChannel
{
    /// <summary><c>telegram</c> or <c>whatsapp</c>.</summary>
    string Name { get; }

    /// <summary>How fast the platform lets us send.</summary>
    ChannelPace Pace { get; }

    /// <summary>Whether a message that was sent can be edited. Where it cannot, a card is sent anew at each <see cref="Reply.Stage"/>, and an edit is a new message.</summary>
    bool CanEdit => true;

    /// <summary>Sends one message, or edits one. Never throws for what the platform or the network answers.</summary>
    Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken);

    /// <summary>Shows for a few seconds that an answer is on its way. A courtesy: it never throws, and nobody hears whether it worked.</summary>
    /// <param name="chatId">Where.</param>
    /// <param name="cancellationToken">The answer is there.</param>
    Task ShowTypingAsync(string chatId, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A message on its way out.</summary>
/// <param name="Id">The outbox row.</param>
/// <param name="ChatId">Where to.</param>
/// <param name="Reply">What.</param>
/// <param name="Attempts">How often it was tried before.</param>
public sealed record OutboxMessage(long Id, string ChatId, Reply Reply, int Attempts)
{
    /// <summary>Told again with what becomes of the message later, where the platform can: it is ours even if the answer to the sending was lost.</summary>
    public string? Tag { get; init; }

    /// <summary>The card's message that this takes the place of; one that is gone is not sent anew (<see cref="SendOutcome.Gone"/>).</summary>
    public MessageRef? Card { get; init; }
}

/// <summary>A platform's pace.</summary>
/// <param name="PerSecond">Messages a second over all chats.</param>
/// <param name="ChatPerSecond">Messages a second in one chat, on average.</param>
/// <param name="ChatBurst">How many may follow each other at once in one chat.</param>
public sealed record ChannelPace(double PerSecond, double ChatPerSecond, int ChatBurst);

/// <summary>What became of a message.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The platform has it.</summary>
    /// <param name="MessageId">The platform's id, to edit it later; null where there is none.</param>
    public sealed record Sent(string? MessageId) : SendOutcome
    {
        /// <summary>It is a picture: edited in another way than a text.</summary>
        public bool HasPicture { get; init; }

        /// <summary>It went as a prepared message (WhatsApp's template), which is paid for.</summary>
        public bool IsTemplate { get; init; }

        /// <summary>What the channel remembers of it, in the transaction that records it; run again where that one failed.</summary>
        public Action<Tx>? Recorded { get; init; }
    }

    /// <summary>Not now: flood wait, a fault of theirs, no network.</summary>
    /// <param name="Delay">How long the platform asks to wait; zero where it did not say and our own back-off decides.</param>
    /// <param name="WholeChannel">True where every chat has to wait (Telegram's 429 concerns the whole bot).</param>
    /// <param name="Reason">For the log; no secrets.</param>
    public sealed record RetryLater(TimeSpan Delay, bool WholeChannel, string Reason) : SendOutcome
    {
        /// <summary>Nobody knows whether the platform has it: the answer was lost, not the message. What must not come twice is not sent again then.</summary>
        public bool MayHaveArrived { get; init; }

        /// <summary>The platform holds us back for what we send: answers wait, and promotions are not to go on by themselves.</summary>
        public bool EndsPromotions { get; init; }
    }

    /// <summary>The person blocked us or is gone: wait until they come back.</summary>
    /// <param name="Reason">As the platform put it.</param>
    public sealed record Unreachable(string Reason) : SendOutcome;

    /// <summary>Only an answer to the person's own word passes, and they have not written for too long: it waits for their next message (<see cref="Outbox.OpenWindow"/>).</summary>
    /// <param name="Reason">For the log; no secrets.</param>
    public sealed record OutsideWindow(string Reason) : SendOutcome;

    /// <summary>The platform will never take this message.</summary>
    /// <param name="Reason">As the platform put it.</param>
    public sealed record Refused(string Reason) : SendOutcome
    {
        /// <summary>The person has told the platform that they want no promotions.</summary>
        public bool IsOptOut { get; init; }
    }

    /// <summary>Nobody can be sent this: the message that it copies is not there, or the template cannot be used.</summary>
    /// <param name="Reason">As the platform put it.</param>
    public sealed record Unsendable(string Reason) : SendOutcome;

    /// <summary>The message that was to be edited is not there any more.</summary>
    /// <param name="Reason">As the platform put it.</param>
    public sealed record Gone(string Reason) : SendOutcome;

    /// <summary>The chat has a new id.</summary>
    /// <param name="ChatId">The new one.</param>
    public sealed record Migrated(string ChatId) : SendOutcome;
}
