using System.Security.Cryptography;
using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Storage;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Messaging;

/// <summary>What is to be done about a card's message now.</summary>
/// <param name="Reply">What it shows; null: nothing is to be sent.</param>
/// <param name="Message">The message that shows it, to be edited or replaced; null: there is none.</param>
/// <param name="Digest">Tells this content from another; on a channel that cannot edit, its stage.</param>
internal sealed record CardWork(Reply? Reply, MessageRef? Message, string Digest);

/// <summary>The program's cards, by their prefixes.</summary>
internal sealed class CardBook(IEnumerable<ICard> cards)
{
    private static readonly CardWork Nothing = new(null, null, "");

    private readonly Dictionary<string, ICard> _cards = cards.ToDictionary(c => c.Prefix, StringComparer.Ordinal);

    /// <summary>Reads the card and what it shows now, of one committed state.</summary>
    public CardWork Look(SqliteConnection database, string card, DateTimeOffset now, bool canEdit)
    {
        if (Cards.Find(database, card) is not { Gone: false } shown)
        {
            return Nothing;
        }

        var parts = card.Split(':', 2);
        if (_cards[parts[0]].Render(database, parts[1], now) is not { } reply)
        {
            return Nothing;
        }

        if (!canEdit)
        {
            return reply.Stage is not { } stage || shown.Digest?.StartsWith(stage, StringComparison.Ordinal) == true ? Nothing : new CardWork(reply, shown.Message, stage);
        }

        var digest = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reply with { Stage = null }, ReplyJson.Default.Reply)));
        return shown.Message is not null && shown.Digest == digest ? Nothing : new CardWork(reply, shown.Message, digest);
    }

    /// <summary>Whether one of the cards that the chat, which cannot edit, is owed will be a message.</summary>
    public bool WillSpeak(SqliteConnection database, ChatAddress chat, DateTimeOffset now)
    {
        using var owed = Statement.On(
            database, "SELECT card FROM outbox WHERE state = 'pending' AND kind <> 'answer' AND channel = ?1 AND chat_id = ?2 AND card IS NOT NULL");
        owed.Bind(1, chat.Channel).Bind(2, chat.ChatId);
        while (owed.Step())
        {
            if (Look(database, owed.Text(0), now, canEdit: false).Reply is not null)
            {
                return true;
            }
        }

        return false;
    }
}
