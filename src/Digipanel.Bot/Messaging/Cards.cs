using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Messaging;

/// <summary>Cards owed to people: see <see cref="ICard"/>. A change costs one outbox row, and many changes in a row the same one.</summary>
public static class Cards
{
    /// <summary>A card is edited this often at the most: an order moves several times a minute, and Telegram counts edits as messages.</summary>
    public static readonly TimeSpan EditIntervalMin = TimeSpan.FromSeconds(3);

    // Transactional before broadcasts, and an edit is no news: whatever the chat is owed goes before it.
    private const int Message = Outbox.FirstPriority;
    private const int Edit = Outbox.LastPriority;

    // A row that waits already will show what there is when it goes. One that is on its way right now may have been read before this change: the higher
    // revision keeps it pending. One that was tried and put off (a flood wait, a person who blocked the bot) stays put off.
    private const string Owe =
        """
        INSERT INTO outbox (channel, chat_id, payload, kind, card, priority, due_at, created_at)
        SELECT channel, chat_id, '{}', 'card', card, ?2, iif(edited_at > ?3, ?3, max(?3, coalesce(edited_at, 0) + ?4)), ?3
        FROM cards WHERE card = ?1 AND gone = 0
        ON CONFLICT (card) WHERE state = 'pending' AND kind = 'card'
        DO UPDATE SET revision = revision + 1, priority = iif(parked, priority, min(priority, excluded.priority)), due_at = iif(attempts > 0, due_at, min(due_at, excluded.due_at))
        """;

    /// <summary>Owes the chat the card's message, in order with its others. A card that is shown already is brought up to date instead.</summary>
    public static void Show(Tx tx, ChatAddress to, string card)
    {
        Insert(tx, to, card, null);
        OweOne(tx, card, Message, TimeSpan.Zero);
    }

    /// <summary>A message that the person has becomes the card, and is edited at once.</summary>
    public static void Adopt(Tx tx, ChatAddress to, string card, MessageRef message)
    {
        Insert(tx, to, card, message);
        OweOne(tx, card, Message, TimeSpan.Zero);
    }

    /// <summary>Shows the card anew, at the bottom of the chat. Its old message, where there is one, becomes <paramref name="farewell"/> and is left alone.</summary>
    public static void ShowAgain(Tx tx, ChatAddress to, string card, Reply farewell)
    {
        Insert(tx, to, card, null);
        var old = Find(tx.Connection, card)!;
        if (old.Message is { } message)
        {
            Outbox.Enqueue(tx, old.Address, farewell with { Edits = message, EditsOnly = true });
        }

        if (old.Message is not null || old.Gone)
        {
            tx.Execute(
                "UPDATE cards SET channel = @Channel, chat_id = @ChatId, message_id = NULL, has_picture = 0, digest = NULL, gone = 0, edited_at = NULL WHERE card = @card",
                new { card, to.Channel, to.ChatId });
        }

        OweOne(tx, card, Message, TimeSpan.Zero);
    }

    /// <summary>What it shows may have changed: an edit is owed. Where nothing changed none is sent, and an unknown card is none.</summary>
    public static void Refresh(Tx tx, string card) => OweOne(tx, card, Edit, EditIntervalMin);

    /// <summary>Whether this message of the chat is a card already, so that no second one is put into its place.</summary>
    public static bool IsCard(Tx tx, ChatAddress chat, MessageRef message) => tx.Scalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM cards WHERE chat_id = @ChatId AND message_id = @Id AND channel = @Channel)",
        new { chat.ChatId, message.Id, chat.Channel });

    internal static ShownCard? Find(SqliteConnection database, string card)
    {
        using var found = Statement.On(database, "SELECT channel, chat_id, message_id, has_picture, digest, gone FROM cards WHERE card = ?1").Bind(1, card);
        return found.Step()
            ? new ShownCard
            {
                Channel = found.Text(0), ChatId = found.Text(1), MessageId = found.TextOrNull(2), HasPicture = found.Number(3) != 0,
                Digest = found.TextOrNull(4), Gone = found.Number(5) != 0,
            }
            : null;
    }

    /// <summary>The person has this content now. Nothing where the card has left the edited message meanwhile (<see cref="ShowAgain"/>).</summary>
    internal static void Shown(Tx tx, string card, string? edited, SendOutcome.Sent sent, string digest)
    {
        using var update = tx.Prepare(
            """
            UPDATE cards SET message_id = coalesce(?3, message_id), has_picture = ?4, digest = ?5, edited_at = ?6
            WHERE card = ?1 AND message_id IS ?2
            """);
        update.Bind(1, card).Bind(2, edited).Bind(3, sent.MessageId).Bind(4, sent.HasPicture ? 1 : 0).Bind(5, digest).Bind(6, tx.NowMs).Run();
    }

    /// <summary>Its message was deleted: that is the person's wish, and nothing is sent in its place. Unless it was shown again meanwhile.</summary>
    internal static void Gone(Tx tx, string card, string? edited) =>
        tx.Execute("UPDATE cards SET gone = 1, message_id = NULL WHERE card = @card AND message_id IS @edited", new { card, edited });

    private static void Insert(Tx tx, ChatAddress to, string card, MessageRef? message)
    {
        using var insert = tx.Prepare(
            "INSERT INTO cards (card, channel, chat_id, message_id, has_picture, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING");
        insert.Bind(1, card).Bind(2, to.Channel).Bind(3, to.ChatId).Bind(4, message?.Id).Bind(5, message?.HasPicture == true ? 1 : 0).Bind(6, tx.NowMs).Run();
    }

    private static void OweOne(Tx tx, string card, int priority, TimeSpan pause)
    {
        using var owe = tx.Prepare(Owe);
        if (owe.Bind(1, card).Bind(2, priority).Bind(3, tx.NowMs).Bind(4, (long)pause.TotalMilliseconds).Run() > 0)
        {
            tx.Wake<OutboxSender>();
        }
    }
}

/// <summary>What is known of a card's message.</summary>
internal sealed record ShownCard
{
    public required string Channel { get; init; }

    public required string ChatId { get; init; }

    public string? MessageId { get; init; }

    public required bool HasPicture { get; init; }

    public string? Digest { get; init; }

    public required bool Gone { get; init; }

    public ChatAddress Address => new(Channel, ChatId);

    public MessageRef? Message => MessageId is null ? null : new(MessageId, HasPicture);
}
